"""The desk speaks the language that was chosen there, or that the browser prefers."""

import pytest
from django.conf import settings
from django.urls import reverse

from tests import pages
from tests.factories import make_figure, make_program

pytestmark = pytest.mark.django_db
LOGIN = "/admin/login/"


def language(client, address, **headers):
    """The language that the page at `address` says it is in."""
    return pages.parsed(client.get(address, headers=headers)).get("lang")


def choose(client, code):
    return client.post(reverse("desk-language"), {"language": code, "next": LOGIN})


@pytest.mark.parametrize(
    ("preferred", "spoken"),
    [("", "en"), ("ko-KR,ko;q=0.9,en;q=0.8", "ko"), ("en-GB,ko;q=0.5", "en"), ("fr", "en")],
)
def test_at_first_the_desk_speaks_what_the_browser_prefers(client, preferred, spoken):
    assert language(client, LOGIN, accept_language=preferred) == spoken


def test_what_is_chosen_stays_whatever_the_browser_prefers(client):
    assert language(client, LOGIN) == "en"
    answer = choose(client, "ko")
    assert answer.status_code == 302
    assert answer["Location"] == LOGIN
    assert language(client, LOGIN, accept_language="en") == "ko"
    choose(client, "en")
    assert language(client, LOGIN, accept_language="ko") == "en"


def test_the_cookie_is_for_this_host_alone_and_for_no_script(client):
    cookie = choose(client, "ko").cookies[settings.LANGUAGE_COOKIE_NAME]
    assert cookie["samesite"] == "Lax"
    assert cookie["httponly"]
    assert not cookie["domain"]


def test_nobody_is_sent_to_another_host_by_the_choice(client):
    away = {"language": "ko", "next": "https://example.org/"}
    assert client.post(reverse("desk-language"), away)["Location"] == "/ko/"


def test_a_language_is_chosen_by_a_form_alone(client):
    assert client.get(reverse("desk-language") + "?language=ko").status_code == 405


def test_pages_for_the_public_speak_the_language_of_their_address(client):
    choose(client, "ko")
    assert language(client, "/programs/", accept_language="ko") == "en"
    assert language(client, "/ko/programs/", accept_language="en") == "ko"


def test_a_refusal_on_the_desk_is_in_its_language(admin_client):
    choose(admin_client, "ko")
    assert language(admin_client, "/admin/nothing/") == "ko"
    assert language(admin_client, "/admin/programs/program/?q=%00") == "ko"


def test_caches_are_told_that_the_language_varies(client):
    varies = client.get(LOGIN)["Vary"]
    assert "Accept-Language" in varies
    assert "Cookie" in varies


def test_fields_choices_and_refusals_are_in_korean(admin_client):
    choose(admin_client, "ko")
    page = pages.parsed(admin_client.get("/admin/programs/program/add/"))
    kinds = {option.text for option in page.cssselect("select[name=kind] option")}
    assert "공동연구" in kinds
    assert "기관" in pages.text_of(page.cssselect("label[for=id_institute]")[0])
    refused = admin_client.post("/admin/programs/program/add/", {})
    assert "필수 항목입니다" in refused.text


def test_rows_are_called_by_their_names_in_the_language_of_the_desk(admin_client):
    program = make_program(name_en="Rivers", name_ko="강")
    make_program(name_en="Korean is missing", name_ko="", parent=program)
    make_figure(key="of-rivers", program=program)
    parents = {"app_label": "programs", "model_name": "program", "field_name": "parent"}

    def named():
        found = admin_client.get(reverse("admin:autocomplete"), parents | {"term": "rivers"})
        listed = pages.parsed(admin_client.get("/admin/participants/figure/?q=of-rivers"))
        missing = admin_client.get(reverse("admin:autocomplete"), parents | {"term": "missing"})
        return [
            found.json()["results"][0]["text"],
            pages.text_of(listed.cssselect(".field-program")[0]),
            missing.json()["results"][0]["text"],
        ]

    assert named() == ["Rivers", "Rivers", "Korean is missing"]
    choose(admin_client, "ko")
    assert named() == ["강", "강", "Korean is missing"]
