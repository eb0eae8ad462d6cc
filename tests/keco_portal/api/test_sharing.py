"""The API among others: unchanged answers, other sites' pages, and too many requests."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.http import http_date

from keco_portal.open_data.version import Version
from participants.models import Figure
from tests import pages
from tests.factories import make_figure
from tests.keco_portal.api.test_asking import problem

pytestmark = pytest.mark.django_db

LISTS = ["/api/v1", "/api/v1/figures", "/api/v1/figures?cursor=", "/api/v1/countries/IDN"]
ORIGIN = {"Origin": "https://elsewhere.test"}


@pytest.mark.parametrize("address", LISTS)
def test_what_has_not_changed_is_not_sent_again(client, address):
    first = client.get(address)
    assert first["ETag"].startswith('"')
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])


def test_what_has_changed_has_another_etag(client):
    figure = make_figure(key="changing", value=1)
    before = client.get("/api/v1/figures/changing")["ETag"]
    Figure.objects.filter(pk=figure.pk).update(value=2)
    after = client.get("/api/v1/figures/changing", headers={"If-None-Match": before})
    assert (after.status_code, after.json()["value"]) == (200, 2)


def test_the_time_of_the_last_change_is_told_and_asked_for(client, monkeypatch):
    changed_at = timezone.now() - datetime.timedelta(minutes=11)
    monkeypatch.setattr("keco_portal.api.views.current_version", lambda: Version("1", changed_at))
    response = client.get("/api/v1/figures")
    assert response["Last-Modified"] == http_date(changed_at.timestamp())
    again = client.get("/api/v1/figures", headers={"If-Modified-Since": response["Last-Modified"]})
    assert again.status_code == 304
    earlier = http_date(changed_at.timestamp() - 60)
    again = client.get("/api/v1/figures", headers={"If-Modified-Since": earlier})
    assert again.status_code == 200


def test_a_time_that_something_may_still_have_changed_at_is_not_told(client, monkeypatch):
    version = Version("1", timezone.now())
    monkeypatch.setattr("keco_portal.api.views.current_version", lambda: version)
    assert "Last-Modified" not in client.get("/api/v1/figures")


@pytest.mark.parametrize(
    "address",
    [
        *LISTS, "/api/", "/ko/api/", "/api/v1/openapi.json", "/api/v1/figures/nothing",
        "/figures.csv?colour=green", "/data/datapackage.json",
    ],
)  # fmt: skip
def test_pages_of_other_sites_may_read_the_open_data(client, address):
    response = client.get(address, headers=ORIGIN)
    pages.body(response)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Access-Control-Allow-Credentials" not in response


@pytest.mark.parametrize(
    "address",
    [
        "/", "/figures/", "/admin/login/", "/healthz",
        "/admin/programs/program/import/templates/programs.csv",
    ],
)  # fmt: skip
def test_pages_and_the_desk_are_for_nobody_elses_pages(client, address):
    response = client.get(address, headers=ORIGIN)
    assert "Access-Control-Allow-Origin" not in response
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_browser_is_told_what_other_sites_may_ask(client):
    asked = {
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "if-none-match",
    }
    response = client.options("/api/v1/figures", headers=ORIGIN | asked)
    assert response.status_code == 200
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "if-none-match" in response["Access-Control-Allow-Headers"]
    told = client.get("/api/v1/figures", headers=ORIGIN)["Access-Control-Expose-Headers"]
    assert {"ETag", "Last-Modified", "Retry-After"} <= set(told.split(", "))


def test_a_page_of_another_site_reads_what_is_said_of_a_part_of_a_file(client):
    response = client.get("/data/figures.csv", headers=ORIGIN | {"Range": "bytes=0-9"})
    assert (response.status_code, len(pages.body(response))) == (206, 10)
    told = response["Access-Control-Expose-Headers"].split(", ")
    for name in ("Content-Range", "Accept-Ranges", "Repr-Digest", "Link"):
        assert name in response
        assert name in told


def test_no_cookie_is_set_and_none_is_read(client):
    response = client.get("/api/v1/figures")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_more_than_a_minute_allows_is_refused_and_says_when_to_go_on(client, settings):
    settings.API_REQUESTS_A_MINUTE = 2
    for _ in range(2):
        assert client.get("/api/v1/figures").status_code == 200
    response = client.get("/api/v1/figures")
    problem(response, 429)
    assert 1 <= int(response["Retry-After"]) <= 60


def test_each_client_has_a_measure_of_its_own(settings):
    settings.API_REQUESTS_A_MINUTE = 1
    for address in ("192.0.2.1", "192.0.2.2", "2001:db8::1"):
        assert Client(REMOTE_ADDR=address).get("/api/v1").status_code == 200
    # Of one network of IPv6, which one client fills.
    assert Client(REMOTE_ADDR="2001:db8::2").get("/api/v1").status_code == 429


def test_the_next_minute_begins_anew(client, settings, monkeypatch):
    settings.API_REQUESTS_A_MINUTE = 1
    assert client.get("/api/v1").status_code == 200
    assert client.get("/api/v1").status_code == 429
    monkeypatch.setattr("institutes.visitors.floods.this_minute", lambda: "another")
    assert client.get("/api/v1").status_code == 200


def test_pages_are_not_counted(client, settings):
    settings.API_REQUESTS_A_MINUTE = 1
    for _ in range(3):
        assert client.get("/sources/").status_code == 200
