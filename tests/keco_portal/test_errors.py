"""What the portal says where it cannot do what was asked: clear, in the look of the portal."""

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import OperationalError, connections
from django.http import Http404
from django.test import Client
from django.utils import translation

from institutes.refusals import Gone, TooManyRequests
from keco_portal import errors, views
from programs.views.program import ProgramCsv
from tests import pages

pytestmark = pytest.mark.django_db

RAISED = [
    (BadRequest("It has a hole in it."), 400, "The address is not valid"),
    (PermissionDenied(), 403, "Not allowed"),
    (Http404(), 404, "Nothing is here"),
    (Gone(), 410, "This is no longer here"),
    (TooManyRequests(90), 429, "Too many at once"),
    (KeyError("a fault of the code"), 500, "Something went wrong here"),
    (OperationalError("the server went away"), 503, "Something went wrong here"),
]


@pytest.fixture
def raised(monkeypatch):
    """The answer of a portal where a view raises `error`."""

    def answered(error, address, view=views.Home):
        def broken(*args, **kwargs):
            raise error

        monkeypatch.setattr(view, "get", broken)
        return Client(raise_request_exception=False).get(address)

    return answered


@pytest.mark.parametrize(("error", "status", "title"), RAISED)
@pytest.mark.parametrize("home", ["/", "/ko/"])
def test_an_error_is_a_page_of_the_portal_in_the_language_of_its_address(
    raised, error, status, title, home
):
    response = raised(error, home)
    assert response.status_code == status
    page = pages.parsed(response)
    assert page.get("lang") == ("ko" if home == "/ko/" else "en")
    [h1] = page.cssselect("main h1")
    if home == "/":
        assert pages.text_of(h1) == title
    assert str(status) in pages.text_of(page.cssselect("main")[0])
    assert page.cssselect("header.site .brand")[0].get("href") == home
    assert page.cssselect("link[rel=stylesheet]")[0].get("href").endswith("css/portal.css")
    for way in ("", "countries/", "programs/"):
        assert page.cssselect(f"main nav a[href='{home}{way}']")


@pytest.mark.parametrize(("error", "status", "title"), RAISED)
def test_an_error_of_a_file_is_plain_english(raised, error, status, title):
    with translation.override("ko"):
        response = raised(error, "/programs.csv", ProgramCsv)
    assert response.status_code == status
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text.startswith(title)
    assert response.text.endswith(".\n")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/landfill-gas/", "landfill gas"),
        ("/programs/landfill-gas/", "landfill gas"),
        ("/ko/programs/nowhere/", "nowhere"),
        ("/regions/term:elsewhere/", "term elsewhere"),
        ("/programs/?page=99", ""),
        ("/%22onfocus=%22alert(1)/", "onfocus alert 1"),
    ],
)
def test_a_page_that_is_not_there_offers_to_look_for_its_words(client, address, words):
    response = client.get(address)
    assert response.status_code == 404
    [field] = pages.parsed(response).cssselect("main form[role=search] input[name=q]")
    assert field.get("value") == words
    assert len(pages.parsed(response).cssselect("[role=search]")) == 1


def test_what_the_address_lacks_is_said(raised):
    assert "It has a hole in it." in raised(BadRequest("It has a hole in it."), "/").text


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "wait a minute and"), (60, "wait a minute and"), (61, "wait 2 minutes and")],
)
def test_who_came_too_often_hears_how_long_to_wait(raised, seconds, words):
    response = raised(TooManyRequests(seconds), "/")
    assert response["Retry-After"] == str(seconds)
    assert words in response.text


def test_a_form_without_its_sign_is_refused_with_a_page_that_helps():
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "a"})
    assert response.status_code == 403
    assert "load the page anew" in response.text
    assert pages.parsed(response).cssselect("header.site")


@pytest.mark.parametrize("address", ["/programs/", "/nowhere/", "/ko/countries/"])
def test_without_the_database_the_portal_says_so(monkeypatch, address):
    def lost(*args, **kwargs):
        raise OperationalError("the connection is lost")

    monkeypatch.setattr(connections["default"], "cursor", lost)
    response = Client(raise_request_exception=False).get(address)
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    page = pages.parsed(response)
    assert page.get("lang") == ("ko" if "/ko/" in address else "en")


def test_a_fault_asks_the_database_nothing(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert errors.server_error(rf.get("/programs/")).status_code == 500


def test_a_fault_is_said_where_no_static_file_was_collected(rf, settings):
    manifest = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": manifest}}
    response = errors.server_error(rf.get("/programs/"))
    assert response.status_code == 500
    assert "stylesheet" not in response.text


def test_no_error_speaks_the_language_of_the_visitor_before(settings):
    settings.SECURE_SSL_REDIRECT = True
    translation.activate("ko")
    try:
        response = Client().get("/programs/", headers={"host": "elsewhere.example"})
    finally:
        translation.deactivate()
    assert response.status_code == 400
    assert pages.parsed(response).get("lang") == "en"


def test_the_health_of_a_foreign_host_is_refused_in_plain_text(client):
    response = client.get("/healthz", headers={"host": "elsewhere.example"})
    assert (response.status_code, response["Content-Type"]) == (400, "text/plain; charset=utf-8")
