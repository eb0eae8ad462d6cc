"""Addresses that are unknown, wrong or asked in vain: a clear answer, never a fault."""

import pytest
from django.db import OperationalError, connections
from django.urls import reverse

from keco_portal.errors import server_error
from tests import pages

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/programs/nowhere/", "/countries/QQQ/", "/countries/KO/", "/institutes/me/",
        "/regions/m49:999/", "/regions/africa/", "/partners/nobody/", "/frameworks/none/",
        "/figures/nothing/", "/sources/none/", "/nowhere/", "/programs/?page=2",
        "/programs/?page=0", "/programs/?page=x", "/figures/?page=99999999999999999999999",
        "/regions/%25/", "/programs/%FF/",
    ],
)  # fmt: skip
def test_an_unknown_address_is_a_404_that_leads_on(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert pages.parsed(response).cssselect("main a[href='/programs/']")


@pytest.mark.parametrize("page", ["/programs/", "/figures/", "/participants/"])
@pytest.mark.parametrize(
    "query",
    [
        "institute=me", "country=KO", "country=chn", "kind=party", "year=20134", "year=x",
        "year=1944", "year=-1", "year=２０１３", "year=99999999999999999999",
        "country=CHN&country=XX",
        "&".join(f"year={year}" for year in range(1990, 2011)),
    ],
)  # fmt: skip
def test_a_wrong_filter_value_is_400_with_the_form_and_without_a_list(client, page, query):
    response = client.get(f"{page}?{query}")
    assert response.status_code == 400
    shown = pages.parsed(response)
    assert shown.cssselect("form .error")
    assert not shown.cssselect(".programs li, tbody tr")


@pytest.mark.parametrize("page", ["/programs/", "/figures/", "/countries/CHN/", "/"])
@pytest.mark.parametrize("query", ["q=a%00b", "q=%ff%fe", "%00=1", "institute=keco%00"])
def test_nul_and_broken_utf8_are_400_on_every_page(client, page, query):
    assert client.get(f"{page}?{query}").status_code == 400


@pytest.mark.parametrize("file", pages.FILES_OF_LISTS)
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("country=KO", "country: "),
        ("year=3000", "year: 3000 is outside 1945–2100."),
        ("colour=green", "Unknown parameter: colour."),
        ("page=2", "Unknown parameter: page."),
        ("institute=a%00b", "NUL"),
        ("institute=%ff", "not UTF-8"),
    ],
)
def test_a_wrong_address_of_a_file_is_400_in_plain_text(client, file, query, words):
    response = client.get(f"{file}?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert words in response.content.decode()


@pytest.mark.parametrize("file", pages.FILES_OF_LISTS)
def test_a_file_is_only_read(client, file):
    assert client.post(file).status_code == 405


def test_health_and_readiness(client):
    assert client.get(reverse("healthz")).content == b"ok\n"
    assert client.get(reverse("readyz")).content == b"ok\n"


def test_a_fault_is_said_without_the_database(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = server_error(rf.get("/programs/"))
        file = server_error(rf.get("/programs.csv"))
    assert (page.status_code, b"Something went wrong here" in page.content) == (500, True)
    assert (file.status_code, file["Content-Type"]) == (500, "text/plain; charset=utf-8")


def test_the_portal_is_not_ready_without_its_database(client, monkeypatch):
    def gone(*args, **kwargs):
        raise OperationalError("the connection is lost")

    monkeypatch.setattr(connections["default"], "cursor", gone)
    answer = client.get(reverse("readyz"))
    assert (answer.status_code, answer.content) == (503, b"the database does not answer\n")
