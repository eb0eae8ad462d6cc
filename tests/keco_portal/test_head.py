"""What the head of a page says of it, and the files that browsers look for by themselves."""

import struct

import pytest
from django.conf import settings

from tests import pages

pytestmark = pytest.mark.django_db

HOST = settings.PUBLIC_ADDRESS
PNG = b"\x89PNG\r\n\x1a\n"


def head_of(response):
    """(title, {name or property: content}, {rel or hreflang: address}) of a page."""
    [head] = pages.parsed(response).cssselect("head")
    said = {
        meta.get("name") or meta.get("property"): meta.get("content")
        for meta in head.cssselect("meta[content]:not([media])")
    }
    links = {
        link.get("hreflang") or link.get("rel"): link.get("href")
        for link in head.cssselect("link:not([rel=stylesheet])")
    }
    return head.cssselect("title")[0].text, said, links


@pytest.mark.parametrize("language", ["", "/ko"])
def test_every_page_has_a_title_and_a_short_description_of_its_own(client, language):
    titles, descriptions = {}, {}
    for address in [*pages.LISTS, "/programs/nier-tripartite-joint-research/", "/countries/CHN/",
                    "/countries/FRA/", "/institutes/nier/", "/partners/craes/",
                    "/regions/m49:035/", "/frameworks/seoul-initiative/"]:  # fmt: skip
        title, said, _ = head_of(client.get(language + address))
        assert 20 <= len(said["description"]) <= 160, address
        assert "<" not in title + said["description"], address
        assert said["og:title"] in title
        assert said["og:description"] == said["description"]
        titles[title] = descriptions[said["description"]] = address
    assert len(titles) == len(pages.LISTS) + 7
    assert len(descriptions) == len(titles)


def test_the_description_is_the_summary_in_the_language_of_the_page(client):
    from programs.models import Program

    program = Program.objects.get(slug="nier-tripartite-joint-research")
    for language, summary in (("", program.summary_en), ("/ko", program.summary_ko)):
        _, said, _ = head_of(client.get(language + "/programs/nier-tripartite-joint-research/"))
        kept = said["description"].removesuffix(" …")
        assert summary.startswith(kept)
        assert kept == summary or said["description"].endswith(" …")


def test_signs_in_a_text_are_said_once(client):
    from tests.factories import make_program

    make_program(slug="signs", name_en="Air & “water” <2>", summary_en="Less than <2> & more")
    title, said, _ = head_of(client.get("/programs/signs/"))
    assert title.startswith("Air & “water” <2> ·")
    assert said["og:title"] == "Air & “water” <2>"
    assert said["description"] == "Less than <2> & more"


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ("/", "/"),
        ("/programs/?country=CHN&utm_source=letter", "/programs/?country=CHN"),
        ("/programs/?q=협력", "/programs/?q=%ED%98%91%EB%A0%A5"),
        ("/countries/CHN/?from=elsewhere", "/countries/CHN/"),
    ],
)
def test_a_page_has_one_address_in_each_language(client, asked, path):
    for language, prefix in (("en", ""), ("ko", "/ko")):
        _, said, links = head_of(client.get(prefix + asked))
        english, korean = f"{HOST}{path}", f"{HOST}/ko{path}"
        assert (links["en"], links["ko"], links["x-default"]) == (english, korean, english)
        assert links["canonical"] == said["og:url"] == (korean if prefix else english)
        assert said["og:locale"].startswith(language)
        assert not said["og:locale:alternate"].startswith(language)


def test_an_address_with_two_slashes_leads_to_no_other_host(client):
    page = pages.parsed(client.get("/ko//evil.example/"))
    links = [one.get("href") for one in page.cssselect("nav.language a")]
    assert links == ["/evil.example/"]


def test_a_later_page_of_a_list_has_its_own_address(client, monkeypatch):
    monkeypatch.setattr("programs.views.program.ProgramList.paginate_by", 5)
    _, _, links = head_of(client.get("/programs/?kind=training&page=2"))
    assert links["canonical"] == f"{HOST}/programs/?kind=training&page=2"


@pytest.mark.parametrize("address", ["/nowhere/", "/ko/nowhere/"])
def test_an_error_is_not_to_be_found_again(client, address):
    _, said, links = head_of(client.get(address))
    assert said["robots"] == "noindex"
    assert "canonical" not in links
    assert "ko" not in links


def test_the_page_for_a_foreign_host_can_be_made(client):
    response = client.get("/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400


def test_the_picture_of_a_link_is_a_small_picture_of_its_size(client):
    _, said, _ = head_of(client.get("/"))
    assert said["og:image"].startswith(HOST)
    picture = settings.BASE_DIR / "static" / "img" / "link.png"
    data = picture.read_bytes()
    assert data.startswith(PNG)
    size = [str(number) for number in struct.unpack(">II", data[16:24])]
    assert size == [said["og:image:width"], said["og:image:height"]]
    assert len(data) < 60_000


def test_the_manifest_names_icons_that_are_there_in_their_size(client):
    for address, language, start in (
        ("/manifest.webmanifest", "en", "/"),
        ("/ko/manifest.webmanifest", "ko", "/ko/"),
    ):
        assert head_of(client.get(start))[2]["manifest"] == address
        response = client.get(address)
        assert response["Content-Type"] == "application/manifest+json"
        manifest = response.json()
        assert (manifest["lang"], manifest["start_url"]) == (language, start)
        assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
        for icon in manifest["icons"]:
            data = (settings.BASE_DIR / icon["src"].lstrip("/")).read_bytes()
            assert "{}x{}".format(*struct.unpack(">II", data[16:24])) == icon["sizes"]


def test_browsers_and_robots_find_what_they_look_for_by_themselves(client):
    icon = client.get("/favicon.ico")
    assert icon.status_code == 200
    assert pages.body(icon)[22:].startswith(PNG)
    robots = client.get("/robots.txt")
    assert robots.status_code == 200
    assert b"Disallow: /admin/" in pages.body(robots)
