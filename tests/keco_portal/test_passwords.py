"""Passwords: guesses are slowed down, rules are kept, and a forgotten one is replaced by a link."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import get_hasher
from django.contrib.auth.models import User
from django.test import Client

from keco_portal.sign_in import guesses
from keco_portal.sign_in.models import Session
from tests.sign_in import (
    LOGIN,
    NEW,
    PASSWORD,
    code_of,
    give_phone,
    is_in,
    make_admin,
    make_editor,
    make_viewer,
    type_code,
    type_password,
    words,
)

pytestmark = pytest.mark.django_db


def test_wrong_guesses_close_the_door_for_a_name_from_an_address(client):
    person = make_viewer()
    for _ in range(4):
        assert type_password(client, person.username, "wrong").status_code == 200
    answer = type_password(client, person.username, "wrong")
    assert (answer.status_code, answer["Retry-After"]) == (429, "900")
    assert "15 minutes" in answer.content.decode()
    assert type_password(client, person.username).status_code == 429
    assert not is_in(client)
    assert type_password(Client(), person.username, REMOTE_ADDR="10.1.1.1").status_code == 302
    AccessAttempt.objects.update(attempt_time="2020-01-01T00:00Z")
    assert type_password(client, person.username).status_code == 302


def test_attempts_while_it_is_closed_do_not_close_it_for_longer(client):
    for _ in range(7):
        type_password(client, "jiwoo", "wrong")
    assert AccessAttempt.objects.get().failures_since_start == 5


def test_one_address_cannot_try_one_name_after_another(client, monkeypatch):
    monkeypatch.setattr(guesses, "OF_AN_ADDRESS", 6)
    for number in range(6):
        type_password(client, f"name{number}", "wrong")
    assert type_password(client, make_viewer().username).status_code == 429


def test_nothing_tells_whether_there_is_such_an_account(client):
    make_viewer("known")
    User.objects.create_user("disabled", password=PASSWORD, is_active=False, is_staff=True)
    User.objects.create_user("visitor", password=PASSWORD)
    said = {
        words(type_password(client, name, password)).replace(name, "")
        for name, password in (
            ("known", "wrong"), ("unknown", "wrong"), ("disabled", PASSWORD),
            ("visitor", PASSWORD), ("disabled", "wrong"),
        )
    }  # fmt: skip
    assert len(said) == 1
    for _ in range(5):
        type_password(client, "known", "wrong")
        type_password(client, "unknown", "wrong")
    closed = {words(type_password(client, name, "wrong")) for name in ("known", "unknown")}
    assert len(closed) == 1


def test_an_unknown_name_costs_as_much_work_as_a_known_one(client, monkeypatch):
    make_viewer("known")
    hasher = type(get_hasher())
    done, encode = [], hasher.encode

    def counted(self, *args, **kwargs):
        done.append(1)
        return encode(self, *args, **kwargs)

    monkeypatch.setattr(hasher, "encode", counted)
    type_password(client, "known", "wrong")
    of_known = len(done)
    type_password(client, "unknown", "wrong")
    assert len(done) == 2 * of_known > 0


@pytest.mark.parametrize(
    "onward",
    [
        "https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)",
        "https:evil.example", "\t//evil.example", "http:///evil.example", "/%09/evil.example\n",
    ],
)  # fmt: skip
@pytest.mark.parametrize("with_code", [False, True])
def test_nobody_is_sent_to_another_site(client, onward, with_code):
    person = make_viewer()
    phone = give_phone(person)[0] if with_code else None
    answer = type_password(client, person.username, onward=onward)
    if phone:
        answer = type_code(client, code_of(phone))
    assert answer.status_code == 302
    assert answer["Location"] in ("/admin/", "/%09/evil.example%0A")


def test_a_sign_in_that_comes_from_elsewhere_is_refused():
    client = Client(enforce_csrf_checks=True)
    person = make_viewer()
    for address in (LOGIN, "/admin/sign-in/code/", "/admin/sign-in/set-up/", "/admin/logout/"):
        answer = client.post(address, {"username": person.username, "password": PASSWORD})
        assert answer.status_code == 403, address
    assert not Session.objects.exists()


@pytest.mark.parametrize("name", ["a\0b", "x" * 9999, "' OR 1=1 --", "<script>", "‮", "%00", ""])
def test_hostile_names_are_wrong_names(client, name):
    answer = type_password(client, name, name)
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode()


def test_passwords_and_codes_do_not_stand_in_the_notes_of_guesses(client):
    client.post(LOGIN, {"username": "jiwoo", "password": "secret-1", "code": "secret-2"})
    attempt = AccessAttempt.objects.get()
    assert "secret" not in attempt.post_data + attempt.get_data


def test_only_our_own_proxy_says_where_somebody_comes_from(client, settings):
    forged = {"HTTP_X_FORWARDED_FOR": "6.6.6.6, 7.7.7.7"}
    type_password(client, "jiwoo", "wrong", **forged)
    assert AccessAttempt.objects.get().ip_address == "127.0.0.1"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    type_password(client, "jiwoo", "wrong", **forged)
    assert AccessAttempt.objects.filter(ip_address="7.7.7.7").count() == 1
    type_password(client, "jiwoo", "wrong", HTTP_X_FORWARDED_FOR="2001:db8:1:2:3::4")
    assert AccessAttempt.objects.filter(ip_address="2001:db8:1:2::").count() == 1


@pytest.mark.parametrize("password", ["short", "password1234", "123456789012345", "minseo-minseo"])
def test_a_weak_password_is_refused(client, password):
    person = make_editor()
    client.force_login(person)
    new = {"old_password": PASSWORD, "new_password1": password, "new_password2": password}
    assert client.post("/admin/password_change/", new).status_code == 200
    assert User.objects.get(pk=person.pk).check_password(PASSWORD)


def test_guesses_of_the_old_password_are_counted(client):
    client.force_login(make_viewer())
    for _ in range(4):
        client.post("/admin/password_change/", {"old_password": "wrong"} | NEW)
    answer = client.post("/admin/password_change/", {"old_password": "wrong"} | NEW)
    assert answer.status_code == 429


def test_the_pages_of_axes_and_of_devices_are_not_on_the_desk(client):
    client.force_login(make_admin())
    for app in ("axes", "otp_totp", "otp_static", "sign_in"):
        assert client.get(f"/admin/{app}/").status_code == 404


def test_the_time_of_a_lock_is_what_is_said(settings):
    assert timedelta(minutes=15) == settings.AXES_COOLOFF_TIME
