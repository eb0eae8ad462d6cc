"""Pieces of pages in other sites: alone, with their source, and they alone may be framed."""

import pytest
from lxml import html

from tests import pages

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _public(settings):
    settings.PUBLIC_ADDRESS = "https://portal.example"


EMBEDDABLE = [
    "/programs/",
    "/programs/?country=CHN&year=2014",
    "/ko/programs/?q=협력",
    "/figures/?institute=ehrd",
    "/participants/",
    "/ko/participants/?year=2014",
    "/countries/",
    "/ko/countries/",
    "/programs/nier-tripartite-joint-research/",
    "/ko/figures/slc-visitors-2000/",
]
# These have no piece, so `embed` means nothing to them.
OTHERS = ["/", "/ko/", "/institutes/", "/partners/", "/admin/login/", "/healthz"]


def embedded(address):
    return address + ("&" if "?" in address else "?") + "embed=1"


def may_be_framed(response):
    """Whether any site may frame it; the two headers that say so must agree."""
    open_to_all = "frame-ancestors *" in response["Content-Security-Policy"].split("; ")
    assert open_to_all == ("X-Frame-Options" not in response)
    assert open_to_all == (response["Cross-Origin-Resource-Policy"] == "cross-origin")
    return open_to_all


@pytest.mark.parametrize("address", EMBEDDABLE)
def test_an_embed_may_be_framed_and_the_whole_page_not(client, address):
    assert may_be_framed(client.get(embedded(address)))
    assert not may_be_framed(client.get(address))


@pytest.mark.parametrize("address", OTHERS)
def test_nothing_else_may_be_framed(client, address):
    assert not may_be_framed(client.get(embedded(address)))


@pytest.mark.parametrize("value", ["", "0", "2", "yes", "1&embed="])
def test_only_one_address_is_the_embed(client, value):
    response = client.get(f"/programs/?embed={value}")
    assert pages.parsed(response).cssselect("header.site")
    assert not may_be_framed(response)


def test_the_rest_of_the_policy_holds_in_an_embed(client):
    def rest(response):
        return set(response["Content-Security-Policy"].split("; ")) - {
            "frame-ancestors *",
            "frame-ancestors 'none'",
        }

    assert rest(client.get("/programs/?embed=1")) == rest(client.get("/programs/"))


@pytest.mark.parametrize("address", EMBEDDABLE)
def test_an_embed_is_the_piece_alone_with_its_source_and_a_way_to_the_whole(client, address):
    page = pages.parsed(client.get(embedded(address)))
    assert page.get("lang") == ("ko" if address.startswith("/ko/") else "en")
    assert not page.cssselect("header, .skip, form, .embed, nav:not(.pages)")
    assert page.cssselect("meta[name=robots]")[0].get("content") == "noindex"
    assert len(page.cssselect("h1")) == 1
    assert page.cssselect("footer a[href*='/sources/me-affiliated-organizations-2017/']")
    whole = page.cssselect("footer a[rel=noopener]")[-1]
    assert whole.get("target") == "_blank"
    assert whole.get("href").startswith("https://portal.example/")
    back = client.get(whole.get("href"))
    assert back.status_code == 200
    assert pages.parsed(back).cssselect("header.site")


@pytest.mark.parametrize("address", EMBEDDABLE)
def test_the_code_on_the_whole_page_shows_the_piece_as_it_stands_there(client, address):
    whole = client.get(address)
    [field] = pages.parsed(whole).cssselect("details.embed textarea")
    frame = html.fromstring(field.text)
    assert frame.tag == "iframe"
    assert frame.get("title")
    piece = client.get(frame.get("src"))
    assert may_be_framed(piece)
    if "object_list" in whole.context:
        assert list(piece.context["object_list"]) == list(whole.context["object_list"])


def test_the_code_names_the_filter_and_nothing_that_is_none(client):
    page = pages.parsed(client.get("/programs/?country=IDN&utm_source=letter&page=1"))
    frame = html.fromstring(page.cssselect("details.embed textarea")[0].text)
    assert frame.get("src") == "https://portal.example/programs/?country=IDN&embed=1"
    assert frame.get("title") == "Programs: Indonesia"


def test_an_embed_is_no_filter(client):
    plain, piece = client.get("/programs/?kind=forum"), client.get("/programs/?kind=forum&embed=1")
    assert list(plain.context["object_list"]) == list(piece.context["object_list"])
    assert plain.context["csv_url"] == piece.context["csv_url"]
    refused = client.get("/programs.csv?kind=forum&embed=1")
    assert (refused.status_code, "Unknown parameter: embed" in refused.text) == (400, True)


def test_the_next_page_of_an_embed_is_on_the_whole_page(client, monkeypatch):
    monkeypatch.setattr("programs.views.program.ProgramList.paginate_by", 5)
    [following] = pages.parsed(client.get("/programs/?embed=1")).cssselect("a[rel=next]")
    assert following.get("href") == "?page=2"


def test_an_embed_with_a_wrong_filter_says_so_in_its_frame(client):
    response = client.get("/programs/?country=XX&embed=1")
    assert response.status_code == 400
    assert may_be_framed(response)
    assert "No list" in response.text


def test_what_a_visitor_typed_cannot_break_out_of_the_code(client):
    page = client.get("/programs/", {"q": '"></iframe><script>alert(1)</script></textarea>'})
    [field] = pages.parsed(page).cssselect("details.embed textarea")
    assert not pages.parsed(page).cssselect("script:not([src]):not([type='application/ld+json'])")
    frame = html.fromstring(field.text)
    assert [one.tag for one in frame.iter()] == ["iframe"]
    assert "<script>" in frame.get("title")
