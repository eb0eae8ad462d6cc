"""The headers of policy: on every kind of answer, whoever gives it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.test import Client

from institutes.refusals import Gone
from keco_portal import views
from tests import pages

pytestmark = pytest.mark.django_db

POLICY = {
    "Content-Security-Policy": {
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
    },
    "X-Frame-Options": {"DENY"},
    "X-Content-Type-Options": {"nosniff"},
    "Referrer-Policy": {"strict-origin-when-cross-origin"},
    "Cross-Origin-Opener-Policy": {"same-origin"},
    "Cross-Origin-Resource-Policy": {"same-origin"},
}
ANSWERS = {
    "/": 200,
    "/ko/": 200,
    "/programs/?country=CHN": 200,
    "/countries/KOR/": 200,
    "/countries/kor/": 301,
    "/programs": 301,
    "/programs/?page=2": 404,
    "/nowhere/": 404,
    "/programs/?year=x": 400,
    "/programs/?q=%00": 400,
    "/programs.csv": 200,
    "/programs.csv?colour=green": 400,
    "/api/v1/figures": 200,
    "/api/v1/figures?colour=green": 400,
    "/api/v1/nowhere": 404,
    "/healthz": 200,
    "/readyz": 200,
    "/admin/": 302,
    "/admin/login/": 200,
    "/admin/jsi18n/": 302,
}


def policy_of(response):
    """Each header of policy with the set of its parts."""
    return {name: set(response.headers.get(name, "").split("; ")) for name in POLICY}


# A frame without rights is a site of its own, and an embed in it needs its style sheet. The open
# data is for the pages of all sites.
POLICY_OF_FILES = POLICY | {"Cross-Origin-Resource-Policy": {"cross-origin"}}
OPEN_TO_ALL = ("/static/", "/programs.csv", "/api/")


def assert_guarded(response):
    pages.body(response)
    is_open = response.request["PATH_INFO"].startswith(OPEN_TO_ALL)
    assert policy_of(response) == (POLICY_OF_FILES if is_open else POLICY)
    assert "camera=()" in response["Permissions-Policy"]


@pytest.fixture
def client(settings):
    """A client of a portal that finds its static files without collecting them."""
    settings.WHITENOISE_USE_FINDERS = True
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(("address", "status"), ANSWERS.items())
@pytest.mark.parametrize("method", ["get", "head"])
def test_an_answer_has_every_header_of_the_policy(client, method, address, status):
    response = getattr(client, method)(address)
    assert response.status_code == status
    assert_guarded(response)


def test_a_refused_form_has_the_policy(settings):
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "a"})
    assert response.status_code == 403
    assert_guarded(response)


def test_a_refused_method_has_the_policy(client):
    response = client.post("/programs.csv")
    assert response.status_code == 405
    assert_guarded(response)


@pytest.mark.parametrize(
    ("error", "status"),
    [(PermissionDenied(), 403), (Gone(), 410), (KeyError("a"), 500), (OperationalError("b"), 503)],
)
def test_what_breaks_has_the_policy(client, monkeypatch, error, status):
    def broken(*args, **kwargs):
        raise error

    monkeypatch.setattr(views.Home, "get_context_data", broken)
    response = client.get("/")
    assert response.status_code == status
    assert_guarded(response)


def test_a_file_that_could_not_be_made_has_the_policy(client, settings):
    settings.CSV_BYTES_AT_MOST = 10
    response = client.get("/programs.csv")
    assert response.status_code == 503
    assert_guarded(response)


def test_another_host_and_the_way_to_https_have_the_policy(settings):
    foreign = Client().get("/", headers={"host": "elsewhere.example"})
    assert foreign.status_code == 400
    assert_guarded(foreign)
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 60
    plain = Client().get("/programs/")
    assert (plain.status_code, plain["Location"]) == (301, "https://testserver/programs/")
    assert_guarded(plain)
    guarded = Client().get("/static/nothing.css", secure=True)
    assert guarded["Strict-Transport-Security"].startswith("max-age=60")


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_static_file_has_the_policy_also_where_it_did_not_change(client, method):
    first = getattr(client, method)("/static/css/portal.css")
    assert first.status_code == 200
    assert_guarded(first)
    again = getattr(client, method)(
        "/static/css/portal.css", headers={"if-modified-since": first["Last-Modified"]}
    )
    assert again.status_code == 304
    assert_guarded(again)


def test_nothing_inline_is_allowed_anywhere(client, admin_client):
    for response in (client.get("/"), admin_client.get("/admin/programs/program/add/")):
        assert "unsafe" not in response["Content-Security-Policy"]
        assert "nonce" not in response["Content-Security-Policy"]
        assert "*" not in response["Content-Security-Policy"]
