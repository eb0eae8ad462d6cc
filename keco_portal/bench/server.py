"""The real server while it is measured: where it listens, and the memory it takes."""

import socket
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from keco_portal.start.static_files import collect_changed
from keco_portal.start.web_server import HOST, web_server


class Server:
    """granian at `port`, its processes below that of the id `pid`."""

    def __init__(self, port, pid):
        self.port, self.pid = port, pid

    def connect(self):
        """A connection that stays open from one request to the next."""
        return HTTPConnection(HOST, self.port, timeout=600)

    def forget_peak(self):
        """Let the peak of its memory begin anew, from what it takes now."""
        for pid in self.pids():
            if (file := Path(f"/proc/{pid}/clear_refs")).exists():
                file.write_text("5")

    def memory(self):
        """What its processes take now, in MB; None where the system does not tell (no /proc)."""
        return self._megabytes("VmRSS:")

    def peak_memory(self):
        """The most that each took since `forget_peak`, summed, in MB; None as for `memory`."""
        return self._megabytes("VmHWM:")

    def pids(self):
        """The ids of its processes."""
        pids = [self.pid]
        for pid in pids:
            for children in Path(f"/proc/{pid}/task").glob("*/children"):
                pids += [int(child) for child in children.read_text().split()]
        return pids

    def _megabytes(self, name):
        kilobytes = 0
        for pid in self.pids():
            if not (file := Path(f"/proc/{pid}/status")).exists():
                return None
            kilobytes += next(
                int(line.split()[1]) for line in file.read_text().splitlines() if name in line
            )
        return kilobytes / 1000


@contextmanager
def running_server(**given):
    """Within it the portal is served at a port that was free; gives the Server.

    `given` is added to its environment.
    """
    collect_changed()
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    with web_server(port, **given) as process:
        yield Server(port, process.pid)
