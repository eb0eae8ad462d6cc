"""Forms say in words what the database's keys and triggers refuse."""

import pytest
from django.core.exceptions import ValidationError

from institutes.models import Institute
from participants.models import Figure
from programs.models import RegionMatch
from tests.factories import (
    make_figure,
    make_framework,
    make_institute,
    make_measure,
    make_program,
    make_region,
)

pytestmark = pytest.mark.django_db


def make_m49(**given):
    return make_region(scheme="m49", **given)


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (make_program, "parent"),
        (make_framework, "parent"),
        (lambda **given: make_m49(code="99" + str(len(given)), **given), "parent"),
        (make_measure, "part_of"),
    ],
    ids=["program", "framework", "region", "measure"],
)
def test_a_row_is_not_put_below_itself(make, field):
    top = make()
    below = make(**{field: top})
    top.full_clean()
    below.full_clean()
    setattr(top, field, below)
    with pytest.raises(ValidationError, match="below itself"):
        top.full_clean()


def test_a_program_with_parts_stays_with_its_institute():
    parent = make_program()
    make_program(parent=parent)
    parent.institute = make_institute()
    with pytest.raises(ValidationError, match="belong to another"):
        parent.full_clean()
    parent.institute = Institute.objects.get(code="keco")
    parent.full_clean()


def test_a_match_is_of_a_term_with_a_region_of_m49():
    term, region = make_region(), make_m49(code="990")
    RegionMatch(term=term, region=region, match="exact").full_clean()
    for wrong in ({"term": region, "region": term}, {"term": term, "region": make_region()}):
        with pytest.raises(ValidationError, match=r"not a valid choice|does not exist"):
            RegionMatch(match="exact", **wrong).full_clean()


def test_the_same_figure_in_another_spelling_of_its_days_is_refused_in_words():
    figure = make_figure(period_start="2005", period_end="2013")
    same = Figure(
        **{name: getattr(figure, name) for name in ("program", "measure", "kind", "source")},
        **{"key": "another", "value": 5, "source_locator": "here"},
        **{"period_start": "2005-01", "period_end": "2013-12"},
    )
    with pytest.raises(ValidationError, match="stands here already"):
        same.full_clean()
    same.period_end = "2013-11"
    same.full_clean()


@pytest.mark.parametrize(
    ("state", "start", "end", "years"),
    [
        ("ended", 1990, None, "from 1990"),
        ("active", 1990, None, "since 1990"),
        ("not-stated", 1990, None, "since 1990"),
        ("ended", 1990, 1995, "1990–1995"),
        ("ended", None, 1995, "until 1995"),
        ("ended", None, None, ""),
    ],
)
def test_an_ended_program_does_not_go_on(state, start, end, years):
    assert make_program(state=state, start_year=start, end_year=end).years == years
