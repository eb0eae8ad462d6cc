"""The seed leaves alone what staff changed, deleted or made, and says so; the rest it brings."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from institutes.models import Institute
from keco_portal.models import SeededRow
from participants.models import Figure
from programs.models import Program, Theme
from tests.factories import make_figure, make_program, make_theme
from tests.seed_entries import counts, edition, figure_like, program, theme


@pytest.mark.django_db
def test_a_row_that_staff_changed_is_left_alone_and_named(seed_these):
    seed_these(theme())
    Theme.objects.filter(slug="made-up").update(name_ko="고친 것")
    for fixture in (theme(), theme(name_en="New"), theme(name_en="New")):
        left = ["programs.Theme made-up: changed by staff"]
        assert counts(seed_these(fixture)) == (0, 0, 0, left)
    found = Theme.objects.get(slug="made-up")
    assert (found.name_en, found.name_ko) == ("Made up", "고친 것")


@pytest.mark.django_db
def test_a_row_that_staff_changed_back_follows_its_fixture_again(seed_these):
    seed_these(theme())
    Theme.objects.filter(slug="made-up").update(name_en="Changed")
    seed_these(theme())
    Theme.objects.filter(slug="made-up").update(name_en="Made up")
    assert counts(seed_these(theme(name_en="New"))) == (0, 1, 0, [])


@pytest.mark.django_db
def test_a_fixture_that_takes_over_what_staff_wrote_owns_the_row_again(seed_these):
    seed_these(theme())
    Theme.objects.filter(slug="made-up").update(name_en="Better")
    assert counts(seed_these(theme(name_en="Better"))) == (0, 0, 1, [])
    assert counts(seed_these(theme(name_en="Best"))) == (0, 1, 0, [])


def forget(field):
    """Makes `field` of the theme one that the model did not have when it was seeded."""
    row = SeededRow.objects.get(model="programs.Theme", key="made-up")
    del row.hashes[field]
    row.save()


@pytest.mark.django_db
def test_a_field_that_is_new_makes_no_row_seem_changed(seed_these):
    seed_these(theme())
    forget("as_printed")
    assert counts(seed_these(theme(name_en="New"))) == (0, 1, 0, [])
    assert counts(seed_these(theme(name_en="New", as_printed="made up"))) == (0, 1, 0, [])
    assert Theme.objects.get(slug="made-up").as_printed == "made up"
    Theme.objects.filter(slug="made-up").update(as_printed="of staff")
    left = ["programs.Theme made-up: changed by staff"]
    assert counts(seed_these(theme(as_printed="newer"))) == (0, 0, 0, left)


@pytest.mark.django_db
def test_what_staff_gave_a_new_field_stays_as_long_as_the_fixtures_do_not_name_it(seed_these):
    seed_these(theme())
    forget("as_printed")
    Theme.objects.filter(slug="made-up").update(as_printed="of staff")
    assert counts(seed_these(theme(name_en="New"))) == (0, 1, 0, [])
    found = Theme.objects.get(slug="made-up")
    assert (found.name_en, found.as_printed) == ("New", "of staff")


@pytest.mark.django_db
def test_a_field_that_is_gone_makes_no_row_seem_changed(seed_these):
    seed_these(theme())
    row = SeededRow.objects.get(model="programs.Theme", key="made-up")
    row.hashes["colour"] = "of a column that was dropped"
    row.save()
    assert counts(seed_these(theme(name_en="New"))) == (0, 1, 0, [])


@pytest.mark.django_db
def test_a_row_is_locked_while_it_is_compared(seed_these):
    seed_these(theme())
    with CaptureQueriesContext(connection) as queries:
        seed_these(theme(name_en="New"))
    [read] = [
        one["sql"]
        for one in queries
        if one["sql"].startswith('SELECT "programs_theme"') and "LIMIT 1" in one["sql"]
    ]
    assert "FOR UPDATE" in read


@pytest.mark.django_db
def test_a_row_that_staff_deleted_stays_deleted_and_is_named(seed_these):
    seed_these(theme())
    Theme.objects.get(slug="made-up").delete()
    for fixture in (theme(), theme(name_en="New")):
        left = ["programs.Theme made-up: deleted by staff"]
        assert counts(seed_these(fixture)) == (0, 0, 0, left)
    assert not Theme.objects.filter(slug="made-up").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("seeded", [[program(), edition()], [program()]])
def test_what_belongs_to_a_deleted_row_is_left_alone_too(seed_these, seeded):
    seed_these(*seeded)
    Program.objects.get(slug="made-up").delete()
    assert counts(seed_these(program(), edition())) == (
        *(0, 0, 0),
        [
            "programs.Program made-up: deleted by staff",
            "programs.Edition made-up 2014 Made up: something it belongs to is not there",
        ],
    )


@pytest.mark.django_db
def test_what_a_deleted_row_is_linked_to_is_left_alone_too(seed_these):
    seed_these(theme())
    Theme.objects.get(slug="made-up").delete()
    assert counts(seed_these(theme(), program(themes=[["made-up"]]))) == (
        *(0, 0, 0),
        [
            "programs.Theme made-up: deleted by staff",
            "programs.Program made-up: something it belongs to is not there",
        ],
    )


@pytest.mark.django_db
def test_a_row_that_stands_against_one_of_staff_is_left_alone_and_the_rest_seeded(seed_these):
    staff = make_figure(period_start="2001", period_end="2003", kind="annual", value=5)
    new = figure_like(staff, period_start="2002", period_end="2004")
    constraint = "figure_annual_periods_do_not_overlap"
    left = [f"participants.Figure made-up: stands against a row of staff ({constraint})"]
    for added in (1, 0):
        assert counts(seed_these(new, theme())) == (added, 0, 1 - added, left)
    assert not Figure.objects.filter(key="made-up").exists()
    assert not SeededRow.objects.filter(model="participants.Figure", key="made-up").exists()
    staff.delete()
    assert counts(seed_these(new, theme())) == (1, 0, 1, [])


@pytest.mark.django_db
def test_an_update_that_stands_against_a_row_of_staff_is_left_alone(seed_these):
    staff = make_figure(period_start="2001", period_end="2003", kind="annual", value=5)
    seed_these(figure_like(staff, period_start="2004", period_end="2004"))
    new = figure_like(staff, period_start="2003", period_end="2004")
    constraint = "figure_annual_periods_do_not_overlap"
    left = [f"participants.Figure made-up: stands against a row of staff ({constraint})"]
    assert counts(seed_these(new)) == (0, 0, 0, left)
    assert Figure.objects.get(key="made-up").period_start == "2004"


@pytest.mark.django_db
def test_a_program_whose_parent_staff_gave_to_another_institute_is_left_alone(seed_these):
    make_program(slug="made-up-parent", institute=Institute.objects.get(code="nier"))
    assert counts(seed_these(program(parent=["made-up-parent"]), edition())) == (
        *(0, 0, 0),
        [
            "programs.Program made-up: stands against a row of staff "
            "(program_parent_is_of_its_institute)",
            "programs.Edition made-up 2014 Made up: something it belongs to is not there",
        ],
    )


@pytest.mark.django_db
def test_a_row_of_staff_under_the_same_key_is_left_alone_and_named(seed_these):
    make_theme(slug="made-up", name_en="Of staff")
    left = ["programs.Theme made-up: made by staff before the fixtures"]
    for _ in range(2):
        assert counts(seed_these(theme())) == (0, 0, 0, left)
    assert Theme.objects.get(slug="made-up").name_en == "Of staff"
