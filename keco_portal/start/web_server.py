"""The web server of a copy on one's own machine: granian, on loopback only."""

import http.client
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress

from django.conf import settings

from keco_portal.start.data_folder import CannotStart
from keco_portal.start.stopping import child_process

HOST = "127.0.0.1"
# One process is enough for one machine and leaves its other cores to PostgreSQL. A slow reader of
# a long file holds a thread, so there are more threads than the processor could use (granian
# warns of that; hence the log level).
GRANIAN = """
    --interface wsgi --workers 1 --blocking-threads 16 --workers-kill-timeout 5
    --log-level error keco_portal.wsgi:application
"""
ANSWER_WITHIN = 60  # seconds


def free_port(text: str) -> int:
    """The port that `text` names, if nothing else listens there. Raises CannotStart."""
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= 65535):
        raise CannotStart(f"“{text}” is no port: choose one from 1 to 65535, such as PORT=8123.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(text)))
            probe.listen()
        except PermissionError:
            raise CannotStart(
                f"Port {text} needs an administrator: choose a higher one, such as PORT=8123."
            ) from None
        except OSError:
            raise CannotStart(
                f"Port {text} is in use by another program: stop that one, or choose another "
                "port, such as PORT=8123."
            ) from None
    return int(text)


@contextmanager
def web_server(port: int, **given: str):
    """Within it the portal answers at `port`; gives the process. Raises CannotStart.

    `given` is added to its environment.
    """
    command = [sys.executable, "-m", "granian", "--host", HOST, "--port", str(port)]
    environment = os.environ | {"PORTAL_DATA": str(settings.PORTAL_DATA.absolute())} | given
    with child_process(
        command + GRANIAN.split(),
        cwd=settings.BASE_DIR,
        env=environment,
        stdin=subprocess.DEVNULL,
    ) as server:
        _await_answer(server, port)
        yield server


def require_alive(server: subprocess.Popen) -> None:
    """Raise CannotStart where the web server ended by itself."""
    if server.poll() is not None:
        raise CannotStart(
            f"The web server ended by itself (exit code {server.returncode}); its reason is above."
        )


def _await_answer(server: subprocess.Popen, port: int) -> None:
    deadline = time.monotonic() + ANSWER_WITHIN
    while time.monotonic() < deadline:
        require_alive(server)
        connection = http.client.HTTPConnection(HOST, port, timeout=5)
        with suppress(OSError, http.client.HTTPException):
            connection.request("GET", "/readyz")
            if connection.getresponse().status < 500:
                return
        connection.close()
        time.sleep(0.05)
    raise CannotStart(f"The web server gave no good answer within {ANSWER_WITHIN} seconds.")
