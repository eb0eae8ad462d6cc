"""Answers of the API with a hundred figures, against the view that returns a constant.

The two are asked in turn, so that both find the machine as busy.
"""

import time
from dataclasses import dataclass
from itertools import chain, repeat, takewhile
from statistics import median, quantiles

from django.core.management.base import CommandError

from keco_portal.api.asked import PAGE_SIZE, ROWS_BY_PAGE
from keco_portal.bench.pages import CONSTANT
from participants.filters import FigureFilter
from participants.models import Figure

FIGURES = f"/api/v1/figures?page_size={PAGE_SIZE}"
# The API refuses who asks too often, which the benchmark does.
WITHOUT_LIMIT = {"API_REQUESTS_A_MINUTE": "1000000000"}
CONSTANTS = 9  # asked together
YEARS = range(1990, 2010)


@dataclass
class Answers:
    """Milliseconds of answers that are `called` something, and of the constant beside each."""

    called: str
    size: int
    milliseconds: list[float]
    constant: list[float]

    @property
    def median(self):
        return median(self.milliseconds)

    @property
    def slow(self):
        """What nineteen of twenty answers keep within."""
        return quantiles(self.milliseconds, n=20)[-1]

    @property
    def ratio(self):
        return self.median / median(self.constant)


def addresses():
    """The first page and the last, by cursor, and by each filter."""
    keys = Figure.objects.published().order_by("key").values_list("key", flat=True)
    last = keys.reverse()[PAGE_SIZE]
    pages = min(ROWS_BY_PAGE, keys.count()) // PAGE_SIZE
    return [
        FIGURES,
        f"{FIGURES}&page={pages}",
        f"{FIGURES}&cursor=",
        f"{FIGURES}&cursor={last}",
        *(f"{FIGURES}&{query}" for query in filters()),
    ]


def filters():
    """A query for each parameter, of a figure in the midst, and several together."""
    figures = Figure.objects.published().filter(kind="annual", country__isnull=False)
    figure = figures.with_relations().order_by("key")[figures.count() // 2]
    known = {
        "institute": figure.program.institute.code,
        "program": figure.program.slug,
        "group": figure.measure.group,
        "measure": figure.measure.slug,
        "country": figure.country.iso3,
        "kind": figure.kind,
        "source": figure.source.slug,
        "series": figure.key,
        "year": figure.period_start[:4],
    }
    chosen = {name: known[name] for name in FigureFilter.base_filters}
    yield from (f"{name}={value}" for name, value in chosen.items())
    yield "&".join(f"{name}={chosen[name]}" for name in ("institute", "kind", "year"))


def measure_api(server, seconds, bar):
    """Answers asked for the first time; then those at each of `addresses`, about `seconds` each.

    How many rows a filter lets through is counted when somebody asks for it first, and known while
    the data is the same.
    """
    wanted = addresses()
    first = asked_first(server)
    return first, [again_and_again(server, one, seconds) for one in bar(wanted, len(wanted), "API")]


def asked_first(server):
    """The Answers for years that nobody asked for before."""
    asked = Asked(server)
    asked.both(f"{FIGURES}&page=2")  # makes connections
    wanted = [f"{FIGURES}&year={year}" for year in YEARS]
    return asked.answers("filters asked for the first time", wanted)


def again_and_again(server, address, seconds):
    """The Answers at one address, which was asked for before."""
    asked = Asked(server)
    asked.both(address)
    until = time.perf_counter() + seconds
    again = takewhile(lambda _: time.perf_counter() < until, repeat(address))
    return asked.answers(address, chain([address] * 2, again))


class Asked:
    """Two connections that stay open: for the constant, and for the rest."""

    def __init__(self, server):
        self.constant, self.rest = server.connect(), server.connect()
        self.size = 0

    def both(self, address):
        """Milliseconds of the constant, and of `address`.

        The constant right after a long answer is slower than it is by itself, so the median of
        several counts.
        """
        constant = [self.timed(self.constant, CONSTANT) for _ in range(CONSTANTS)]
        return median(constant), self.timed(self.rest, address)

    def answers(self, called, wanted):
        """The Answers at addresses of one kind."""
        constant, milliseconds = zip(*map(self.both, wanted), strict=True)
        return Answers(called, self.size, list(milliseconds), list(constant))

    def timed(self, http, address):
        begin = time.perf_counter()
        http.request("GET", address)
        response = http.getresponse()
        self.size = len(response.read())
        took = 1000 * (time.perf_counter() - begin)
        if response.status != 200:
            raise CommandError(f"The server answered {address} with {response.status}.")
        return took
