"""The local start as a real process, and a database of its own for it."""

import http.client
import os
import re
import secrets
import socket
import subprocess
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.processes import MANAGE, surroundings, uncounted


@contextmanager
def empty_database():
    """The address of a database on the cluster that DATABASE_URL names, gone afterwards."""
    name, url = f"portal_served_{secrets.token_hex(4)}", os.environ["DATABASE_URL"]
    head, _, options = url.partition("?")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield head.rpartition("/")[0] + f"/{name}" + (f"?{options}" if options else "")
        finally:
            # Not by force, which PostgreSQL refuses while it cleans up there by itself.
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = %s AND backend_type = 'client backend'",
                [name],
            )
            connection.execute(f"DROP DATABASE {name}")
            connection.execute(f"DROP ROLE IF EXISTS {name}_web")


def accounts(said):
    """The names of the first accounts and their passwords, of what the start said."""
    return dict(re.findall(r"^\|      (\w+) +(\w{20}) ", said, re.MULTILINE))


class Served:
    """`manage.py serve` on a free port; `said` grows as it speaks."""

    def __init__(self, data, is_counted=True, **given):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.data = data
        environment = surroundings(PORTAL_DATA=str(data), **given)
        self.process = subprocess.Popen(
            [*MANAGE, "serve", "--port", str(self.port)],
            env=environment if is_counted else uncounted(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.said = ""
        self.listener = threading.Thread(target=self._listen)
        self.listener.start()

    def _listen(self):
        for line in self.process.stdout:
            self.said += line

    def await_ready(self, seconds=300):
        deadline = time.monotonic() + seconds
        while "The portal is at" not in self.said:
            assert self.process.poll() is None, self.said
            assert time.monotonic() < deadline, self.said
            time.sleep(0.05)
        return self

    def get(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body

    def end(self, number):
        """Send a signal; the exit code."""
        self.process.send_signal(number)
        code = self.process.wait(60)
        self.listener.join()
        self.process.stdout.close()
        return code

    def descendants(self):
        """Ids of all that it started and that still live, itself included."""
        found, parents = [], {}
        for status in Path("/proc").glob("[0-9]*/stat"):
            try:
                after_name = status.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents.setdefault(int(after_name[1]), []).append(int(status.parent.name))
        waiting = [self.process.pid]
        while waiting:
            found.append(waiting.pop())
            waiting += parents.get(found[-1], [])
        return found
