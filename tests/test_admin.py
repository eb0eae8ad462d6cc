"""The admin: every page of every model answers, asks little, and stands bad addresses."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participants.models import Figure
from programs.models import Program
from tests import pages
from tests.factories import make_figure, make_program

pytestmark = pytest.mark.django_db

OURS = [
    model
    for model in admin.site._registry
    if model._meta.app_label in ("institutes", "programs", "participants")
]


def address(model, act, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{act}", args=args)


def names(models):
    return [model._meta.model_name for model in models]


def test_everything_that_staff_edit_is_in_the_admin():
    inline = {inline.model for model in OURS for inline in admin.site._registry[model].inlines}
    from django.apps import apps

    edited = {m for label in ("institutes", "programs", "participants")
              for m in apps.get_app_config(label).get_models()}  # fmt: skip
    assert edited == {*OURS, *inline}


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
        assert admin_client.get(page).status_code == 200, page


@pytest.mark.parametrize("model", OURS, ids=names(OURS))
def test_saving_a_row_unchanged_is_accepted_and_changes_nothing(admin_client, model):
    row = model.objects.order_by("pk").last()
    before = model.objects.filter(pk=row.pk).values().get()
    form_page = admin_client.get(address(model, "change", row.pk))
    data = {}
    for form in form_page.context["adminform"].form, *(
        form for formset in form_page.context["inline_admin_formsets"]
        for form in (formset.formset.management_form, *formset.formset.initial_forms)
    ):  # fmt: skip
        for name in form.fields:
            value = form[name].value()
            if value is not None:
                data[form.add_prefix(name)] = value
    answer = admin_client.post(address(model, "change", row.pk), data)
    assert answer.status_code == 302, [
        form.errors for form in (answer.context["adminform"].form,)
    ] + [formset.errors for formset in answer.context["inline_admin_formsets"]]
    after = model.objects.filter(pk=row.pk).values().get()
    assert after | {"changed_at": 0} == before | {"changed_at": 0}


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
    assert asked(page) <= before
    assert before <= 16


@pytest.mark.parametrize("model", OURS, ids=names(OURS))
@pytest.mark.parametrize(
    "query",
    [
        "q=a%00b", "name_en__regex=(", "id=x", "id__exact=99999999999999999999999", "nothing=1",
        "missing=nothing", "p=99999999999", "o=99.99", "id__in=1,x", "q=%ff", "e=1&pk__gt=%00",
    ],
)  # fmt: skip
def test_a_bad_look_up_is_refused_and_never_a_fault(admin_client, model, query):
    status = admin_client.get(f"{address(model, 'changelist')}?{query}").status_code
    assert status in (200, 302, 400), query
    if query in ("q=a%00b", "nothing=1", "q=%ff", "id=x"):
        assert status == 400


@pytest.mark.parametrize("query", ["term=a%00", "term=%ff", "app_label=x%00"])
def test_a_bad_autocomplete_is_refused(admin_client, query):
    good = "app_label=programs&model_name=program&field_name=parent"
    assert admin_client.get(f"/admin/autocomplete/?{good}&{query}").status_code == 400
    assert admin_client.get(f"/admin/autocomplete/?{good}&term=forum").status_code == 200


@pytest.mark.parametrize("path", ["x", "1%00", "99999999999999999999999999", "%FF"])
def test_a_bad_number_in_an_address_is_no_fault(admin_client, path):
    status = admin_client.get(f"/admin/programs/program/{path}/change/").status_code
    assert status in (302, 400, 404)


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
    assert "place in the source (0)" in page.content.decode()
    found = admin_client.get(address(Program, "changelist") + "?missing=name_ko")
    assert found.context["cl"].result_count == 1


def test_only_what_is_public_is_viewed_on_the_site(admin_client):
    for publication, shown in (("published", True), ("draft", False)):
        program = make_program(publication=publication)
        page = admin_client.get(address(Program, "change", program.pk)).content.decode()
        assert ("/admin/r/" in page or program.get_absolute_url() in page) is shown


def test_what_only_the_database_sees_is_said_and_nothing_is_saved(admin_client):
    program = make_program()
    page = admin_client.get(address(Program, "change", program.pk))
    form = page.context["adminform"].form
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    for formset in page.context["inline_admin_formsets"]:
        data |= {field.html_name: field.value() for field in formset.formset.management_form}
    data["editions-TOTAL_FORMS"] = 2
    for i in range(2):
        data |= {
            f"editions-{i}-{name}": value
            for name, value in {
                "year": 2014, "title": "Twice", "state": "held", "source": program.source_id,
                "source_locator": "KECO, paragraph 1", "program": program.pk,
            }.items()
        }  # fmt: skip
    answer = admin_client.post(address(Program, "change", program.pk), data)
    assert answer.status_code in (200, 400)
    assert "edition_unique" in answer.content.decode() or "duplicate" in answer.content.decode()
    assert not program.editions.exists()


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
