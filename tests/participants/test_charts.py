"""What is drawn of figures agrees with their numbers, and nothing is drawn that they do not say."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participants.charts import FIGURES_AT_MOST, HEIGHT, WIDTH, round_top, rows, series
from participants.models import Figure, Measure
from participants.models.figure import FigureKind, Qualifier, Sex, ValueStatus
from participants.models.value import LARGEST_VALUE
from tests.examples import examples
from tests.naive import first_day, last_day

TRAINED = Measure(pk=1, slug="trained", unit="people")
VISITORS = Measure(pk=2, slug="visitors", unit="people")


def figure(period="2005", value=10, **given):
    """An annual figure of people trained in the period `period`, such as 2005–2006."""
    start, _, end = period.partition("–")
    defaults = {"program_id": 1, "measure": TRAINED, "kind": FigureKind.ANNUAL, "value": value}
    periods = {"period_start": start, "period_end": end or start}
    if "value_lower" in given or "value_status" in given:
        defaults["value"] = None
    one = Figure(**defaults | periods | given)
    one.starts_on, one.ends_on = first_day(one.period_start), last_day(one.period_end)
    return one


def bars(*figures):
    """The bars as (start, end, drawn), None where there is none."""
    found = [row.bar for row in rows(figures)]
    return [bar and (bar.start, bar.end, bar.drawn) for bar in found]


def test_two_known_years_are_two_bars_from_zero_and_never_a_line():
    visitors = [figure("2000", 124), figure("2013", 3340)]
    assert bars(*visitors) == [(0, 37, "exact"), (0, 1000, "exact")]
    assert series(visitors) == []


def test_a_bar_by_itself_compares_nothing_and_is_not_drawn():
    assert bars(figure()) == [None]


UNLIKE = [
    {"measure": VISITORS},
    {"kind": FigureKind.CUMULATIVE},
    {"kind": FigureKind.SNAPSHOT},
    {"kind": FigureKind.RECURRING},
    {"kind": FigureKind.ONGOING},
    {"period": "2006–2007"},
    {"period": "2006-01"},
    {"period": "2006-01-01–2006-01-31"},
    {"kind": FigureKind.PLAN, "period": "2006–2010"},
    {"kind": FigureKind.PLAN, "period_end": ""},
]


@pytest.mark.parametrize("other", UNLIKE)
def test_bars_are_never_drawn_across_unlike_figures(other):
    assert bars(figure(), figure(**{"period": "2006"} | other)) == [None, None]


@pytest.mark.parametrize(
    "other", [{"program_id": 2}, {"period_start": "2004"}, {"period_start": ""}]
)
def test_cumulative_figures_are_alike_only_in_one_program_from_one_beginning(other):
    one = {"kind": FigureKind.CUMULATIVE, "period": "2005–2013"}
    assert bars(figure(**one), figure(**one, country_id=7)) == [(0, 1000, "exact")] * 2
    assert bars(figure(**one), figure(**one | other)) == [None, None]


@pytest.mark.parametrize(
    ("given", "bar"),
    [
        ({"value": 50}, (0, 500, "exact")),
        ({"value": 0}, (0, 0, "exact")),
        ({"value": 50, "qualifier": Qualifier.ABOUT}, (0, 500, "about")),
        ({"value": 50, "qualifier": Qualifier.AT_LEAST}, (0, 500, "at-least")),
        ({"value": 50, "qualifier": Qualifier.AT_MOST}, (0, 500, "at-most")),
        ({"value_lower": 20, "value_upper": 50}, (200, 500, "range")),
        ({"value_lower": 0, "value_upper": 50}, (0, 500, "range")),
        ({"value": 50, "kind": FigureKind.PLAN}, (0, 500, "plan")),
        ({"value_status": ValueStatus.NOT_STATED}, None),
        ({"value_status": ValueStatus.SUPPRESSED}, None),
    ],
)
def test_a_bar_shows_how_sure_the_number_is_and_missing_is_not_zero(given, bar):
    assert bars(figure("2005", 100), figure("2006", 30), figure("2007", **given))[2] == bar


def test_where_all_are_zero_there_is_no_scale():
    assert bars(figure("2005", 0), figure("2006", 0)) == [None, None]


@examples(200)
@given(st.lists(st.integers(0, LARGEST_VALUE), min_size=2, max_size=6))
def test_the_lengths_are_as_the_numbers(values):
    found = rows([figure(str(1990 + i), value) for i, value in enumerate(values)])
    if max(values):
        for row in found:
            exact = Fraction(row.figure.value, max(values)) * WIDTH
            assert row.bar.start == 0
            assert abs(row.bar.end - exact) <= (1 if exact < 1 else Fraction(1, 2))
            assert bool(row.bar.end) == bool(row.figure.value), "only nothing is drawn as nothing"


def years(*known, **given):
    """Annual figures from pairs of year and value."""
    return [figure(str(year), value, **given) for year, value in known]


THREE = [(2005, 10), (2006, 0), (2008, 20)]


def test_three_years_are_a_line_with_its_gaps():
    [one] = series(reversed(years(*THREE)))
    assert [(point.year, point.at, point.y) for point in one.points] == [
        (2005, 0, HEIGHT // 2),
        (2006, 333, HEIGHT),
        (2008, 1000, 0),
    ]
    assert [(a.year, b.year) for a, b in one.strokes] == [(2005, 2006)]
    assert one.has_gaps
    assert (one.top, one.not_drawn) == (20, 0)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_fewer_years_are_never_a_line(number):
    assert series(years(*THREE[:number])) == []


@pytest.mark.parametrize(
    "other",
    [
        {"program_id": 2}, {"measure": VISITORS}, {"country_id": 7}, {"sex": Sex.FEMALE},
        {"kind": FigureKind.CUMULATIVE}, {"kind": FigureKind.PLAN},
        {"value_status": ValueStatus.NOT_STATED}, {"value_lower": 1, "value_upper": 2},
        {"period": "2008-01"}, {"period": "2008–2009"},
    ],
)  # fmt: skip
def test_what_is_of_another_series_or_no_number_of_a_year_is_no_third_point(other):
    assert series([*years(*THREE[:2]), figure(**{"period": "2008", "value": 20} | other)]) == []


def test_what_is_not_drawn_is_among_the_data_all_the_same():
    odd = figure("2007", value_status=ValueStatus.NOT_STATED)
    [one] = series([*years(*THREE), odd])
    assert one.not_drawn == 1
    assert [figure.period_start for figure in one.figures] == ["2005", "2006", "2007", "2008"]
    assert [point.year for point in one.points] == [2005, 2006, 2008]


@pytest.mark.parametrize("qualifier", [Qualifier.AT_LEAST, Qualifier.AT_MOST])
def test_no_line_leads_to_a_bound(qualifier):
    bound = figure("2007", 15, qualifier=qualifier)
    [one] = series([*years(*THREE), bound])
    assert [(a.year, b.year) for a, b in one.strokes] == [(2005, 2006)]
    assert [point.is_exact for point in one.points] == [True, True, False, True]


def test_each_series_is_drawn_by_itself():
    found = series([*years(*THREE), *years(*THREE, sex=Sex.FEMALE), *years(*THREE, country_id=7)])
    assert len(found) == 3
    assert all(len(one.points) == 3 for one in found)


def test_what_was_cut_short_is_not_drawn():
    assert series(years(*THREE) * (FIGURES_AT_MOST // 3 + 1)) == []


@examples(100)
@given(st.dictionaries(st.integers(1945, 2100), st.integers(0, LARGEST_VALUE), min_size=3))
def test_the_points_are_where_their_numbers_are(known):
    [one] = series(years(*known.items()))
    first, last = min(known), max(known)
    assert {point.year for point in one.points} == set(known)
    for point in one.points:
        assert abs(point.at - Fraction(point.year - first, last - first) * WIDTH) < 1
        height = Fraction(known[point.year], one.top) * HEIGHT
        assert abs(HEIGHT - point.y - height) <= 1
    joined = [(year, year + 1) for year in sorted(known) if year + 1 in known]
    assert [(a.year, b.year) for a, b in one.strokes] == joined


@examples(100)
@given(st.integers(1, LARGEST_VALUE))
def test_the_top_of_a_scale_is_round_and_near(largest):
    top = round_top(largest)
    assert largest <= top < 2.5 * largest or top == largest
    assert str(top).rstrip("0") in ("1", "2", "5")


def test_a_rule_stands_between_rows_that_are_unlike():
    visitors = {"measure": VISITORS}
    found = rows([figure(), figure("2006"), figure("2007", **visitors), figure("2008", **visitors)])
    assert [row.is_apart for row in found] == [False, False, True, False]
    assert found.scales == 2
    assert rows([figure()]).scales == 0


def test_no_rule_stands_where_no_bar_is_compared():
    assert [row.is_apart for row in rows([figure(), figure(measure=VISITORS)])] == [False, False]
