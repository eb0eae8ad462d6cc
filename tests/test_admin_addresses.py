"""Addresses of the admin that cannot be read are refused with 400, never a fault."""

import pytest

from institutes.models import Account
from participants.models import Figure
from programs.models import Program
from tests.desks import OURS, address, filled_in, names
from tests.factories import make_program

pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]


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


@pytest.mark.parametrize(
    ("model", "query"),
    [
        *((Program, query) for query in ("start_year__range=1", "kind__contains=a")),
        *((Program, f"name_en__{look_up}=a") for look_up in ("trigram_similar", "unaccent")),
        *((Program, query) for query in ("missing=zz", "start_year__in=a")),
        (Program, "institute__id__exact=a"),
        (Figure, "value_lower__in=9223372036854775808"),
        (Figure, "changed_at__year=99999"),
        (Account, "date_joined__year=99999"),
    ],
)  # fmt: skip
def test_a_look_up_that_no_filter_makes_is_refused(admin_client, model, query):
    assert admin_client.get(f"{address(model, 'changelist')}?{query}").status_code == 400


@pytest.mark.parametrize(
    ("model", "query"),
    [
        (Program, "institute__id__exact=1&start_year__gte=2000&parent__isnull=1"),
        (Program, "changed_at__year=2026&changed_at__month=11&changed_at__day=23"),
        (Figure, "program__institute__id__exact=1&measure__group__exact=training"),
        (Figure, "missing=note_ko"),
        (Account, "is_active__exact=1&memberships__institute__id__exact=1"),
    ],
)
def test_a_look_up_that_a_filter_makes_is_answered(admin_client, model, query):
    assert admin_client.get(f"{address(model, 'changelist')}?{query}").status_code == 200


@pytest.mark.parametrize(
    ("model", "query"),
    [
        (Program, "institute=abc"), (Program, "frameworks=a,b"), (Figure, "program=zz"),
    ],
)  # fmt: skip
def test_a_form_filled_from_an_address_that_cannot_be_read_is_refused(admin_client, model, query):
    assert admin_client.get(f"{address(model, 'add')}?{query}").status_code == 400


@pytest.mark.parametrize("query", ["zzz=1", "missing=zz", "format=99", "o=a&start_year__range=1"])
def test_an_export_address_that_cannot_be_read_is_refused(admin_client, query):
    assert admin_client.get(f"{address(Program, 'export')}?{query}").status_code == 400
    assert admin_client.get(f"{address(Program, 'export')}?kind__exact=forum").status_code == 200


def test_what_no_form_sends_is_refused(admin_client):
    chosen = {"action": "delete_selected", "_selected_action": "abc"}
    assert admin_client.post(address(Program, "changelist"), chosen).status_code == 400
    program = make_program()
    data = filled_in(admin_client, Program, program) | {"parent": "abc"}
    assert admin_client.post(address(Program, "change", program.pk), data).status_code == 400


@pytest.mark.parametrize("query", ["term=a%00", "term=%ff", "app_label=x%00"])
def test_a_bad_autocomplete_is_refused(admin_client, query):
    good = "app_label=programs&model_name=program&field_name=parent"
    assert admin_client.get(f"/admin/autocomplete/?{good}&{query}").status_code == 400
    assert admin_client.get(f"/admin/autocomplete/?{good}&term=forum").status_code == 200


@pytest.mark.parametrize("path", ["x", "1%00", "99999999999999999999999999", "%FF"])
def test_a_bad_number_in_an_address_is_no_fault(admin_client, path):
    status = admin_client.get(f"/admin/programs/program/{path}/change/").status_code
    assert status in (302, 400, 404)
