"""Anybody reports a problem with a figure; the public sees it when the institute publishes it."""

import time
from unittest import mock

import pytest
from django.test import Client

from institutes.visitors.floods import Clients
from institutes.visitors.tokens import make_token
from participants.models import Figure, Question
from participants.questions import floods
from tests import pages
from tests.factories import make_figure, make_person, make_question

pytestmark = pytest.mark.django_db

KEY = "slc-visitors-2000"
PAGE, FORM = f"/figures/{KEY}/", f"/figures/{KEY}/report/"


@pytest.fixture(autouse=True)
def _no_client_was_counted(monkeypatch):
    monkeypatch.setattr(floods, "clients", Clients())


def filled(key=KEY, age=60, **given):
    """What a browser sends for a form that a person filled in."""
    with mock.patch("django.core.signing.time.time", return_value=time.time() - age):
        token = make_token(f"question {key}")
    return {"text": "It says 400.", "homepage": "", "token": token} | given


def the_form(response):
    [form] = pages.parsed(response).cssselect("form[method=post]")
    return {
        field.get("name"): field.get("value") or (field.text or "").removeprefix("\n")
        for field in form.cssselect("input, textarea")
    }


def stored():
    return list(Question.objects.values_list("figure__key", "language", "text", "progress"))


def make_published(**given):
    given = {"answer": "It is right.", "answered_by": make_person()} | given
    return make_question(
        progress="published", published_by=make_person(), published_at="2026-11-20T05:00Z", **given
    )


@pytest.mark.parametrize("language", ["", "/ko"])
def test_each_figure_leads_to_a_form_that_says_what_becomes_of_it(client, language):
    figure = pages.parsed(client.get(language + PAGE))
    assert figure.cssselect(f'main a[href="{language}{FORM}"]')
    page = client.get(language + FORM)
    assert page.status_code == 200
    assert not page.cookies
    assert set(the_form(page)) == {"text", "homepage", "token"}
    if not language:
        assert "may be published" in page.text
        assert "Please write nothing that says who you are" in page.text


def test_what_is_sent_is_stored_and_thanked_for_and_seen_nowhere(client):
    answer = client.post(FORM, filled(text="The source says\r\n400 a year, secret-word. "))
    assert (answer.status_code, answer["Location"]) == (302, f"{FORM}thanks/")
    assert stored() == [(KEY, "en", "The source says\n400 a year, secret-word.", "open")]
    assert pages.parsed(client.get(answer["Location"])).cssselect(f'main a[href="{PAGE}"]')
    for address in [*pages.LISTS, *pages.FILES, PAGE, FORM, f"/ko{PAGE}"]:
        assert b"secret-word" not in pages.body(client.get(address))


def test_a_korean_page_asks_in_korean(client):
    client.post(f"/ko{FORM}", filled(text="틀렸어요"))
    assert stored() == [(KEY, "ko", "틀렸어요", "open")]


def test_nothing_about_the_person_has_a_column():
    assert {field.name for field in Question._meta.fields} == {
        "id", "figure", "language", "text", "asked_at", "nonce", "progress", "answer",
        "answer_ko", "answered_by", "published_by", "published_at",
    }  # fmt: skip


@pytest.mark.parametrize(
    "changed",
    [
        {"text": ""}, {"text": " \u200b\n"}, {"text": "a" * 2001}, {"homepage": "http://x.example"},
        {"token": ""}, {"token": "a:b:c"}, {"token": "\0"}, {"token": "é:1:é"},
    ],
)  # fmt: skip
def test_what_cannot_be_stored_is_shown_again_as_it_was_typed(client, changed):
    sent = filled(text="My <b>own</b> words & more") | changed
    answer = client.post(FORM, sent)
    assert answer.status_code == 400
    assert the_form(answer)["text"] == (sent["text"] if sent["text"].strip(" \u200b\n") else "")
    assert pages.parsed(answer).cssselect("main .error")
    assert not stored()
    # A new token is to be as old as whoever reads a form needs; the one that was sent is.
    expected = 400 if "token" in changed else 302
    assert client.post(FORM, the_form(answer) | {"text": "Now."}).status_code == expected


def test_who_reports_is_a_visitor_even_of_the_staff(client):
    client.force_login(make_person("kim-minseo", slc="editor"))
    assert client.post(FORM, filled()).status_code == 302
    [event] = Question.pgh_event_model.objects.all()
    assert "kim" not in str(event.pgh_context)


def test_what_no_text_holds_is_dropped(client):
    client.post(FORM, filled(text="a\0b\x01c 환경 <script>\t=1+1 "))
    assert stored()[0][2] == "abc 환경 <script>\t=1+1"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"text=%ff%fe", "application/x-www-form-urlencoded"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"{", "application/json"),
        (b"a=" + b"1" * 100_000, "application/x-www-form-urlencoded"),
    ],
)
def test_a_body_that_is_no_form_is_never_a_fault(client, body, content_type):
    assert client.post(FORM, body, content_type=content_type).status_code == 400
    assert not stored()


def test_a_form_counts_once_is_good_for_its_figure_and_not_too_fast(client):
    sent = filled()
    assert [client.post(FORM, sent).status_code for _ in range(2)] == [302, 302]
    assert client.post(FORM, sent | {"text": "Other words"}).status_code == 400
    other = make_figure(key="another-figure")
    assert client.post(FORM, filled(other.key)).status_code == 400
    assert client.post(FORM, filled(age=0)).status_code == 400
    assert client.post(FORM, filled(age=90_000)).status_code == 400
    assert len(stored()) == 1


def test_a_form_of_another_site_is_shown_and_not_taken(client):
    answer = client.post(FORM, filled(), HTTP_SEC_FETCH_SITE="cross-site")
    assert answer.status_code == 403
    assert the_form(answer)["text"] == "It says 400."
    assert not stored()


def test_the_form_needs_no_csrf_cookie():
    assert Client(enforce_csrf_checks=True).post(FORM, filled()).status_code == 302


def test_one_client_and_all_together_send_only_so_many_an_hour(client, monkeypatch):
    monkeypatch.setattr(floods, "OF_A_CLIENT", 1)
    monkeypatch.setattr(floods, "OF_ALL", 2)
    assert client.post(FORM, filled()).status_code == 302
    assert client.post(FORM, filled()).status_code == 429
    assert client.post(FORM, filled(), REMOTE_ADDR="192.0.2.7").status_code == 302
    answer = client.post(FORM, filled(text="My words"), REMOTE_ADDR="192.0.2.8")
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 3600
    assert the_form(answer)["text"] == "My words"
    assert len(stored()) == 2


def test_a_figure_that_is_not_public_takes_no_question(client):
    draft = make_figure(publication="draft")
    for page in (f"/figures/{draft.key}/report/", f"/figures/{draft.key}/report/thanks/"):
        assert client.get(page).status_code in (404, 410)
    page = f"/figures/{draft.key}/report/"
    assert client.post(page, filled(draft.key)).status_code in (404, 410)
    assert not stored()


def test_a_published_question_stands_on_the_page_with_its_answer_and_no_name(client):
    figure = Figure.objects.get(key=KEY)
    staff = make_person("hong-gildong")
    make_published(
        figure=figure, text="Is it\n<b>400</b>?", answer="No.", answer_ko="아닙니다.",
        answered_by=staff,
    )  # fmt: skip
    page = client.get(PAGE)
    [asked, answer] = pages.parsed(page).cssselect("h2#questions + dl dd")
    assert (asked.text, answer.text) == ("Is it\n<b>400</b>?", "No.")
    assert "hong" not in page.text
    korean = pages.parsed(client.get(f"/ko{PAGE}")).cssselect("h2#questions + dl dd")
    assert korean[0].cssselect("span")[0].get("lang") == "en"
    assert korean[1].text == "아닙니다."


def test_an_answer_in_the_other_language_only_is_marked(client):
    make_published(
        figure=Figure.objects.get(key=KEY), language="ko", text="맞나요?", answer="",
        answer_ko="맞습니다.",
    )  # fmt: skip
    [asked, answer] = pages.parsed(client.get(PAGE)).cssselect("h2#questions + dl dd")
    for dd in (asked, answer):
        assert dd.cssselect("span")[0].get("lang") == "ko"
        assert "(in Korean)" in pages.text_of(dd)


@pytest.mark.parametrize("progress", ["open", "answered", "closed"])
def test_what_is_not_published_is_nowhere(client, progress):
    figure = Figure.objects.get(key=KEY)
    make_question(
        figure=figure, progress=progress, text="secret-question", answer="secret-answer",
        answered_by=make_person(),
    )  # fmt: skip
    for address in [PAGE, f"/ko{PAGE}", FORM, "/figures/", "/search/?q=secret", *pages.FILES]:
        assert b"secret-" not in pages.body(client.get(address)).replace(b"?q=secret", b"")


def test_questions_are_not_in_the_csv(client):
    make_published(figure=Figure.objects.get(key=KEY), text="published-word")
    assert b"published-word" in pages.body(client.get(PAGE))
    for file in pages.FILES:
        assert b"published-word" not in pages.body(client.get(file))
