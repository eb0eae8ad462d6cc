"""Cluster: a PostgreSQL of the portal's own, where no DATABASE_URL names another.

It lives in `postgres/` of the data folder:

    lock          held by the process that runs the cluster, whose id it tells
    password      of the role `portal`, which owns the database `portal`
    web_password  of the role `portal_web`, which `manage.py serve` makes for the web server
    data/         the cluster as initdb made it
    log           what the server says; begun anew at 4 MB; locked while a process of it lives
    socket        points to the folder of its socket, which is elsewhere

The server listens on the socket only. Reading the address starts nothing.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from keco_portal.postgres.account import server_account
from keco_portal.postgres.programs import (
    ROLE,
    complaint,
    make_cluster,
    programs,
    update_cluster,
)
from keco_portal.postgres.socket_folder import (
    make_socket_folder,
    remove_socket_folder,
    socket_folder,
)
from keco_portal.start.data_folder import CannotStart, explained, require_space
from keco_portal.start.secret import keep_secret
from keco_portal.start.stopping import stop_signals

PORT = "5432"  # part of the socket's file name; nothing listens on the network
SPACE_TO_MAKE, SPACE_TO_RUN = 120, 24  # MB
LOG_BYTES_AT_MOST = 4_000_000
READY_WITHIN = 180  # seconds; recovery after a crash takes its time
# What ends a server, and the seconds it is given: in order, at once, by force.
ENDINGS = ((signal.SIGINT, 60), (signal.SIGQUIT, 10), (signal.SIGKILL, 10))

SETTINGS = {
    "listen_addresses": "",
    "port": PORT,
    "max_wal_size": "256MB",
    "log_min_messages": "log",
    "log_checkpoints": "off",
}
SETTINGS_NOT_DURABLE = SETTINGS | {
    "max_wal_size": "1GB",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
}


class Cluster:
    """The cluster in the data folder `folder`; one that is not `durable` may lose its data."""

    def __init__(self, folder: str | Path, durable: bool = True):
        self.folder = Path(folder).absolute()
        self.durable = durable
        self.home = self.folder / "postgres"
        self.data = self.home / "data"
        self.socket = self.home / "socket"
        self._lock = self._log = self._account = self._process = None
        self._log_begin = 0

    def settings(self) -> dict:
        """Its entry in Django's DATABASES."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": ROLE,
            "USER": ROLE,
            "PASSWORD": self._read("password").strip(),
            "HOST": str(socket_folder(self.socket)),
            "PORT": PORT,
        }

    def url(self) -> str:
        """Its address as DATABASE_URL; libpq reads it too."""
        host = quote(str(socket_folder(self.socket)), safe="")
        return f"postgresql://{ROLE}:{self._read('password').strip()}@{host}:{PORT}/{ROLE}"

    @contextmanager
    def running(self):
        """Within it the cluster answers. Raises CannotStart."""
        try:
            self.start()
            yield self
        finally:
            self.stop()

    def start(self) -> None:
        """Make the cluster if there is none, run it, wait until it answers. Raises CannotStart."""
        with explained(self.folder):
            self.take()
            self._account = server_account(self.data, programs() / "postgres", self.home)
            if not self.data.exists():
                require_space(self.folder, SPACE_TO_MAKE)
                password = keep_secret(self.home / "password")
                make_cluster(self.data, password, self._account, self.durable)
            elif not self._read("password").strip():
                raise CannotStart(
                    f"The password of the database is not in {self.home / 'password'} any more: "
                    "put it back, or choose another folder with PORTAL_DATA."
                )
            require_space(self.folder, SPACE_TO_RUN)
            update_cluster(self.data, self._account)
            self._run()
            self._await_ready()

    def require_alive(self) -> None:
        """Raise CannotStart where the server ended by itself; to be asked every few seconds."""
        if self._process.poll() is not None:
            raise CannotStart(
                f"PostgreSQL ended by itself ({complaint(self._said())}): see its log, "
                f"{self.home / 'log'}, and start again."
            )
        self._trim_log()

    def stop(self) -> None:
        """Stop the server and let go of the folder."""
        with stop_signals.held():
            if self._process:
                _end(self._process.pid, lambda: self._process.poll() is not None)
                self._process = None
                remove_socket_folder(self.socket, self.data)
            for file in (self._log, self._lock):
                if file:
                    file.close()
            self._log = self._lock = None

    def take(self) -> None:
        """Hold the folder for this process; clear what an earlier run left that was killed.

        Raises CannotStart where another process holds it, OSError.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        if not self.home.exists():
            self.home.mkdir()
            self.home.chmod(0o711)  # the server's account comes through
        elif not (self.home / "lock").exists() and any(self.home.iterdir()):
            raise CannotStart(
                f"{self.home} holds files that are not the portal's: choose another folder with "
                "PORTAL_DATA."
            )
        lock = (self.home / "lock").open("a+")
        if not _locked(lock):
            lock.seek(0)
            holder = lock.read().strip() or "(just starting)"
            lock.close()
            raise CannotStart(
                f"The data folder {self.folder} is in use by process {holder}: stop that one "
                "first, or choose another folder with PORTAL_DATA."
            )
        self._lock = lock
        self._lock.truncate(0)
        self._lock.write(f"{os.getpid()}\n")
        self._lock.flush()
        self._log = (self.home / "log").open("ab")
        self._clear_remains()

    def _clear_remains(self) -> None:
        if not _locked(self._log):
            _end(self._postmaster(), lambda: _locked(self._log))
            if not _locked(self._log):
                raise CannotStart(
                    f"An earlier PostgreSQL on {self.data} does not end: end its processes, or "
                    "restart the machine."
                )
        remove_socket_folder(self.socket, self.data)
        # No process of the server lives, so the id in this file is another program's by now.
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        if (self.home / "data.new").exists():
            shutil.rmtree(self.home / "data.new")

    def _postmaster(self) -> int | None:
        """The id of this cluster's living server, if it is known."""
        with suppress(OSError, ValueError):
            pid = int(self._read("data/postmaster.pid").partition("\n")[0])
            if not Path("/proc/self/cwd").exists():
                return pid
            if os.path.samefile(f"/proc/{pid}/cwd", self.data):
                return pid
        return None

    def _run(self) -> None:
        self._trim_log()
        self._log_begin = os.fstat(self._log.fileno()).st_size
        folder = str(make_socket_folder(self.socket, self._account)).replace('"', '""')
        settings = SETTINGS if self.durable else SETTINGS_NOT_DURABLE
        settings = settings | {"unix_socket_directories": f'"{folder}"'}
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with stop_signals.held():
            self._process = subprocess.Popen(  # noqa: S603
                self._account.command(programs() / "postgres", "-D", self.data, *options),
                stdin=subprocess.DEVNULL,
                stdout=self._log,
                stderr=self._log,  # and with it the log's lock
                start_new_session=True,  # a terminal's Ctrl-C is not for the server: it ends last
                **self._account.options(),
            )

    def _await_ready(self) -> None:
        deadline = time.monotonic() + READY_WITHIN
        while self._process.poll() is None:
            if self._read("data/postmaster.pid").rstrip().endswith("\nready"):
                return
            if time.monotonic() > deadline:
                raise CannotStart(
                    f"PostgreSQL was not ready after {READY_WITHIN} seconds: see its log, "
                    f"{self.home / 'log'}."
                )
            time.sleep(0.02)
        raise CannotStart(
            f"PostgreSQL does not start on {self.data} ({complaint(self._said())}): mend that, or "
            "begin with an empty database in another folder with PORTAL_DATA."
        )

    def _trim_log(self) -> None:
        if os.fstat(self._log.fileno()).st_size > LOG_BYTES_AT_MOST:
            os.truncate(self._log.fileno(), 0)
            self._log_begin = 0

    def _said(self) -> str:
        """What the server said since this start."""
        with (self.home / "log").open("rb") as log:
            log.seek(self._log_begin)
            return log.read().decode(errors="replace")

    def _read(self, name: str) -> str:
        """The text of a file of ours; empty where it cannot be read."""
        try:
            return (self.home / name).read_text(errors="replace")
        except OSError:
            return ""


def _end(pid: int | None, ended: Callable[[], bool]) -> None:
    """Ask process `pid` to end, ever more firmly, until `ended` says that it did."""
    for number, seconds in ENDINGS:
        if ended():
            return
        if pid:
            with suppress(ProcessLookupError):
                os.kill(pid, number)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and not ended():
            time.sleep(0.02)


def _locked(file) -> bool:
    """Whether the lock of `file` is ours now; the system frees it with its last process."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
