"""A portal of its own to kill: its PostgreSQL, its workers, and what is left of them after."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Timer

import psycopg
from psycopg import sql

from keco_portal.postgres.throwaway import throwaway_cluster
from tests.processes import CHECKOUT, surroundings

SECONDS = 180  # that an import takes at most; a worker that hangs is ended then
# They hold no facts, and change with whoever signs in or looks.
NO_FACTS = {"django_session", "sign_in_session", "programs_sentfile", "auth_user"}
FIGURES = (
    "SELECT md5(string_agg(concat_ws('|', key, value, note, publication), E'\\n' ORDER BY key)) "
    "FROM participants_figure"
)
# What one who was killed may leave in the database, each a count that must be 0.
LEFT_OVER = {
    "locks": "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'",
    "temporary tables": "SELECT count(*) FROM pg_class WHERE relpersistence = 't'",
    "prepared transactions": "SELECT count(*) FROM pg_prepared_xacts",
    "tables not of the portal": "SELECT count(*) FROM pg_class WHERE relname ~ '^staged'",
}
OTHERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = %s "
    "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)
OPEN = (
    "SELECT application_name FROM pg_stat_activity WHERE datname = %s "
    "AND pid <> pg_backend_pid() AND xact_start IS NOT NULL AND backend_type = 'client backend'"
)


@dataclass
class Run:
    """What a worker said: when it began each step, what it was answered; or what it failed with."""

    steps: dict = field(default_factory=dict)
    answers: list = field(default_factory=list)
    failed: str = ""
    pid: int = 0
    ended: float = 0


class World:
    """A portal with rows to import into, kept to begin each import from a copy of it."""

    def __init__(self, cluster, folder):
        self.cluster, self.folder = cluster, folder / "worker"
        self.name = cluster.settings()["NAME"]
        (self.folder / "static").mkdir(parents=True)
        place = {"PORTAL_DATA": str(self.folder), "TMPDIR": str(self.folder)}
        with (folder / "log").open("w") as log:
            self.worker = subprocess.Popen(
                [sys.executable, "-m", "tests.imports.worker"],
                env=surroundings(DATABASE_URL=cluster.url(), **place), cwd=CHECKOUT,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True,
                start_new_session=True,
            )  # fmt: skip

    def end(self):
        """End the worker, and what it does."""
        with suppress(ProcessLookupError):
            os.killpg(self.worker.pid, signal.SIGKILL)
        self.worker.wait()
        self.worker.stdin.close()
        self.worker.stdout.close()

    def run(self, act, at=None, **order):
        """Let a worker do `act`; `at(run, step)` is called when it begins a step."""
        host = self.cluster.settings()["HOST"]
        watch = Timer(SECONDS, os.killpg, [self.worker.pid, signal.SIGKILL])
        watch.start()
        self.worker.stdin.write(json.dumps({"act": act, "host": host, **order}) + "\n")
        self.worker.stdin.flush()
        run = Run()
        try:
            for line in self.worker.stdout:
                said = json.loads(line)
                run.pid = said.get("pid", run.pid)
                run.failed = said.get("failed", run.failed)
                if "answer" in said:
                    run.answers.append(said["answer"])
                if step := said.get("step"):
                    run.steps[step] = time.monotonic()
                    if at:
                        at(run, step)
                if "ended" in said:
                    run.ended = time.monotonic()
                    return run
        finally:
            watch.cancel()
        raise AssertionError("The worker does not answer; the file `log` says why.")

    def connect(self, name=None):
        """A connection to the database `name`, by itself to the one that is imported into."""
        settings = self.cluster.settings()
        return psycopg.connect(
            host=settings["HOST"], port=settings["PORT"], user=settings["USER"],
            password=settings["PASSWORD"], dbname=name or self.name, autocommit=True,
        )  # fmt: skip

    def keep(self):
        """Keep the database as it is, to begin from."""
        with self.connect("postgres") as connection:
            name = sql.Identifier(self.name)
            connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO kept").format(name))

    def begin(self):
        """Begin from what is kept."""
        with self.connect("postgres") as connection:
            name = sql.Identifier(self.name)
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE kept").format(name))

    def kill_postgresql(self, how):
        """End PostgreSQL without a word to anybody, and start it again.

        Told to by SIGQUIT it drops everything at once, as `pg_ctl stop -m immediate` lets it; by
        SIGKILL each of its processes is gone before it knows.
        """
        pid = int((self.cluster.data / "postmaster.pid").read_text().split()[0])
        os.kill(pid, how) if how == signal.SIGQUIT else os.killpg(pid, how)
        self.cluster.stop()
        self.cluster.start()

    def holds(self):
        """How many rows each table of facts and events holds, and a hash of the figures."""
        with self.connect() as connection:
            tables = connection.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
            ).fetchall()
            found = {"what figures say": connection.execute(FIGURES).fetchone()[0]}
            for (table,) in tables:
                if table not in NO_FACTS:
                    count = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
                    found[table] = connection.execute(count).fetchone()[0]
            return found

    def working(self):
        """What the connections that have a transaction open are called."""
        with self.connect() as connection:
            return [name for (name,) in connection.execute(OPEN, [self.name])]

    def await_silence(self):
        """Wait until PostgreSQL has noticed that the workers are gone."""
        deadline = time.monotonic() + SECONDS
        with self.connect() as connection:
            while connection.execute(OTHERS, [self.name]).fetchone()[0]:
                assert time.monotonic() < deadline, "a killed worker is still connected"
                time.sleep(0.02)

    def left_over(self):
        """What is there that belongs to an import and not to the portal: {what: how much}."""
        with self.connect() as connection:
            found = {
                what: connection.execute(query).fetchone()[0] for what, query in LEFT_OVER.items()
            }
        base = self.cluster.data / "base"
        files = [*base.glob("pgsql_tmp/*"), *base.glob("*/t[0-9]*_*")]
        files += [path for path in self.folder.rglob("*") if path.is_file()]
        return {what: count for what, count in found.items() if count} | {
            str(path): path.stat().st_size for path in files
        }


@contextmanager
def world(folder):
    """A World in which nothing was imported yet; it keeps its files in `folder`."""
    with throwaway_cluster(durable=True) as cluster:
        made = World(cluster, folder)
        try:
            prepared = made.run("prepare")
            assert not prepared.failed, prepared.failed
            made.keep()
            made.begin()
            yield made
        finally:
            made.end()
