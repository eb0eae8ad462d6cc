"""The second factor: set up before anything else opens, asked at each sign-in, good once."""

import re

import pytest
from django.test import Client

from keco_portal.sign_in import second_factor
from keco_portal.sign_in.models import Phone, RecoveryCodes, Session
from tests import pages
from tests.sign_in import (
    CODE,
    LOGIN,
    PASSWORD,
    SET_UP,
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


@pytest.fixture(autouse=True)
def _required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def shown_phone(client):
    """The phone that the page of the set-up shows, and its secret as people read it."""
    page = client.get(SET_UP)
    assert page.status_code == 200
    return page.context["phone"], pages.parsed(page).cssselect(".secret")[0].text


@pytest.mark.parametrize("make", [make_editor, make_admin])
def test_who_writes_sets_up_a_phone_before_anything_else_opens(client, make):
    person = make()
    answer = type_password(client, person.username, onward="/admin/programs/program/")
    assert (answer.status_code, answer["Location"]) == (302, CODE)
    assert client.get(CODE)["Location"] == SET_UP
    for address in ("/admin/", "/admin/programs/program/", "/admin/password_change/"):
        assert client.get(address).status_code == 302, address
    assert "_auth_user_id" not in client.session

    phone, secret = shown_phone(client)
    assert re.fullmatch("([A-Z2-7]{4} ){7}[A-Z2-7]{4}", secret)
    wrong = client.post(SET_UP, {"code": "000000"})
    assert "That code is not right" in wrong.content.decode()
    assert not is_in(client)

    answer = client.post(SET_UP, {"code": code_of(phone)})
    codes = [code.text for code in pages.parsed(answer).cssselect(".recovery-codes code")]
    assert len(set(codes)) == 10
    assert answer.context["onward"] == "/admin/programs/program/"
    assert is_in(client)
    assert [phone.confirmed for phone in Phone.objects.filter(user=person)] == [True]
    assert client.get(SET_UP)["Location"] == "/admin/second-factor/"


def test_who_only_reads_may_set_up_a_phone_and_is_asked_from_then_on(client):
    person = make_viewer()
    assert type_password(client, person.username)["Location"] == "/admin/"
    assert is_in(client)
    phone, _secret = shown_phone(client)
    assert client.post(SET_UP, {"code": code_of(phone)}).status_code == 200
    assert is_in(client)

    again = Client()
    assert type_password(again, person.username)["Location"] == CODE
    assert not is_in(again)


def test_a_code_lets_in_once(client):
    person = make_editor()
    phone, _codes = give_phone(person)
    code = code_of(phone)
    type_password(client, person.username, onward="/admin/programs/program/?kind__exact=forum")
    before = client.session.session_key
    answer = type_code(client, code)
    assert answer["Location"] == "/admin/programs/program/?kind__exact=forum"
    assert is_in(client)
    assert client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()

    other = Client()
    type_password(other, person.username)
    assert "used before" in type_code(other, code).content.decode()
    assert not is_in(other)


@pytest.mark.parametrize(
    "code", ["", "12345", "1234567", "000000", "abc", "0" * 41, "-1", "1_2345", "a\0b", "‮1"]
)
def test_a_wrong_code_lets_nobody_in(client, code):
    person = make_editor()
    give_phone(person)
    type_password(client, person.username)
    assert type_code(client, code).status_code == 200
    assert not is_in(client)


def test_figures_of_a_korean_keyboard_and_spaces_are_read(client):
    person = make_editor()
    phone, _codes = give_phone(person)
    wide = "".join(chr(ord(figure) + 0xFEE0) for figure in code_of(phone))
    type_password(client, person.username)
    assert type_code(client, f" {wide[:3]} {wide[3:]}").status_code == 302


def test_after_wrong_codes_the_person_waits_longer_and_longer(client):
    person = make_editor()
    phone, _codes = give_phone(person)
    type_password(client, person.username)
    type_code(client, "000000")
    answer = type_code(client, code_of(phone))
    assert (answer.status_code, answer["Retry-After"]) == (429, "1")
    assert "Please wait 1 second" in answer.content.decode()
    Phone.objects.update(throttling_failure_count=8)
    assert int(type_code(client, code_of(phone))["Retry-After"]) > 100
    Phone.objects.update(throttling_failure_count=11)
    assert int(type_code(client, code_of(phone))["Retry-After"]) <= 1024
    Phone.objects.update(throttling_failure_timestamp="2020-01-01T00:00Z")
    type_code(client, "000000")
    assert Phone.objects.get().throttling_failure_count == 11
    Phone.objects.update(throttling_failure_timestamp="2020-01-01T00:00Z")
    assert type_code(client, code_of(phone)).status_code == 302


def test_a_recovery_code_lets_in_once_however_it_is_typed(client):
    person = make_editor()
    _phone, codes = give_phone(person)
    type_password(client, person.username)
    assert type_code(client, f" {codes[3].upper()} ").status_code == 302
    assert is_in(client)
    assert second_factor.codes_left(person) == 9
    other = Client()
    type_password(other, person.username)
    assert type_code(other, codes[3]).status_code == 200
    assert not is_in(other)


def test_neither_codes_nor_secrets_stand_in_the_database(client):
    person = make_editor()
    phone, codes = give_phone(person)
    stored = set(RecoveryCodes.objects.get().token_set.values_list("token", flat=True))
    assert len(stored) == 10
    for code in codes:
        assert code not in stored
        assert code.replace("-", "") not in stored
    assert phone.key not in phone.bin_key.hex()
    assert phone.bin_key.hex() not in phone.key


def test_a_code_of_somebody_else_is_none(client):
    one, other = make_editor("one"), make_editor("other")
    phone, codes = give_phone(one)
    give_phone(other)
    type_password(client, "other")
    assert type_code(client, code_of(phone)).status_code == 200
    assert type_code(client, codes[0]).status_code == 200
    assert not is_in(client)


def test_the_picture_is_a_file_with_nothing_inline(client):
    assert client.get(f"{SET_UP}picture.svg").status_code == 404
    type_password(client, make_editor().username)
    client.get(SET_UP)
    picture = client.get(f"{SET_UP}picture.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assert b"style" not in picture.content
    assert b"<script" not in picture.content
    assert "no-store" in picture["Cache-Control"]
    assert picture.content == client.get(f"{SET_UP}picture.svg").content


def test_a_role_that_writes_asks_for_the_phone_at_once(client):
    from institutes.models import Institute, Membership

    person = make_viewer()
    type_password(client, person.username)
    assert is_in(client)
    nier = Institute.objects.get(code="nier")
    Membership.objects.create(user=person, institute=nier, role="editor")
    assert not is_in(client)
    assert client.get(LOGIN)["Location"] == CODE
    assert client.get(CODE)["Location"] == SET_UP


def test_who_waits_at_the_door_for_long_begins_anew(client):
    person = make_editor()
    phone, _codes = give_phone(person)
    type_password(client, person.username)
    session = client.session
    session["waits_at_the_door"] |= {"since": 0}
    session.save()
    assert type_code(client, code_of(phone))["Location"] == LOGIN
    assert not is_in(client)


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}, {"password": "x"}])
def test_an_account_that_changes_between_password_and_code_is_not_let_in(client, change):
    person = make_editor()
    phone, _codes = give_phone(person)
    type_password(client, person.username)
    type(person).objects.filter(pk=person.pk).update(**change)
    assert type_code(client, code_of(phone))["Location"] == LOGIN
    assert not is_in(client)


def test_new_codes_and_another_phone_need_password_and_code(client):
    person = make_editor()
    phone, codes = give_phone(person)
    type_password(client, person.username)
    type_code(client, codes[0])
    for address in ("/admin/second-factor/codes/", "/admin/second-factor/phone/"):
        assert client.get(address).status_code == 200
        for wrong in (
            {"password": PASSWORD, "code": codes[0]},
            {"password": "no", "code": codes[1]},
        ):
            assert "is not right" in client.post(address, wrong).content.decode()
            RecoveryCodes.objects.update(throttling_failure_timestamp=None)
    assert client.get(SET_UP)["Location"] == "/admin/second-factor/"

    good = {"password": PASSWORD, "code": codes[2]}
    answer = client.post("/admin/second-factor/codes/", good)
    new = [code.text for code in pages.parsed(answer).cssselect(".recovery-codes code")]
    assert set(new).isdisjoint(codes)
    assert is_in(client)
    text = client.post("/admin/second-factor/recovery-codes.txt", {"recovery_code": new})
    assert text["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert all(code in text.content.decode() for code in new)
    foreign = {"recovery_code": [*new[:3], "<script>"]}
    assert client.post("/admin/second-factor/recovery-codes.txt", foreign).status_code == 403

    other = Client()
    type_password(other, person.username)
    type_code(other, new[5])
    good = {"password": PASSWORD, "code": code_of(phone)}
    assert client.post("/admin/second-factor/phone/", good)["Location"] == SET_UP
    another, _secret = shown_phone(client)
    assert another.key != phone.key
    assert client.post(SET_UP, {"code": code_of(another)}).status_code == 200
    assert is_in(client)
    assert not is_in(other)
    assert [stored.key for stored in Phone.objects.filter(user=person)] == [another.key]
