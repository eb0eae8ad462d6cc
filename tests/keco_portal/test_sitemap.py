"""The sitemap, robots.txt and security.txt: what machines look for by themselves."""

import datetime
import platform
from urllib.robotparser import RobotFileParser

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree

from participants.models import Figure
from tests import pages
from tests.factories import make_figure, make_program

pytestmark = pytest.mark.django_db

NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def read(client, address):
    path = address.removeprefix(settings.PUBLIC_ADDRESS)
    response = client.get(path)
    assert response.status_code == 200, path
    assert response["Content-Type"] == "application/xml"
    return etree.fromstring(response.content)


def files(client):
    return read(client, "/sitemap.xml").xpath("//s:loc/text()", namespaces=NAMES)


def entries(client):
    """{address: its entry} of all files."""
    found = {}
    for file in files(client):
        for entry in read(client, file).xpath("//s:url", namespaces=NAMES):
            [address] = entry.xpath("s:loc/text()", namespaces=NAMES)
            assert address not in found
            found[address] = entry
    return found


def faults(found):
    """What is not as it should be in the entries of all files, {address: its entry}."""
    listed = {one for one in pages.LISTS if one != "/search/"} | set(pages.details())
    whole = {settings.PUBLIC_ADDRESS + prefix + one for prefix in ("", "/ko") for one in listed}
    yield from (f"missing: {address}" for address in whole - set(found))
    yield from (f"no page: {address}" for address in set(found) - whole)
    for address, entry in found.items():
        path = address.removeprefix(settings.PUBLIC_ADDRESS).removeprefix("/ko")
        english, korean = settings.PUBLIC_ADDRESS + path, f"{settings.PUBLIC_ADDRESS}/ko{path}"
        links = entry.xpath("x:link[@rel='alternate']", namespaces=NAMES)
        if {link.get("hreflang"): link.get("href") for link in links} != {
            "en": english, "ko": korean, "x-default": english,
        }:  # fmt: skip
            yield f"without its other languages: {address}"


@pytest.mark.conformance
def test_every_page_stands_in_it_once_in_each_language_with_the_other(client, conformance):
    found = entries(client)
    said = "rules of sitemaps.org, in tests of ours"
    conformance("sitemap", said, version="0.9", faults=faults(found), addresses=len(found))


def test_a_sitemap_that_lacks_something_would_be_found(client):
    found = entries(client)
    del found[settings.PUBLIC_ADDRESS + "/programs/"]
    found[settings.PUBLIC_ADDRESS + "/nowhere/"] = etree.Element("url")
    assert {one.partition(":")[0] for one in faults(found)} == {
        *("missing", "no page", "without its other languages")
    }


def test_a_draft_is_not_in_it(client):
    make_program(slug="a-draft", publication="draft")
    make_figure(key="a-draft-figure", publication="draft")
    assert not [address for address in entries(client) if "draft" in address]


def test_it_says_when_a_program_last_changed(client):
    program = make_program(slug="changed-today")
    [entry] = [one for address, one in entries(client).items() if "changed-today" in address][:1]
    [day] = entry.xpath("s:lastmod/text()", namespaces=NAMES)
    assert day == timezone.localtime(program.changed_at).date().isoformat()


@pytest.fixture
def _small(monkeypatch):
    """Files of five keys each."""
    monkeypatch.setattr("keco_portal.sitemap.PublicSitemap.limit", 5)


@pytest.mark.usefixtures("_small")
def test_a_long_list_has_several_files_which_together_have_each_of_its_pages_once(client):
    named = [file for file in files(client) if "figures-en" in file]
    assert len(named) >= Figure.objects.published().count() / 5 > 1
    assert not [*faults(entries(client))]
    for file in named:
        assert 1 <= len(read(client, file)) <= 5
    for page in (Figure.objects.latest("pk").pk, 0, -1, 10**30, "x", ""):
        assert client.get(f"/sitemaps/figures-en.xml?p={page}").status_code == 404, page
    assert client.get("/sitemaps/nothing.xml").status_code == 404


@pytest.mark.usefixtures("_small")
def test_the_index_asks_once_for_both_languages_and_a_file_for_its_own_rows(client):
    with CaptureQueriesContext(connection) as asked:
        named = [file for file in files(client) if "figures" in file]
    tables = [one["sql"].partition(" FROM ")[2].split()[0] for one in asked]
    assert len(tables) == len(set(tables)) == 8
    with CaptureQueriesContext(connection) as asked:
        read(client, named[-1])
    [one] = asked
    assert "OFFSET" not in one["sql"]
    assert "COUNT(" not in one["sql"]


def test_the_index_says_of_each_file_when_it_last_changed(client):
    make_program()
    index = read(client, "/sitemap.xml")
    said = {
        entry.findtext("s:loc", "", NAMES).rpartition("/")[2]: entry.findtext(
            "s:lastmod", "", NAMES
        )
        for entry in index
    }
    assert len(said) == len(index)
    today = timezone.localdate().isoformat()
    assert {one[:10] for name, one in said.items() if name.startswith("programs")} == {today}
    assert {one for name, one in said.items() if name.startswith("countries")} == {""}


@pytest.mark.conformance
def test_robots_are_told_where_it_is(client, conformance):
    lines = client.get("/robots.txt").content.decode().splitlines()
    robot = RobotFileParser()
    robot.parse(lines)
    addresses = {"/": True, "/ko/programs/": True, "/admin/": False, "/admin/login/": False}
    faults = [path for path, may in addresses.items() if robot.can_fetch("any", path) != may]
    said, version = "urllib.robotparser of Python", platform.python_version()
    conformance("robots", said, version=version, faults=faults, addresses=len(addresses))
    assert robot.site_maps() == [f"{settings.PUBLIC_ADDRESS}/sitemap.xml"]
    assert lines == [
        "User-agent: *",
        "Disallow: /admin/",
        "",
        f"Sitemap: {settings.PUBLIC_ADDRESS}/sitemap.xml",
    ]


def faults_of_security_txt(response):
    """What RFC 9116 asks for and is not so, and what was set and is not said."""
    if response["Content-Type"] != "text/plain; charset=utf-8":
        yield f"its type is {response['Content-Type']}"
    fields = [line.partition(": ") for line in response.content.decode().splitlines()]
    said = {name: value for name, _colon, value in fields}
    if len(said) < len(fields):
        yield "a field stands there twice"
    expires = datetime.datetime.fromisoformat(said.pop("Expires"))
    if not datetime.timedelta(30) < expires - timezone.now() < datetime.timedelta(365):
        yield f"it expires at {expires}"
    if said != {
        "Contact": "mailto:security@example.org",
        "Canonical": f"{settings.PUBLIC_ADDRESS}/.well-known/security.txt",
        "Preferred-Languages": "en, ko",
    }:
        yield f"it says {said}"


@pytest.mark.conformance
def test_security_txt_has_the_fields_of_rfc_9116_once_somebody_is_named(
    client, settings, conformance
):
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    faults = faults_of_security_txt(client.get("/.well-known/security.txt"))
    said = "rules of RFC 9116, in tests of ours"
    conformance("security", said, version="2022", faults=faults, rules=4)


def test_a_security_txt_that_is_wrong_would_be_found():
    text = "Contact: x\nContact: y\nExpires: 2020-01-01T00:00:00Z\n"
    assert len([*faults_of_security_txt(HttpResponse(text))]) == 4
