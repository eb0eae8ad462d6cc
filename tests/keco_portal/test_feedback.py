"""What a visitor says of a page is stored once, with nothing about the visitor."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from institutes.visitors.forms import Text
from keco_portal.feedback.pages import is_page
from keco_portal.models import Rating, this_hour
from tests import pages
from tests.ratings import filled
from tests.test_pages import BUDGETS

pytestmark = pytest.mark.django_db

FORM = "/feedback/"
OF_A_FORM = "application/x-www-form-urlencoded"


def stored():
    return list(Rating.objects.values_list("page", "language", "score", "comment"))


def the_form(response):
    """What a browser would send for the only rating form of a page, with nothing chosen."""
    [form] = pages.parsed(response).cssselect('form[method=post][action$="/feedback/"]')
    return {
        field.get("name"): field.get("value") or (field.text or "").removeprefix("\n")
        for field in form.cssselect("input:not([type=radio]), input[checked], textarea")
    }


def test_every_page_asks_at_its_foot(client):
    not_asking = ("/feedback/", "/figures/slc-visitors-2000/report/")
    asking = [address for address in BUDGETS if not address.startswith(not_asking)]
    for address in [*asking, *(f"/ko{address}" for address in asking)]:
        form = the_form(client.get(address))
        assert form["page"] == address.partition("?")[0].removeprefix("/ko"), address
        assert form["token"]


def test_every_page_that_asks_is_one_that_can_be_rated(client, rf):
    for address in pages.LISTS + pages.details():
        assert is_page(rf.get("/feedback/"), address), address


def test_the_answer_at_the_foot_is_stored_and_leads_back(client):
    answer = client.post(FORM, filled("/programs/", score="5", comment="Clear.\r\nThanks. "))
    assert (answer.status_code, answer["Location"]) == (
        302,
        "/feedback/thanks/?page=%2Fprograms%2F",
    )
    assert stored() == [("/programs/", "en", 5, "Clear.\nThanks.")]
    thanks = pages.parsed(client.get(answer["Location"]))
    assert thanks.cssselect("main a[href='/programs/']")


def test_an_answer_to_a_korean_page_is_korean_and_about_the_same_page(client):
    answer = client.post("/ko/feedback/", filled("/countries/CHN/", comment="좋아요"))
    assert stored() == [("/countries/CHN/", "ko", 4, "좋아요")]
    thanks = pages.parsed(client.get(answer["Location"]))
    assert thanks.cssselect("main a[href='/ko/countries/CHN/']")


def test_only_the_hour_is_stored(client):
    client.post(FORM, filled())
    assert Rating.objects.get().rated_at == this_hour()


def test_nothing_about_the_person_has_a_column():
    assert {field.name for field in Rating._meta.get_fields()} == {
        "id", "page", "language", "score", "comment", "rated_at", "nonce",
    }  # fmt: skip


def test_the_page_of_the_form_asks_about_the_page_it_is_given(client):
    page = client.get(FORM, {"page": "/figures/?country=CHN"})
    assert the_form(page)["page"] == "/figures/"
    assert the_form(client.get(FORM))["page"] == "/"
    assert len(pages.parsed(page).cssselect("form[method=post]")) == 1


@pytest.mark.parametrize(
    "page",
    [
        "", "programs/", "//evil.example/", "https://evil.example/", "/nowhere/", "/admin/",
        "/healthz", "/programs.csv", "/feedback/", "/feedback/thanks/", "/programs/nothing/",
        "/countries/chn/", "/regions/m49:035/x", "/ko/programs/", "/regions/" + "a" * 400 + "/",
        "/regions/a\0b/", "/regions/\ud800/", "/programs/\r\nX: y/", "/static/css/portal.css",
    ],
)  # fmt: skip
def test_what_is_no_page_of_the_portal_cannot_be_rated(client, rf, page):
    sent = urlencode(filled() | {"page": page.encode("utf-8", "surrogatepass")})
    assert client.post(FORM, sent, content_type=OF_A_FORM).status_code == 400
    assert not is_page(rf.get(FORM), page)
    if "\0" not in page:
        answer = client.get(FORM, {"page": page.encode("utf-8", "surrogatepass")})
        assert answer.status_code == 400
    assert not stored()


@pytest.mark.parametrize(
    "changed",
    [
        {"score": ""}, {"score": "0"}, {"score": "6"}, {"score": "4.5"}, {"score": "x\0"},
        {"score": "９"}, {"comment": "a" * 2001}, {"homepage": "http://x.example"},
        {"token": ""}, {"token": "a:b:c"}, {"token": "\0"}, {"token": "é:1:é"},
    ],
)  # fmt: skip
def test_what_cannot_be_stored_is_shown_again_as_it_was_typed(client, changed):
    sent = filled(comment="My <b>own</b> words & more") | changed
    answer = client.post(FORM, sent)
    assert answer.status_code == 400
    shown = the_form(answer)
    assert shown["comment"] == sent["comment"]
    assert shown.get("score", "") == (sent["score"] if sent["score"] in "12345" else "")
    assert shown["homepage"] == ""
    assert pages.parsed(answer).cssselect("main .error")
    assert not stored()


def test_what_is_shown_again_can_be_sent(client):
    first = client.post(FORM, filled(score="", comment="Words"))
    assert client.post(FORM, the_form(first) | {"score": "2"}).status_code == 302
    assert stored() == [("/programs/", "en", 2, "Words")]


def test_a_comment_loses_what_no_text_holds_and_nothing_else(client):
    client.post(FORM, filled(comment=" a\0b\x01c\x1b\u2028d 환경 <script>\t=1+1 "))
    assert stored() == [("/programs/", "en", 4, "abc\nd 환경 <script>\t=1+1")]


def test_half_a_character_is_dropped():
    assert Text().to_python("a\ud800b") == "ab"


def test_the_longest_comment_is_stored_whole(client):
    client.post(FORM, filled(comment="환경" * 1000))
    assert Rating.objects.get().comment == "환경" * 1000


def test_a_body_that_is_too_long_is_refused_unread(client):
    answer = client.post(FORM, filled(comment="a" * 1_000_000))
    assert answer.status_code == 400
    assert "too long to be read" in answer.text


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"page=%2Fprograms%2F&comment=%ff%fe&score=4", "application/x-www-form-urlencoded"),
        (b"page=%2Fprograms%2F&score=4", "application/x-www-form-urlencoded; charset=utf-16"),
        (b"\xff\xfe\x00", "application/x-www-form-urlencoded"),
        (b"--x\r\nContent-Disposition: form-data; name=page\r\n\r\n", "multipart/form-data"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"{", "application/json"),
        (b"&".join(b"a=1" for _ in range(2000)), "application/x-www-form-urlencoded"),
        (
            b'--x\r\nContent-Disposition: form-data; name="comment"\r\n\r\n\\ud800\r\n'
            b'--x\r\nContent-Disposition: form-data; name="token"\r\n\r\n\\ud800\r\n--x--\r\n',
            "multipart/form-data; boundary=x; charset=unicode_escape",
        ),
    ],
)
def test_a_body_that_is_no_form_is_never_a_fault(client, body, content_type):
    assert client.post(FORM, body, content_type=content_type).status_code == 400
    assert not stored()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_not_known(client, method):
    assert getattr(client, method)(FORM).status_code in (400, 405)
    assert not stored()


def test_error_pages_do_not_ask(client):
    assert not pages.parsed(client.get("/nowhere/")).cssselect("form[method=post]")
    assert not pages.parsed(client.get("/programs/nothing/")).cssselect("form[method=post]")


def test_no_public_page_sets_a_cookie(client):
    for address in [*pages.LISTS, *pages.FILES, *BUDGETS, "/ko/", "/nowhere/", "/programs/?year=x"]:
        response = client.get(address)
        assert pages.body(response)
        assert not response.cookies, address
        assert "Cookie" not in response.get("Vary", ""), address
    for sent in (filled(), filled(score="")):
        assert not client.post(FORM, sent).cookies
    assert not client.get(reverse("feedback-thanks")).cookies


def test_the_foot_asks_the_database_nothing(rf, django_assert_num_queries):
    from django.template.loader import render_to_string

    with django_assert_num_queries(0):
        assert 'name="score"' in render_to_string(
            "_partials/satisfaction.html", {"request": rf.get("/programs/")}
        )
