"""Administrators make accounts with their roles, disable them, and one of them always remains."""

import pytest
from django.contrib.auth.models import User

from institutes.models import Account, Institute, Membership
from tests import pages
from tests.desks import filled_in
from tests.factories import make_administrator, make_person

pytestmark = pytest.mark.django_db

DESK = "/admin/institutes/account/"
PASSWORD = "a quiet river in autumn"
NO_ROLES = {
    f"memberships-{name}": value
    for name, value in {
        "TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000,
    }.items()
}  # fmt: skip


@pytest.fixture
def head(client):
    """The one administrator there is, signed in."""
    User.objects.update(is_superuser=False)
    person = make_administrator("head")
    client.force_login(person)
    return person


def save(client, account, **changed):
    data = filled_in(client, Account, account) | changed
    data = {name: value for name, value in data.items() if value is not None and value is not False}
    return client.post(f"{DESK}{account.pk}/change/", data)


@pytest.mark.usefixtures("head")
def test_an_account_is_made_with_its_roles(client):
    roles = NO_ROLES | {
        "memberships-TOTAL_FORMS": 1, "memberships-0-role": "editor",
        "memberships-0-institute": Institute.objects.get(code="keco").pk,
    }  # fmt: skip
    new = {"username": "jiwoo", "usable_password": "true"}
    passwords = {"password1": PASSWORD, "password2": PASSWORD}
    answer = client.post(f"{DESK}add/", new | passwords | roles)
    assert answer.status_code == 302, answer.context["errors"]
    person = User.objects.get(username="jiwoo")
    assert (person.is_staff, person.is_superuser, person.is_active) == (True, False, True)
    assert person.check_password(PASSWORD)
    [membership] = person.memberships.all()
    assert (membership.institute.code, membership.role) == ("keco", "editor")


@pytest.mark.usefixtures("head")
def test_there_is_nothing_of_djangos_groups_and_permissions(client):
    person = make_person(keco="editor")
    for page in ("add/", f"{person.pk}/change/"):
        form = pages.parsed(client.get(DESK + page))
        fields = {field.get("name") for field in form.cssselect("form [name]")}
        assert not {"groups", "user_permissions", "is_staff"} & fields
        assert {"is_superuser", "memberships-TOTAL_FORMS"} <= fields
    assert client.get("/admin/auth/group/").status_code == 404
    assert client.get("/admin/auth/user/").status_code == 404


@pytest.mark.usefixtures("head")
def test_a_role_is_changed_and_taken_away(client):
    person = make_person(keco="viewer")
    account = Account.objects.get(pk=person.pk)
    assert save(client, account, **{"memberships-0-role": "publisher"}).status_code == 302
    assert person.memberships.get().role == "publisher"
    assert save(client, account, **{"memberships-0-DELETE": "on"}).status_code == 302
    assert not person.memberships.exists()


@pytest.mark.usefixtures("head")
def test_who_is_disabled_is_out_at_once(client, browser_of):
    person = make_person(keco="editor")
    theirs = browser_of(person)
    assert theirs.get("/admin/").status_code == 200
    assert save(client, Account.objects.get(pk=person.pk), is_active=False).status_code == 302
    assert not User.objects.get(pk=person.pk).is_active
    assert theirs.get("/admin/").status_code == 302


@pytest.fixture
def browser_of():
    from django.test import Client

    def signed_in(person):
        client = Client()
        client.force_login(person)
        return client

    return signed_in


@pytest.mark.parametrize("lost", ["is_active", "is_superuser"])
def test_the_last_administrator_stays_one(client, head, lost):
    account = Account.objects.get(pk=head.pk)
    answer = save(client, account, **{lost: False})
    assert answer.status_code == 200
    assert "This is the last administrator" in answer.content.decode()
    assert getattr(User.objects.get(pk=head.pk), lost)
    another = make_administrator()
    User.objects.filter(pk=another.pk).update(is_active=False)
    assert save(client, account, **{lost: False}).status_code == 200
    User.objects.filter(pk=another.pk).update(is_active=True)
    answer = save(client, account, **{lost: False})
    assert answer.status_code == 302, answer.context["errors"]
    assert not getattr(User.objects.get(pk=head.pk), lost)


@pytest.mark.usefixtures("head")
def test_a_password_is_set_anew(client):
    person = make_person(keco="editor")
    data = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    assert client.post(f"{DESK}{person.pk}/password/", data).status_code == 302
    assert User.objects.get(pk=person.pk).check_password(PASSWORD)


@pytest.mark.usefixtures("head")
def test_no_account_is_deleted(client):
    person = make_person(keco="editor")
    assert client.post(f"{DESK}{person.pk}/delete/", {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": person.pk, "post": "yes"}
    assert client.post(DESK, chosen).status_code == 403
    assert User.objects.filter(pk=person.pk).exists()


def test_the_history_knows_who_changed_an_account_and_no_password(client, head):
    person = make_person(keco="viewer")
    account = Account.objects.get(pk=person.pk)
    save(client, account, email="jiwoo@keco.example", **{"memberships-0-role": "editor"})
    event = Account.pgh_event_model.objects.filter(pgh_obj=person.pk).order_by("pgh_id").last()
    assert (event.email, event.pgh_context["name"]) == ("jiwoo@keco.example", "head")
    names = {field.name for field in Account.pgh_event_model._meta.fields}
    assert not {"password", "last_login"} & names
    role = Membership.pgh_event_model.objects.filter(user=person.pk).order_by("pgh_id").last()
    assert (role.role, role.pgh_context["user"]) == ("editor", head.pk)
    page = client.get(f"{DESK}{person.pk}/history/").content.decode()
    assert "jiwoo@keco.example" in page
    assert "head" in page


@pytest.mark.usefixtures("head")
def test_the_history_of_an_account_shows_what_became_of_its_roles(client):
    person = make_person(keco="viewer")
    account = Account.objects.get(pk=person.pk)
    save(client, account, **{"memberships-0-role": "editor"})
    save(client, account, **{"memberships-0-DELETE": "on"})
    page = pages.parsed(client.get(f"{DESK}{person.pk}/history/"))
    rows = [pages.text_of(row) for row in page.cssselect("table.differences tbody tr")]
    assert len([row for row in rows if "viewer" in row and "editor" in row]) == 1
    assert "editor" in rows[0]
    assert "viewer" not in rows[0]


def test_signing_in_and_a_password_leave_no_version_of_an_account():
    person = make_person(keco="viewer")
    events = Account.pgh_event_model.objects.filter(pgh_obj=person.pk)
    before = events.count()
    person.set_password(PASSWORD)
    person.save()
    User.objects.filter(pk=person.pk).update(last_login="2026-11-24T00:00Z")
    assert events.count() == before
