"""Sessions of the desk end in time, and at once when what they were given for is taken away."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.utils import timezone

from institutes.models import Account
from keco_portal.sign_in import second_factor
from keco_portal.sign_in.models import KeptForm, Session
from programs.models import Theme
from tests import pages
from tests.institutes.test_accounts import save
from tests.sign_in import (
    LOGIN,
    PASSWORD,
    code_of,
    give_phone,
    is_in,
    make_admin,
    make_editor,
    make_viewer,
    type_code,
    type_password,
)

pytestmark = pytest.mark.django_db

ENDED = "Your session has ended"
THEME = "/admin/programs/theme/add/"


def signed_in(person):
    client = Client()
    type_password(client, person.username)
    assert is_in(client)
    return client


def ago(client, **changed):
    """Turn back the clock of the client's session: seen_at={"minutes": 31}."""
    now = timezone.now()
    moments = {name: now - timedelta(**given) for name, given in changed.items()}
    assert Session.objects.filter(pk=client.session.session_key).update(**moments) == 1


@pytest.mark.parametrize(
    ("changed", "alive"),
    [
        ({"seen_at": {"minutes": 29}}, True),
        ({"seen_at": {"minutes": 31}}, False),
        ({"began_at": {"hours": 11, "minutes": 59}}, True),
        ({"began_at": {"hours": 12, "minutes": 1}}, False),
    ],
)
def test_a_session_ends_after_half_an_hour_without_work_and_after_twelve_hours(changed, alive):
    client = signed_in(make_viewer())
    ago(client, **changed)
    assert is_in(client) == alive


def test_work_on_the_desk_keeps_a_session_and_does_not_move_its_beginning():
    client = signed_in(make_viewer())
    ago(client, seen_at={"minutes": 20}, began_at={"hours": 3})
    before = Session.objects.get(pk=client.session.session_key)
    assert is_in(client)
    after = Session.objects.get(pk=before.pk)
    assert after.seen_at - before.seen_at > timedelta(minutes=19)
    client.post("/admin/password_change/", {})
    assert Session.objects.get(pk=before.pk).began_at == before.began_at


def test_reading_the_public_pages_keeps_no_session():
    client = signed_in(make_viewer())
    ago(client, seen_at={"minutes": 20})
    before = Session.objects.get().seen_at
    client.get("/programs/")
    assert Session.objects.get().seen_at == before


def test_who_comes_back_is_told_that_the_session_has_ended():
    client = signed_in(make_viewer())
    ago(client, seen_at={"minutes": 31})
    answer = client.get("/admin/programs/program/", follow=True)
    assert answer.redirect_chain[0][0] == f"{LOGIN}?next=/admin/programs/program/"
    assert ENDED in answer.content.decode()
    assert ENDED not in client.get(LOGIN).content.decode()


def test_a_visitor_is_told_nothing_of_sessions(client):
    assert ENDED not in client.get("/admin/", follow=True).content.decode()


@pytest.mark.parametrize(
    "key", ["nonsense", "a" * 32, "../../etc/passwd", "a\x00b" * 20, "a" * 999]
)
def test_a_cookie_that_is_none_of_ours_is_no_session(client, key):
    client.cookies["session"] = key
    assert client.get("/admin/").status_code == 302


TAKEN = {
    "password": "UPDATE auth_user SET password = 'x'",
    "account disabled": "UPDATE auth_user SET is_active = false",
    "disabled and back": "UPDATE auth_user SET is_active = false;"
    "UPDATE auth_user SET is_active = true",
    "no staff": "UPDATE auth_user SET is_staff = false",
    "no administrator": "UPDATE auth_user SET is_superuser = false",
    "role taken": "DELETE FROM institutes_membership",
    "role changed": "UPDATE institutes_membership SET role = 'viewer'",
    "device removed": "DELETE FROM otp_totp_totpdevice",
    "device changed": "UPDATE otp_totp_totpdevice SET key = 'abcd'",
}
KEPT = {
    "name": "UPDATE auth_user SET first_name = 'Minseo'",
    "sign-in": "UPDATE auth_user SET last_login = now()",
    "a code": "UPDATE otp_totp_totpdevice SET last_t = 7",
    "the same role": "UPDATE institutes_membership SET role = role",
}


def person_with_everything():
    person = make_editor()
    User.objects.filter(pk=person.pk).update(is_superuser=True)
    phone, _codes = give_phone(person)
    client = Client()
    type_password(client, person.username)
    type_code(client, code_of(phone))
    assert is_in(client)
    return person


@pytest.mark.parametrize(("statements", "left"), [
    *((statements, 0) for statements in TAKEN.values()),
    *((statements, 1) for statements in KEPT.values()),
])  # fmt: skip
def test_postgresql_ends_all_sessions_whoever_takes_away_and_how(statements, left):
    person = person_with_everything()
    other = signed_in(make_viewer("other"))
    with connection.cursor() as cursor:
        for statement in statements.split(";"):
            key = "id" if "auth_user" in statement else "user_id"
            cursor.execute(f"{statement} WHERE {key} = %s", [person.pk])
    assert Session.objects.filter(person=person).count() == left
    assert is_in(other)


def test_a_deleted_account_has_no_session():
    client = signed_in(make_viewer())
    User.objects.get(username="jiwoo").delete()
    assert not is_in(client)


def test_an_account_that_an_administrator_disables_is_out_at_once():
    person = make_viewer()
    client, boss = signed_in(person), signed_in(make_admin())
    assert save(boss, Account.objects.get(pk=person.pk), is_active=False).status_code == 302
    assert not is_in(client)
    assert is_in(boss)


def test_a_changed_password_ends_the_other_sessions_and_keeps_this_one():
    person = make_viewer()
    client, other = signed_in(person), signed_in(person)
    before = client.session.session_key
    new = {"new_password1": "the heron waits", "new_password2": "the heron waits"}
    wrong = client.post("/admin/password_change/", {"old_password": "no"} | new)
    assert wrong.status_code == 200
    answer = client.post("/admin/password_change/", {"old_password": PASSWORD} | new)
    assert answer.status_code == 302
    assert is_in(client)
    assert client.session.session_key != before
    assert not is_in(other)
    assert second_factor.has_one(person) is False


def test_signing_out_needs_a_form_and_ends_the_session():
    client = signed_in(make_viewer())
    assert client.get("/admin/logout/").status_code == 405
    assert is_in(client)
    assert client.post("/admin/logout/").status_code == 200
    assert not is_in(client)
    assert not Session.objects.exists()


def test_the_session_gets_a_new_key_at_sign_in(client):
    client.get("/admin/")
    session = client.session
    session["before"] = "fixed by somebody else"
    session.save()
    key = session.session_key
    type_password(client, make_viewer().username)
    assert is_in(client)
    assert client.session.session_key != key
    assert "before" not in client.session
    assert not Session.objects.filter(pk=key).exists()


@pytest.mark.parametrize(
    "address", ["/admin/", LOGIN, "/admin/jsi18n/", "/admin/password_change/", "/admin/nowhere/"]
)
def test_nothing_of_the_desk_is_kept_by_a_browser(address):
    answer = signed_in(make_admin()).get(address)
    assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", "))


def test_what_was_typed_when_the_session_ended_comes_back_to_the_same_person():
    administrator = make_admin()
    client = signed_in(administrator)
    ago(client, seen_at={"minutes": 45})
    typed = {"slug": "wet-meadows", "name_en": "\nWet meadows", "name_ko": "", "_save": "Save"}
    answer = client.post(THEME, typed)
    assert answer["Location"] == f"{LOGIN}?next=/admin/sign-in/kept/"
    assert "is kept until you are back" in client.get(answer["Location"]).content.decode()
    assert not Theme.objects.filter(slug="wet-meadows").exists()

    somebody = signed_in(make_viewer())
    assert somebody.get("/admin/sign-in/kept/")["Location"] == "/admin/"

    back = type_password(client, administrator.username, onward="/admin/sign-in/kept/")
    page = client.get(back["Location"])
    assert "Wet meadows" in page.content.decode()
    sent = {
        area.get("name"): area.text.removeprefix("\n")
        for area in pages.parsed(page).cssselect("form textarea")
    }
    assert sent["slug"] == "wet-meadows"
    answer = client.post("/admin/sign-in/kept/", typed | {"_kept": "send"})
    assert (answer.status_code, answer["Location"]) == (307, THEME)
    assert not KeptForm.objects.exists()
    assert client.post(THEME, typed).status_code == 302
    assert Theme.objects.filter(slug="wet-meadows").exists()


def test_what_was_typed_can_be_thrown_away():
    client = signed_in(make_admin())
    ago(client, seen_at={"minutes": 45})
    client.post(THEME, {"slug": "a\0b"})
    assert KeptForm.objects.get().fields == [["slug", "ab"]]
    type_password(client, "haneul")
    assert client.post("/admin/sign-in/kept/", {"_kept": "drop"})["Location"] == "/admin/"
    assert not KeptForm.objects.exists()


@pytest.mark.parametrize(
    "address", ["/admin/password_change/", LOGIN, "/admin/second-factor/phone/"]
)
def test_no_password_is_ever_kept(address):
    client = signed_in(make_admin())
    ago(client, seen_at={"minutes": 45})
    client.post(address, {"username": "a", "password": "b", "old_password": "c"})
    assert not KeptForm.objects.exists()


def test_of_a_form_with_passwords_the_rest_is_kept():
    client = signed_in(make_admin())
    ago(client, seen_at={"minutes": 45})
    passwords = {"password1": PASSWORD, "password2": PASSWORD}
    client.post("/admin/institutes/account/add/", {"username": "jiwoo"} | passwords)
    assert KeptForm.objects.get().fields == [["username", "jiwoo"]]


def test_a_cookie_with_nul_in_it_keeps_nothing_and_is_no_fault(client):
    client.cookies["session"] = "a\0b"
    assert client.post(THEME, {"slug": "wet-meadows"}).status_code == 302
    assert not KeptForm.objects.exists()


def test_nobody_has_something_kept_by_a_session_that_never_was(client):
    client.cookies["session"] = "a" * 32
    answer = client.post(THEME, {"slug": "wet-meadows"}, follow=True)
    assert not KeptForm.objects.exists()
    assert "What you sent was not saved." in answer.content.decode()
