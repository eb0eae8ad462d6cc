"""Only like is added to like, and where nothing is added the reason is said."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participants.models import Figure, Measure
from participants.models.figure import FigureKind, Qualifier, Sex, ValueStatus
from participants.stats import ADDED_AT_MOST, Total, total
from tests.examples import examples
from tests.naive import first_day, last_day

TRAINED = Measure(pk=1, slug="trained")
SENT = Measure(pk=2, slug="sent", part_of=TRAINED)
VISITORS = Measure(pk=3, slug="visitors")


def year(text, value=10, **given):
    """An exact, stated figure of the people trained in the period `text`, such as 2005–2006."""
    start, _, end = text.partition("–")
    defaults = {"measure": TRAINED, "kind": FigureKind.ANNUAL, "value": value}
    periods = {"period_start": start, "period_end": end or start}
    figure = Figure(**defaults | periods | given)
    figure.starts_on = first_day(figure.period_start)
    figure.ends_on = last_day(figure.period_end)
    return figure


MANY_DAYS = [
    year((datetime.date(2001, 1, 1) + datetime.timedelta(days=day)).isoformat(), 1)
    for day in range(ADDED_AT_MOST + 1)
]

ADDED = [
    (MANY_DAYS[1:], ADDED_AT_MOST),
    ([year("2005", 1), year("2006", 2)], 3),
    ([year("2006", 2), year("2005", 1)], 3),
    ([year("2005", 0), year("2006", 0)], 0),
    ([year("2005–2006", 1), year("2007", 2), year("2008–2010", 4)], 7),
    ([year("2005", 1), year("2006-01–2006-06", 2), year("2006-07", 4)], 7),
    ([year("2012-02-28", 1), year("2012-02-29", 2), year("2012-03", 4)], 7),
    ([year("2005", country_id=7), year("2006", country_id=7)], 20),
    ([year("2005", sex=Sex.FEMALE), year("2006", sex=Sex.FEMALE)], 20),
    (
        [year("2005", 9_000_000_000_000_000_000), year("2006", 9_000_000_000_000_000_000)],
        18 * 10**18,
    ),
]

DIFFERENT_THINGS = "No total: the figures count different things."
PART = "No total: one figure counts a part of what another counts."
NOT_ANNUAL = "No total: a cumulative, ongoing or planned figure already holds, or may hold, others."
COUNTRIES = "No total: the figures are of different countries, or of a country and the whole."
SEXES = "No total: the figures count different sexes."
MISSING = "No total: a number is missing, a range, or not stated by the source."
NOT_EXACT = "No total: a number is not exact."
NO_PERIOD = "No total: a period is not known."

TOO_MANY = f"No total: more than {ADDED_AT_MOST} figures are not added here. Choose fewer."

NOT_ADDED = [
    (MANY_DAYS, TOO_MANY),
    ([], "No total: there is no figure."),
    ([year("2005")], "No total: there is one figure only, and it stands for itself."),
    ([year("2005"), year("2006", measure=SENT)], PART),
    ([year("2005", measure=SENT), year("2006"), year("2007", measure=VISITORS)], PART),
    ([year("2005"), year("2006", measure=VISITORS)], DIFFERENT_THINGS),
    *(
        ([year("2005"), year("2006", kind=kind)], NOT_ANNUAL)
        for kind in FigureKind
        if kind != FigureKind.ANNUAL
    ),
    (
        [year("2005", kind=FigureKind.CUMULATIVE), year("2006", kind=FigureKind.CUMULATIVE)],
        NOT_ANNUAL,
    ),
    ([year("2005"), year("2006", country_id=7)], COUNTRIES),
    ([year("2005", country_id=8), year("2006", country_id=7)], COUNTRIES),
    ([year("2005"), year("2006", sex=Sex.FEMALE)], SEXES),
    ([year("2005", sex=Sex.MALE), year("2005", sex=Sex.FEMALE)], SEXES),
    ([year("2005"), year("2006", None, value_status=ValueStatus.NOT_STATED)], MISSING),
    ([year("2005"), year("2006", None, value_status=ValueStatus.SUPPRESSED)], MISSING),
    ([year("2005"), year("2006", value_status=ValueStatus.COMPUTED)], MISSING),
    ([year("2005"), year("2006", None, value_lower=3, value_upper=4)], MISSING),
    *(
        ([year("2005"), year("2006", qualifier=qualifier)], NOT_EXACT)
        for qualifier in Qualifier
        if qualifier != Qualifier.EXACT
    ),
    ([year("2005"), year("2006", period_end="")], NO_PERIOD),
    ([year("2005"), year("", period_end="2006")], NO_PERIOD),
    ([year("2005"), year("")], NO_PERIOD),
    ([year("2005"), year("2005")], "No total: the periods 2005 and 2005 overlap."),
    (
        [year("2007"), year("2005–2006"), year("2006-12-31–2006")],
        "No total: the periods 2005–2006 and 31 December 2006 – 2006 overlap.",
    ),
    (
        [year("2005–2010"), year("2007"), year("2011")],
        "No total: the periods 2005–2010 and 2007 overlap.",
    ),
    ([year("2007"), year("2005")], "No total: nothing is known between 2005 and 2007."),
    (
        [year("2005-01-01–2005-12-30"), year("2006")],
        "No total: nothing is known between 1 January 2005 – 30 December 2005 and 2006.",
    ),
]


@pytest.mark.parametrize(("figures", "expected"), ADDED)
def test_like_is_added_to_like(figures, expected):
    assert total(figures) == Total(expected)


@pytest.mark.parametrize(("figures", "reason"), NOT_ADDED)
def test_nothing_else_is_added_and_the_reason_is_said(figures, reason):
    assert total(figures) == Total(None, reason)


def test_figures_may_come_from_anything_that_gives_them_once():
    assert total(iter([year("2005", 1000), year("2006", 234)])).value_as_text == "1,234"


def days(figure):
    day = figure.starts_on
    while day <= figure.ends_on:
        yield day
        day += datetime.timedelta(days=1)


def may_be_added(figures):
    """The rule once more, day by day: each day of the whole period is covered exactly once."""
    if len(figures) < 2:
        return False
    one = figures[0]
    for figure in figures:
        alike = (
            figure.measure == one.measure,
            figure.country_id == one.country_id,
            figure.sex == one.sex,
            figure.kind == "annual",
            figure.value_status == "stated",
            figure.qualifier == "exact",
            figure.value is not None,
            figure.starts_on is not None,
            figure.ends_on is not None,
        )
        if not all(alike):
            return False
    covered = sorted(day for figure in figures for day in days(figure))
    span = (covered[-1] - covered[0]).days + 1
    return len(covered) == len(set(covered)) == span


PERIODS = ["2005", "2006", "2007", "2005–2006", "2006-01–2006-06", "2006-07–2006", "2007-01-01"]
# Mostly what may be added, so that often only one thing stands in the way.
ODDITIES = st.fixed_dictionaries(
    {},
    optional={
        "measure": st.sampled_from([TRAINED, TRAINED, SENT, VISITORS]),
        "kind": st.sampled_from([FigureKind.ANNUAL, *FigureKind]),
        "country_id": st.sampled_from([None, 7]),
        "sex": st.sampled_from([Sex.TOTAL, Sex.FEMALE]),
        "qualifier": st.sampled_from(list(Qualifier)),
        "value_status": st.sampled_from(list(ValueStatus)),
        "value": st.sampled_from([None, 0, 5]),
        "period_end": st.sampled_from(["", "2007"]),
    },
)
FIGURES = st.builds(
    lambda period, value, odd, oddity: year(period, **{"value": value} | (oddity if odd else {})),
    st.sampled_from(PERIODS),
    st.integers(0, 10**18),
    st.sampled_from([False] * 5 + [True]),
    ODDITIES,
)


@examples(400)
@given(st.lists(FIGURES, max_size=4))
def test_the_total_agrees_with_a_count_of_days(figures):
    found = total(figures)
    if may_be_added(figures):
        assert found == Total(sum(figure.value for figure in figures))
    else:
        assert found.value is None
        assert found.why_not.startswith("No total: ")


ONE = "No total: there is one figure only, and it stands for itself."
OF_THE_SEED = {
    "assessed-specimens": ONE,
    "completed-pilot-countries": ONE,
    "completed-pilot-projects": ONE,
    "countries-in-turn": ONE,
    "foreign-visitors": "No total: nothing is known between 2000 and 2013.",
    "joint-research-areas": ONE,
    "pilot-countries-a-year": ONE,
    "planning-projects": ONE,
    "research-countries": ONE,
    "trainees-sent": ONE,
    "training-completed": ONE,
    "training-countries": ONE,
    "training-participants": ONE,
    "tripartite-organizations": ONE,
    "waste-projects-in-progress": ONE,
}


@pytest.mark.django_db
def test_no_measure_of_the_seed_has_a_total_and_each_says_why():
    found = {measure.slug: total(measure.figures.all()) for measure in Measure.objects.all()}
    assert found == {slug: Total(None, reason) for slug, reason in OF_THE_SEED.items()}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("slugs", "reason"),
    [
        (["training-completed", "trainees-sent"], PART),
        (["training-completed", "training-participants"], DIFFERENT_THINGS),
    ],
)
def test_what_the_seed_counts_apart_is_never_one_total(slugs, reason):
    figures = Figure.objects.filter(measure__slug__in=slugs).select_related("measure__part_of")
    assert total(figures) == Total(None, reason)
