"""Files in which a part would be greater than its whole."""

import pytest

from participants.models import Figure
from tests.factories import make_figure, make_measure
from tests.spreadsheets import FIGURE, as_csv, confirmed, previewed

pytestmark = pytest.mark.django_db

FIGURES = "participants_figure"
YEAR = {"kind": "annual", "period_start": "2013", "period_end": "2013"}


@pytest.fixture(params=["draft", "published"])
def whole(request):
    """A whole of 10 people in 2013, of a measure with two parts."""
    whole = make_figure(value=10, publication=request.param, **YEAR)
    make_measure(slug="part-one", part_of=whole.measure)
    make_measure(slug="part-two", part_of=whole.measure)
    return whole


def part(whole, value, slug="part-one", **more):
    own = {"figure": f"of-{slug}", "measure": slug, "program": whole.program.slug, "value": value}
    return FIGURE | YEAR | own | more


def said(client, *rows):
    """{row number: words} of the complaints about a file of `rows`."""
    preview = previewed(client, FIGURES, as_csv(rows)).context["preview"]
    assert all(one.column == "value" for one in preview.complaints)
    return {one.row: one.words for one in preview.complaints}


def test_a_part_that_is_greater_than_its_whole_is_refused(admin_client, whole):
    found = said(admin_client, part(whole, 11))
    assert found == {
        2: f"The whole “{whole.key}” is 10, and its parts “of-part-one” are 11 together."
    }


def test_a_part_as_great_as_its_whole_is_right(admin_client, whole):
    confirmed(admin_client, FIGURES, previewed(admin_client, FIGURES, as_csv([part(whole, 10)])))
    assert Figure.objects.get(key="of-part-one").value == 10


def test_parts_that_are_too_much_together_are_all_named(admin_client, whole):
    found = said(admin_client, part(whole, 6), part(whole, 5, "part-two"))
    assert {*found} == {2, 3}
    assert "“of-part-one”, “of-part-two” are 11 together" in found[3]


def test_a_whole_made_less_than_its_part_is_refused(admin_client, whole):
    program, measure = whole.program, whole.measure.parts.first()
    make_figure(program=program, measure=measure, value=9, publication=whole.publication, **YEAR)
    assert said(admin_client, {"figure": whole.key, "value": "9"}) == {}
    assert {*said(admin_client, {"figure": whole.key, "value": "8"})} == {2}


def test_what_was_wrong_before_does_not_stop_a_note(admin_client, whole):
    program, measure = whole.program, whole.measure.parts.first()
    make_figure(program=program, measure=measure, value=11, publication=whole.publication, **YEAR)
    assert said(admin_client, {"figure": whole.key, "note": "To be asked about"}) == {}


@pytest.mark.parametrize(
    "more", [{"sex": "F"}, {"kind": "cumulative"}, {"country": "KOR"}, {"qualifier": "about"}]
)
def test_what_cannot_be_compared_is_not(admin_client, whole, more):
    assert said(admin_client, part(whole, 11, **more)) == {}
