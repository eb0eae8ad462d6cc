"""Pages against a view that returns a constant: how long they take, how many there are a second."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median, quantiles

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext

from programs.models import Country

CONSTANT = "/healthz"


@dataclass
class Page:
    """`address` asked by `at_once` clients: milliseconds of each answer, answers a second."""

    address: str
    at_once: int
    size: int
    queries: int
    milliseconds: list[float]
    a_second: float

    @property
    def median(self):
        return median(self.milliseconds)

    @property
    def slow(self):
        """What nineteen of twenty answers keep within."""
        return quantiles(self.milliseconds, n=20)[-1]


def addresses():
    """The constant first, then pages: lists, and the country that most programs name."""
    country = Country.objects.alias(times=Count("program_countries")).latest("times", "iso3")
    return [CONSTANT, "/programs/", f"/countries/{country.iso3}/", "/figures/", "/participants/"]


def measure_pages(server, seconds, bar):
    """Each page by one client and by four, for about `seconds`; the Pages, the constant first."""
    wanted = [(address, at_once) for address in addresses() for at_once in (1, 4)]
    return [
        measure(server, address, at_once, seconds)
        for address, at_once in bar(wanted, len(wanted), "pages")
    ]


def measure(server, address, at_once, seconds):
    queries = count_queries(address)
    ask(server, address, 0)  # the first answer makes connections and reads templates
    begin = time.perf_counter()
    with ThreadPoolExecutor(at_once) as clients:
        asked = [clients.submit(ask, server, address, seconds) for _ in range(at_once)]
    took = time.perf_counter() - begin
    size = asked[0].result()[0]
    milliseconds = [one for client in asked for one in client.result()[1]]
    return Page(address, at_once, size, queries, milliseconds, len(milliseconds) / took)


def ask(server, address, seconds):
    """Ask again and again for `seconds`, at least twice: (bytes of an answer, milliseconds)."""
    http = server.connect()
    milliseconds = []
    until = time.perf_counter() + seconds
    while len(milliseconds) < 2 or time.perf_counter() < until:
        begin = time.perf_counter()
        http.request("GET", address)
        response = http.getresponse()
        size = len(response.read())
        milliseconds.append(1000 * (time.perf_counter() - begin))
        if response.status != 200:
            raise CommandError(f"The server answered {address} with {response.status}.")
    http.close()
    return size, milliseconds


def count_queries(address):
    """How often the page asks the database."""
    client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0])
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)
