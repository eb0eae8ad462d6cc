"""What somebody should look at again: states against years, lost sources, old confirmations."""

import datetime
from itertools import product

import pytest
from django.utils import timezone

from institutes.history import recording
from institutes.models import Institute
from participants.models import Figure
from programs.models import Program
from tests.desks import address
from tests.factories import make_figure, make_person, make_program, make_source

pytestmark = pytest.mark.django_db
THIS_YEAR = 2020
TODAY = datetime.date(2020, 5, 17)
DAY = datetime.timedelta(days=1)


def contradicts(state, start, end):
    """The rules once more, one case after the other."""
    if state == "planned":
        return any(year is not None and year < THIS_YEAR for year in (start, end))
    if state == "active":
        begins_later = start is not None and start > THIS_YEAR
        ended_before = end is not None and end < THIS_YEAR
        return begins_later or ended_before
    if state == "ended":
        return end is None or end > THIS_YEAR
    return False


def test_a_state_against_the_years_is_found_and_nothing_else():
    wanted = set(Program.objects.contradicting(THIS_YEAR))  # of the seed
    years = [None, 2019, 2020, 2021]
    for state, start, end in product(["planned", "active", "ended", "not-stated"], years, years):
        if start and end and end < start:
            continue  # The database refuses it.
        program = make_program(state=state, start_year=start, end_year=end)
        if contradicts(state, start, end):
            wanted.add(program)
    assert set(Program.objects.contradicting(THIS_YEAR)) == wanted


def test_what_is_withdrawn_contradicts_nothing_any_more():
    program = make_program(state="ended", publication="withdrawn")
    assert program not in Program.objects.contradicting(THIS_YEAR)


@pytest.mark.parametrize("make", [make_program, make_figure])
@pytest.mark.parametrize(
    ("confirmed", "publication", "waits"),
    [
        (None, "published", True),
        (TODAY - 366 * DAY, "published", True),
        (TODAY - 365 * DAY, "published", False),
        (TODAY, "published", False),
        (None, "draft", False),
        (None, "review", False),
        (None, "withdrawn", False),
    ],
)
def test_what_is_public_is_to_be_confirmed_once_a_year(make, confirmed, publication, waits):
    row = make(last_confirmed_on=confirmed, publication=publication)
    assert (row in type(row).objects.unconfirmed(TODAY)) is waits


@pytest.mark.parametrize(
    ("given", "lost"),
    [
        ({}, True),
        ({"publisher": "The ministry"}, False),
        ({"url": "https://example.org/"}, False),
        ({"sha256": 64 * "a"}, False),
        ({"contact": "somebody@example.org"}, True),
    ],
)
def test_a_source_is_lost_where_nobody_could_find_or_know_it_again(given, lost):
    program = make_program(source=make_source(**given))
    assert (program in Program.objects.with_a_lost_source()) is lost


@pytest.mark.parametrize("make", [make_program, make_figure])
def test_a_draft_is_of_those_who_wrote_in_it(make):
    mine, of_others, public = [make(publication=how) for how in ("draft", "draft", "published")]
    me, other = make_person(keco="editor"), make_person(keco="editor")
    for row, person in ((mine, me), (of_others, other), (public, me)):
        with recording(user=person.pk):
            row.source_locator = "KECO, paragraph 9"
            row.save()
    assert list(type(mine).objects.drafts_of(me)) == [mine]


def test_the_seed_has_what_is_known_of_it():
    assert Figure.objects.with_a_lost_source().count() == 0
    assert Program.objects.with_a_lost_source().count() == 0
    assert {program.slug for program in Program.objects.contradicting(2026)} == {
        "knps-iucn-category-change",
        "knps-iucn-green-list-pilot",
        "knps-management-effectiveness-evaluation",
    }


def confirm(client, *rows):
    """What the action answers to these rows of a list."""
    model = type(rows[0])
    data = {"action": "confirm_today", "_selected_action": [row.pk for row in rows]}
    return client.post(address(model, "changelist"), data, follow=True)


@pytest.mark.parametrize("make", [make_program, make_figure])
def test_publishers_confirm_chosen_rows_which_is_recorded_and_no_change(client, make):
    keco = Institute.objects.get(code="keco")
    of_keco = {"institute": keco}
    if make is make_figure:
        of_keco = {"program": make_program(institute=keco)}
    rows = [make(**of_keco), make(**of_keco), make(publication="draft", **of_keco)]
    person = make_person(keco="publisher")
    client.force_login(person)
    said = confirm(client, *rows).content.decode()
    assert "2 are confirmed today" in said
    assert "1 is not public" in said
    today = timezone.localdate()
    stored = [type(row).objects.get(pk=row.pk) for row in rows]
    assert [row.last_confirmed_on for row in stored] == [today, today, None]
    assert [row.changed_at for row in stored] == [row.changed_at for row in rows]
    event = rows[0].pgh_event_model.objects.filter(pgh_obj=rows[0]).latest("pgh_id")
    assert event.pgh_context["user"] == person.pk
    assert event.pgh_context["act"] == "confirm"


def test_only_publishers_of_the_row_confirm_it(client):
    keco = Institute.objects.get(code="keco")
    program = make_program(institute=keco)
    for roles, status in (
        ({"keco": "editor"}, 403),
        ({"keco": "editor", "nier": "publisher"}, 403),
        ({"nier": "publisher"}, 404),
    ):
        client.force_login(make_person(**roles))
        assert confirm(client, program).status_code == status, roles
    assert Program.objects.get(pk=program.pk).last_confirmed_on is None
