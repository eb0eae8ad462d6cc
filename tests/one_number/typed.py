"""What every format has to say of each figure and program: typed by hand, None where it is missing.

Figures and programs of the seed are those of `tests.expected`, which were typed from the source;
the adverse ones are what other portals get wrong.
"""

from typing import NamedTuple

from participants.models import Measure
from tests import expected
from tests.factories import make_figure, make_institute, make_program

# fmt: off


class Number(NamedTuple):
    """A figure as formats say it; `words` are those of the page."""

    words: str
    value: int | None = None
    value_lower: int | None = None
    value_upper: int | None = None
    value_status: str = "stated"
    qualifier: str = "exact"
    kind: str = "annual"
    unit: str = "people"
    period_start: str | None = None
    period_end: str | None = None
    as_of: str | None = None


def of_the_source(figure):
    number = f"{figure.value:,}" if figure.lower is None else f"{figure.lower}–{figure.upper}"
    return Number(
        f"{number} {figure.unit}", figure.value, figure.lower, figure.upper, figure.status,
        figure.qualifier, figure.kind, figure.unit,
        figure.period_start or None, figure.period_end or None, figure.as_of or None,
    )


ADVERSE = {
    "adverse-null": Number(
        "not stated", value_status="not-stated", period_start="1990", period_end="1990"),
    "adverse-suppressed": Number(
        "suppressed", value_status="suppressed", period_start="1991", period_end="1991"),
    "adverse-zero": Number("0 people", 0, period_start="1992", period_end="1992"),
    "adverse-range": Number(
        "0–1,200 people", None, 0, 1200, period_start="1993", period_end="1993"),
    "adverse-large": Number(
        "9,007,199,254,740,991 people", 9007199254740991, period_start="1994", period_end="1994"),
    "adverse-computed": Number(
        "12,345 people", 12345, value_status="computed", period_start="1995", period_end="1995"),
    "adverse-about": Number(
        "about 30 people", 30, qualifier="about", period_start="1996", period_end="1996"),
    "adverse-at-least": Number(
        "at least 7 people", 7, qualifier="at-least", kind="snapshot", as_of="2014-08"),
    "adverse-at-most": Number(
        "at most 1,000 people", 1000, qualifier="at-most", kind="cumulative",
        period_end="2017-12-12"),
    "adverse-plan": Number(
        "40 people", 40, kind="plan", period_start="2015-01", period_end="2015-06"),
    "adverse-without-time": Number("1 people", 1, kind="ongoing"),
}

# key: (the note of the row, as a cell of a spreadsheet says it, so that it is no formula)
NOTES = {
    "adverse-null": ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"),
    "adverse-suppressed": ("'=1+1", "''=1+1"),
    "adverse-zero": ("two\nlines, and a comma", "two\nlines, and a comma"),
    "adverse-range": ("“따옴표” \"quoted\"", "“따옴표” \"quoted\""),
    "adverse-large": ("-5 degrees", "'-5 degrees"),
    "adverse-computed": ("'plain", "'plain"),
}

FIGURES = {key: of_the_source(one) for key, one in expected.FIGURES.items()} | ADVERSE

# By hand, of the seed and the adverse rows: how many a choice of the form stands for.
FIGURES_COUNTED = {
    "institute": {"ehrd": 3, "keco": 5, "nibr": 2, "nier": 2, "slc": 4, "adverse": 11},
    "kind": {
        "annual": 9, "cumulative": 8, "ongoing": 5, "plan": 1, "recurring": 1, "snapshot": 3},
    "group": {"training": 14, "visits": 2, "reach": 5, "activity": 6},
}


class Program(NamedTuple):
    """A program as formats say it; `countries` as cells have them with roles, `named` without."""

    kind: str
    state: str
    recurrence: str
    start_year: int | None
    end_year: int | None
    parent: str | None
    countries: frozenset = frozenset()
    named: frozenset = frozenset()


def of_the_page(program):
    return Program(
        program.kind, program.state, program.recurrence, program.start, program.end,
        program.parent, frozenset(f"{code}:{role}" for code, role, _ in program.countries),
        frozenset(code for code, *_ in program.countries),
    )


PROGRAMS = {slug: of_the_page(one) for slug, one in expected.PROGRAMS.items()} | {
    "adverse": Program("project", "not-stated", "not-stated", None, None, None),
    "adverse-years": Program("visits", "ended", "annual", 1945, 2100, "adverse"),
}
PROGRAMS_COUNTED = {
    "institute": {
        "ehrd": 9, "keco": 4, "knps": 13, "nibr": 2, "nier": 14, "slc": 5, "adverse": 2},
    "country": {"AUS": 1, "CHN": 7, "IDN": 1, "JPN": 6, "KOR": 7, "RUS": 1},
    "state": {"active": 26, "ended": 4, "not-stated": 10, "planned": 9},
}
# fmt: on


def make_adverse():
    """Figures that other portals get wrong, of one program, beside two that nobody may see."""
    program = make_program(
        slug="adverse", name_en='Adverse, "quoted"', name_ko="적대적 사례", kind="project",
        institute=make_institute(code="adverse"),
    )  # fmt: skip
    make_program(
        slug="adverse-years", kind="visits", state="ended", recurrence="annual", start_year=1945,
        end_year=2100, parent=program, institute=program.institute,
    )  # fmt: skip
    measure = Measure.objects.get(slug="training-participants")
    own = ("value", "value_lower", "value_upper", "value_status", "qualifier", "kind")
    for key, one in ADVERSE.items():
        make_figure(
            program=program, key=key, note=NOTES.get(key, [""])[0], measure=measure,
            period_start=one.period_start or "", period_end=one.period_end or "",
            as_of=one.as_of or "", **{name: getattr(one, name) for name in own},
        )  # fmt: skip
    for publication in ("draft", "withdrawn"):
        make_figure(
            program=program, key=f"adverse-{publication}", value=666, publication=publication
        )
    make_program(slug="adverse-draft", publication="draft", institute=program.institute)
    return program
