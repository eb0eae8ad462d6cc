"""The admin: every page of every model answers, asks little, and stands bad addresses."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from institutes.history.content import content_of
from participants.models import Figure, Proposal
from programs.models import Country, Program, Region
from tests import pages
from tests.desks import OURS, address, filled_in, names
from tests.factories import (
    make_edition,
    make_figure,
    make_partnership,
    make_program,
    make_program_country,
    make_program_region,
)
from tests.tables import facts
from tests.test_access import ROWS

pytestmark = pytest.mark.django_db


def test_everything_that_staff_edit_is_in_the_admin():
    inline = {inline.model for model in OURS for inline in admin.site._registry[model].inlines}
    assert set(facts()) <= {*OURS, *inline}


@pytest.mark.parametrize("model", OURS, ids=names(OURS))
def test_the_pages_of_a_model_answer(admin_client, model):
    row = model.objects.first()
    for page in (
        address(model, "changelist"),
        address(model, "changelist") + "?q=korea",
        address(model, "add"),
        address(model, "change", row.pk),
        address(model, "history", row.pk),
        address(model, "delete", row.pk),
    ):
        kept = page.endswith("/delete/") and getattr(row, "is_public", False)
        assert admin_client.get(page).status_code == (403 if kept else 200), page


@pytest.mark.parametrize("model", OURS, ids=names(OURS))
def test_saving_a_row_unchanged_is_accepted_and_changes_nothing(admin_client, model):
    row = model.objects.order_by("pk").last()
    save_unchanged(admin_client, row)
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("model", [Program, Figure])
def test_saving_a_draft_unchanged_changes_nothing(admin_client, model):
    row = model.objects.order_by("pk").last()
    model.objects.filter(pk=row.pk).update(publication="draft")
    save_unchanged(admin_client, row)


def save_unchanged(client, row):
    """Send the form of `row` as it is; neither it nor what belongs to it is another then."""
    model = type(row)
    before = content_of(row)
    answer = client.post(address(model, "change", row.pk), filled_in(client, model, row))
    assert answer.status_code == 302, [
        form.errors for form in (answer.context["adminform"].form,)
    ] + [formset.errors for formset in answer.context["inline_admin_formsets"]]
    assert content_of(model.objects.get(pk=row.pk)) == before


@pytest.mark.parametrize("model", OURS, ids=names(OURS))
def test_a_list_asks_no_more_for_more_rows(admin_client, model):
    def asked(page):
        with CaptureQueriesContext(connection) as queries:
            assert admin_client.get(page).status_code == 200
        return len(queries)

    page = address(model, "changelist")
    before = asked(page)
    for _ in range(3):
        make_figure(program=make_program())
        ROWS[model._meta.label_lower.replace(".", "/")]()
    assert asked(page) <= before
    assert before <= 16


@pytest.mark.parametrize(
    ("model", "field"),
    [
        *((Program, name) for name in ("institute", "parent", "source")),
        *((Program, name) for name in ("frameworks", "themes")),
        *((Figure, name) for name in ("program", "measure", "country", "source")),
    ],
)
def test_long_lists_are_chosen_by_typing(admin_client, model, field):
    page = pages.parsed(admin_client.get(address(model, "add")))
    [select] = page.cssselect(f"select[name={field}]")
    assert "admin-autocomplete" in select.get("class")


def test_the_filter_counts_what_is_missing(admin_client):
    make_program(name_ko="")
    page = admin_client.get(address(Program, "changelist"))
    assert "Korean name (1)" in page.content.decode()
    assert "place in the source" not in page.content.decode()
    found = admin_client.get(address(Program, "changelist") + "?missing=name_ko")
    assert found.context["cl"].result_count == 1


def test_a_note_is_missing_in_korean_only_where_there_is_one(admin_client):
    Figure.objects.update(note="", note_ko="")
    make_figure(key="a-figure", note="In words.")
    page = admin_client.get(address(Figure, "changelist")).content.decode()
    assert "Korean note (1)" in page
    assert "place in the source (0)" in page
    found = admin_client.get(address(Figure, "changelist") + "?missing=note_ko")
    assert [figure.key for figure in found.context["cl"].result_list] == ["a-figure"]


def test_only_what_is_public_is_viewed_on_the_site(admin_client):
    for publication, shown in (("published", True), ("draft", False)):
        program = make_program(publication=publication)
        page = admin_client.get(address(Program, "change", program.pk)).content.decode()
        assert ("/admin/r/" in page or program.get_absolute_url() in page) is shown


def test_drafts_on_the_page_of_a_program_have_no_page_on_the_site(admin_client):
    for publication, shown in (("draft", 0), ("published", 2)):
        program = make_program(publication=publication)
        make_edition(program=program)
        page = admin_client.get(address(Program, "change", program.pk)).content.decode()
        assert page.count("View on site") == shown


def test_the_page_of_a_program_asks_no_more_for_more_rows(admin_client):
    def asked(program):
        with CaptureQueriesContext(connection) as queries:
            page = admin_client.get(address(Program, "change", program.pk))
            assert page.status_code == 200
        return len(queries)

    few, many = make_program(), make_program()
    rows = [(few, 1), (many, 5)]
    for program, number in rows:
        for country in Country.objects.order_by("pk")[:number]:
            make_program_country(program=program, country=country)
            make_edition(program=program, host_country=country, title=country.name_en)
            make_figure(program=program, country=country)
        for region in Region.objects.order_by("pk")[:number]:
            make_program_region(program=program, region=region)
        for _ in range(number):
            make_partnership(program=program)
    assert asked(many) <= asked(few) <= 24


def test_what_only_the_database_sees_is_said_and_nothing_is_saved(admin_client):
    """Two new rows of one form against each other: each alone fits what is stored."""
    program = make_program()
    data = filled_in(admin_client, Program, program) | {"editions-TOTAL_FORMS": 2}
    for i in range(2):
        data |= {
            f"editions-{i}-{name}": value
            for name, value in {
                "year": 2014, "title": "Twice ", "state": "held", "source": program.source_id,
                "source_locator": "KECO, paragraph 1", "program": program.pk,
            }.items()
        }  # fmt: skip
    data["editions-1-title"] = "Twice"
    answer = admin_client.post(address(Program, "change", program.pk), data)
    assert answer.status_code == 200
    assert "Please correct the duplicate data for year and title" in answer.content.decode()
    assert not program.editions.exists()


def test_a_conflict_that_only_the_database_sees_is_said_in_the_form(admin_client, monkeypatch):
    """What another person saved between our check and our saving."""
    figure = Figure.objects.get(key="slc-visitors-2000")
    data = filled_in(admin_client, Figure, figure)
    for check in ("validate_unique", "validate_constraints"):
        monkeypatch.setattr(Figure, check, lambda *args, **kwargs: None)
    answer = admin_client.post(
        address(Figure, "change", figure.pk), data | {"key": "slc-visitors-2013"}
    )
    assert answer.status_code == 200
    [error] = answer.context["adminform"].form.non_field_errors()
    assert "Key already exists" in error
    assert answer.context["adminform"].form["key"].value() == "slc-visitors-2013"
    assert Figure.objects.get(pk=figure.pk).key == "slc-visitors-2000"


def test_what_the_database_refuses_is_an_error_beside_the_field(admin_client):
    """Each is refused with a message in the form, and the typed text stays there."""
    figure = Figure.objects.get(key="slc-visitors-2013")
    page = admin_client.get(address(Figure, "change", figure.pk))
    form = page.context["adminform"].form
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    for change, words in (
        ({"value": "-1"}, "A count is never negative."),
        ({"value": "5", "value_lower": "1", "value_upper": "9"}, "not both"),
        ({"period_start": "2014"}, "The period ends before it starts."),
        ({"period_start": "13"}, "is not a date such as"),
        ({"period_start": "2000"}, "The period overlaps another of the same series."),
        ({"value_status": "suppressed"}, "none beside “not stated” or “suppressed”"),
        ({"kind": "sometimes"}, "Select a valid choice"),
    ):
        answer = admin_client.post(address(Figure, "change", figure.pk), data | change)
        assert answer.status_code == 200
        assert words in answer.content.decode(), change
    assert Figure.objects.get(pk=figure.pk).value == 3340


def test_a_parent_of_another_institute_is_an_error_beside_the_field(admin_client):
    program = make_program()
    program.parent = Program.objects.get(slug="nier-eanet")
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match="belongs to another institute"):
        program.full_clean()


def test_a_visitor_is_sent_to_sign_in(client):
    for model in OURS:
        answer = client.get(address(model, "changelist"))
        assert answer.status_code == 302
        assert answer["Location"].startswith("/admin/login/")
