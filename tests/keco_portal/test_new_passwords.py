"""New passwords: by mail or by an administrator, whose link is good once; lost phones."""

import re
from types import SimpleNamespace

import pytest
from django.conf import settings as of_portal
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.utils.translation import override

from keco_portal.sign_in import links
from keco_portal.sign_in.models import AccountNote
from keco_portal.sign_in.views import new_password
from tests import pages
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

FORGOTTEN = "/admin/sign-in/forgotten/"


@pytest.fixture
def mailing(settings, monkeypatch):
    """Mail is set up; what goes on in the background is done at once."""
    settings.EMAIL_HOST = "mail.example"
    monkeypatch.setattr(new_password, "askers", type(new_password.askers)())
    monkeypatch.setattr(links, "mail_link", links.mail_known)


def with_address(person, email="minseo@keco.example"):
    person.email = email
    person.save()
    return person


def test_without_mail_the_sign_in_page_names_the_administrator(client, settings):
    assert "An administrator of the portal makes you a link" in client.get(LOGIN).content.decode()
    assert client.get(FORGOTTEN).status_code == 404
    settings.EMAIL_HOST = "mail.example"
    assert pages.parsed(client.get(LOGIN)).cssselect(f"a[href='{FORGOTTEN}']")
    assert client.get(FORGOTTEN).status_code == 200


def test_a_forgotten_password_is_replaced_by_mail_and_the_link_is_good_once(client, mailing):
    person = with_address(make_editor())
    old = Client()
    old.force_login(person)
    assert client.post(FORGOTTEN, {"email": "Minseo@KECO.example"})["Location"] == LOGIN
    [letter] = mail.outbox
    assert letter.to == ["minseo@keco.example"]
    link = re.search(rf"{of_portal.PUBLIC_ADDRESS}(/\S+)", letter.body)[1]

    form = client.get(link)["Location"]
    assert "set-password" in form
    assert client.post(form, NEW | {"new_password2": "other"}).status_code == 200
    assert (
        client.post(form, {"new_password1": "short", "new_password2": "short"}).status_code == 200
    )
    assert client.post(form, NEW)["Location"] == LOGIN
    assert not is_in(client)
    assert not is_in(old)
    assert type_password(client, "minseo", NEW["new_password1"]).status_code == 302
    assert "not good any more" in Client().get(link).content.decode()
    acts = set(AccountNote.objects.values_list("by", "act"))
    assert acts == {("mail", "link"), ("minseo", "password")}


def test_a_link_leads_here_whatever_host_was_asked(client, mailing, settings):
    settings.ALLOWED_HOSTS = [".example.org"]
    with_address(make_editor())
    forged = {"host": "evil.example.org:4444"}
    answer = client.post(FORGOTTEN, {"email": "minseo@keco.example"}, headers=forged)
    assert answer.status_code == 302
    [letter] = mail.outbox
    assert "evil" not in letter.body
    assert settings.PUBLIC_ADDRESS in letter.body


def test_a_link_is_good_for_an_hour_and_not_after_a_sign_in(client, mailing, settings):
    person = with_address(make_editor())
    first = links.make_link(person=person, by="mail")
    type_password(Client(), person.username)
    assert "not good any more" in client.get(first).content.decode()
    person.refresh_from_db()
    second = links.make_link(person=person, by="mail")
    assert client.get(second).status_code == 302
    assert settings.PASSWORD_RESET_TIMEOUT == 3600
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert "not good any more" in Client().get(second).content.decode()


def test_the_answer_is_the_same_whether_or_not_there_is_an_account(client, mailing):
    with_address(make_editor())
    with_address(make_viewer(), "gone@keco.example")
    User.objects.filter(username="jiwoo").update(is_active=False)
    User.objects.create_user("visitor", "visitor@else.example", PASSWORD)
    said = set()
    for email in ("minseo@keco.example", "nobody@keco.example", "gone@keco.example",
                  "visitor@else.example"):  # fmt: skip
        said.add(words(client.post(FORGOTTEN, {"email": email}, follow=True)))
    assert len(said) == 1
    assert [letter.to for letter in mail.outbox] == [["minseo@keco.example"]]


def test_nobody_floods_a_mailbox_or_asks_without_end(client, mailing):
    with_address(make_editor())
    answers = [
        client.post(FORGOTTEN, {"email": "minseo@keco.example"}).status_code for _ in range(21)
    ]
    assert answers == [302] * 20 + [429]
    assert len(mail.outbox) == 3


def test_the_letter_goes_out_beside_the_answer_in_its_language(monkeypatch):
    with_address(make_editor())
    started = []
    monkeypatch.setattr(links.Thread, "start", lambda thread: started.append(thread))
    monkeypatch.setattr(links, "connection", SimpleNamespace(close=lambda: None))
    with override("ko"):
        links.mail_link("minseo@keco.example")
    [thread] = started
    assert mail.outbox == []
    thread.run()
    [letter] = mail.outbox
    assert letter.subject == "환경 국제협력 포털의 새 비밀번호"


@pytest.mark.parametrize(
    "part", ["x/y", "MQ/set-password", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5/a-b", "AA/a%00", "4pi6/1-2"]
)
def test_a_made_up_link_is_no_fault(client, part):
    answer = client.get(f"/admin/sign-in/new-password/{part}/")
    assert answer.status_code in (200, 400)


def test_an_administrator_makes_a_link_that_is_shown_once(client):
    person, administrator = make_editor(), make_admin()
    client.force_login(administrator)
    address = f"/admin/sign-in/people/{person.pk}/"
    shown = pages.parsed(client.post(address, {"act": "link"})).cssselect(".secret")[0].text
    assert shown.startswith(f"{of_portal.PUBLIC_ADDRESS}/admin/sign-in/new-password/")
    assert "new-password" not in client.get(address).content.decode()
    visitor = Client()
    form = visitor.get(shown)["Location"]
    assert visitor.post(form, NEW)["Location"] == LOGIN
    assert AccountNote.objects.filter(person=person, by="haneul", act="link").exists()


def test_an_administrator_removes_a_lost_phone_and_never_sees_its_secret(client, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    person, administrator = make_editor(), make_admin()
    phone, codes = give_phone(person)
    theirs = Client()
    type_password(theirs, person.username)
    type_code(theirs, codes[0])
    own, _codes = give_phone(administrator)
    type_password(client, administrator.username)
    type_code(client, code_of(own))

    address = f"/admin/sign-in/people/{person.pk}/"
    page = client.get(address).content.decode()
    assert "9 recovery codes are left" in page
    for secret in (phone.key, phone.secret, phone.bin_key.hex(), *codes):
        assert secret not in page
    assert client.post(address, {"act": "remove"}).status_code == 302
    assert not is_in(theirs)
    assert AccountNote.objects.filter(person=person, by="haneul", act="removed").exists()
    type_password(theirs, person.username)
    assert theirs.get("/admin/sign-in/code/")["Location"] == "/admin/sign-in/set-up/"


@pytest.mark.parametrize("act", ["", "explode", "remove", "link", "end"])
def test_only_administrators_look_after_others_and_not_after_themselves(client, act):
    person, other, administrator = make_editor(), make_viewer(), make_admin()
    client.force_login(person)
    assert client.get(f"/admin/sign-in/people/{other.pk}/").status_code == 404
    assert client.post(f"/admin/sign-in/people/{other.pk}/", {"act": act}).status_code == 404
    client.force_login(administrator)
    own = f"/admin/sign-in/people/{administrator.pk}/"
    assert client.post(own, {"act": act}).status_code == 404
    assert client.get("/admin/sign-in/people/99999999999999999999/").status_code == 404
