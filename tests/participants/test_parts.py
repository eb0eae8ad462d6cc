"""Figures whose parts do not add up to them, against a second computation in plain Python."""

import pytest

from participants.models import Figure
from tests.factories import make_country, make_figure, make_measure, make_program

pytestmark = pytest.mark.django_db
YEAR = {"kind": "annual", "period_start": "2013", "period_end": "2013"}


@pytest.fixture
def whole():
    """A whole of 10 people in 2013, of a measure with two parts."""
    whole = make_figure(value=10, **YEAR)
    make_measure(part_of=whole.measure), make_measure(part_of=whole.measure)
    return whole


def part(whole, value, which=0, **given):
    measure = whole.measure.parts.order_by("pk")[which]
    return make_figure(
        **{"program": whole.program, "measure": measure, "value": value} | YEAR | given
    )


def found():
    return list(Figure.objects.not_adding_up())


def test_parts_of_more_than_the_whole_do_not_add_up(whole):
    part(whole, 11)
    assert found() == [whole]


def test_a_part_of_less_says_nothing_of_the_rest(whole):
    part(whole, 9)
    assert found() == []


@pytest.mark.parametrize(("second", "wrong"), [(3, True), (4, False), (5, True)])
def test_all_parts_together_are_the_whole(whole, second, wrong):
    part(whole, 6)
    part(whole, second, which=1)
    assert found() == ([whole] if wrong else [])


@pytest.mark.parametrize(
    "given",
    [
        {"sex": "F"},
        {"period_start": "2012", "period_end": "2012"},
        {"period_end": "2013-06"},
        {"kind": "cumulative"},
        {"qualifier": "about"},
        {"value_status": "computed"},
        {"publication": "withdrawn"},
    ],
)
def test_only_what_is_comparable_is_a_part(whole, given):
    part(whole, 11, **given)
    assert found() == []


def test_a_part_is_of_the_same_program(whole):
    part(whole, 11, program=make_program())
    assert found() == []


def test_a_part_is_of_the_same_country(whole):
    country = make_country()
    part(whole, 11, country=country)
    assert found() == []
    Figure.objects.filter(pk=whole.pk).update(country=country)
    assert found() == [whole]


def test_a_whole_that_is_not_exact_is_compared_with_nothing(whole):
    part(whole, 11)
    Figure.objects.filter(pk=whole.pk).update(qualifier="at-least")
    assert found() == []


def test_the_95_of_the_328_are_no_contradiction():
    assert found() == []
    assert Figure.objects.filter(measure__part_of__isnull=False).exists()
