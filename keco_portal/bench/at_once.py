"""The program list alone, and while five ask for all figures at once."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median, quantiles
from threading import Event

from django.core.management.base import CommandError

PAGE = "/programs/"
FILES = ["/figures.csv", "/figures.csv", "/figures.xlsx", "/figures.csv", "/figures.csv"]
PIECE = 1 << 18


@dataclass
class AtOnce:
    """Milliseconds of the list, `alone` and `beside` the files that five ask for.

    `refused` is how often one was told to come again, which it did until it had its file;
    `seconds` is how long that took until all had theirs.
    """

    alone: list[float]
    beside: list[float]
    refused: int
    seconds: float

    @property
    def ratio(self):
        return slow(self.beside) / slow(self.alone)


def slow(milliseconds):
    """What nineteen of twenty answers keep within."""
    return quantiles(milliseconds, n=20)[-1]


def measure_at_once(server, seconds):
    """Ask for the list for `seconds`, then until five have their file, then for `seconds` again."""
    listed(server, time.monotonic() + 1)  # makes connections and reads templates
    alone = listed(server, time.monotonic() + seconds)
    done = Event()
    with ThreadPoolExecutor(len(FILES) + 1) as clients:
        begin = time.monotonic()
        list_of_pages = clients.submit(listed, server, float("inf"), done)
        files = [clients.submit(fetched, server, file) for file in FILES]
        try:
            refused = sum(file.result() for file in files)
        finally:
            done.set()
        took = time.monotonic() - begin
    alone += listed(server, time.monotonic() + seconds)
    return AtOnce(alone, list_of_pages.result(), refused, took)


def listed(server, until, done=None):
    """Ask for the list until the moment `until` or until `done`, at least twice; milliseconds."""
    http, milliseconds = server.connect(), []
    while len(milliseconds) < 2 or (time.monotonic() < until and not (done and done.is_set())):
        begin = time.perf_counter()
        http.request("GET", PAGE)
        response = http.getresponse()
        response.read()
        milliseconds.append(1000 * (time.perf_counter() - begin))
        require(response, PAGE, 200)
    http.close()
    return milliseconds


def fetched(server, file):
    """Ask for `file` until it comes, as late as each refusal says; how many there were."""
    refused = 0
    while True:
        http = server.connect()
        http.request("GET", file)
        response = http.getresponse()
        while response.read(PIECE):
            pass
        http.close()
        require(response, file, 200, 429)
        if response.status == 200:
            return refused
        refused += 1
        time.sleep(int(response.headers["Retry-After"]))


def require(response, address, *statuses):
    if response.status not in statuses:
        raise CommandError(f"The server answered {address} with {response.status}.")


def at_once_table(at_once):
    """The lines on the list alone and beside files."""
    return [
        "",
        f"The program list while {len(FILES)} ask for all figures at once, one as a workbook: "
        f"{at_once.refused} refusals (429), all had their file after {at_once.seconds:.0f} s",
        *(
            f"{name}: median {median(of):.1f} ms, 95 % {slow(of):.1f} ms, of {len(of):,} answers"
            for name, of in (("alone", at_once.alone), ("beside", at_once.beside))
        ),
    ]
