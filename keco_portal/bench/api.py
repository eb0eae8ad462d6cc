"""Answers of the API with a hundred figures, against the view that returns a constant."""

from keco_portal.api.asked import PAGE_SIZE, ROWS_BY_PAGE
from keco_portal.bench.pages import CONSTANT, measure
from participants.filters import FigureFilter
from participants.models import Figure

FIGURES = f"/api/v1/figures?page_size={PAGE_SIZE}"
# The API refuses who asks too often, which the benchmark does.
WITHOUT_LIMIT = {"API_REQUESTS_A_MINUTE": "1000000000"}


def addresses():
    """The constant first; the first page and the last, by cursor, and by each filter."""
    keys = Figure.objects.published().order_by("key").values_list("key", flat=True)
    last = keys.reverse()[PAGE_SIZE]
    return [
        CONSTANT,
        FIGURES,
        f"{FIGURES}&page={ROWS_BY_PAGE // PAGE_SIZE}",
        f"{FIGURES}&cursor=",
        f"{FIGURES}&cursor={last}",
        *(f"{FIGURES}&{query}" for query in filters()),
    ]


def filters():
    """A query for each parameter, of a figure in the midst, and several together."""
    figures = Figure.objects.published().with_relations().order_by("key")
    figure = figures.filter(kind="annual", country__isnull=False)[1000]
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
    """The Pages of `addresses` by one client, the constant first."""
    wanted = addresses()
    return [
        measure(server, address, 1, seconds / 2)
        for address in bar(wanted, len(wanted), "answers of the API")
    ]


def ratios(pages):
    """How many times the constant's time each answer takes, by its address."""
    constant, *others = pages
    return {page.address: page.median / constant.median for page in others}
