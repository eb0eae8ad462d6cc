"""The sitemap, robots.txt and security.txt: what machines look for by themselves."""

import datetime
import platform
from urllib.robotparser import RobotFileParser

import pytest
from django.conf import settings
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


@pytest.mark.conformance
def test_every_page_stands_in_it_once_in_each_language_with_the_other(client, conformance):
    found = entries(client)
    listed = {one for one in pages.LISTS if one != "/search/"} | set(pages.details())
    whole = {prefix + one for prefix in ("", "/ko") for one in listed}
    assert {one.removeprefix(settings.PUBLIC_ADDRESS) for one in found} == whole
    for address, entry in found.items():
        path = address.removeprefix(settings.PUBLIC_ADDRESS).removeprefix("/ko")
        links = entry.xpath("x:link[@rel='alternate']", namespaces=NAMES)
        english, korean = settings.PUBLIC_ADDRESS + path, f"{settings.PUBLIC_ADDRESS}/ko{path}"
        assert {link.get("hreflang"): link.get("href") for link in links} == {
            "en": english, "ko": korean, "x-default": english,
        }  # fmt: skip
    said = "rules of sitemaps.org, in tests of ours"
    conformance("sitemap", said, version="0.9", faults=[], addresses=len(found))


def test_a_draft_is_not_in_it(client):
    make_program(slug="a-draft", publication="draft")
    make_figure(key="a-draft-figure", publication="draft")
    assert not [address for address in entries(client) if "draft" in address]


def test_it_says_when_a_program_last_changed(client):
    program = make_program(slug="changed-today")
    [entry] = [one for address, one in entries(client).items() if "changed-today" in address][:1]
    [day] = entry.xpath("s:lastmod/text()", namespaces=NAMES)
    assert day == timezone.localtime(program.changed_at).date().isoformat()


def test_a_long_list_has_several_files_and_a_file_is_read_in_few_queries(
    client, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr("keco_portal.sitemap.PublicSitemap.limit", 5)
    named = [file for file in files(client) if "figures-en" in file]
    assert len(named) == -(-Figure.objects.published().count() // 5)
    with django_assert_max_num_queries(2):
        read(client, named[-1])
    assert client.get("/sitemaps/figures-en.xml?p=99").status_code == 404
    assert client.get("/sitemaps/figures-en.xml?p=x").status_code == 404
    assert client.get("/sitemaps/nothing.xml").status_code == 404


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


@pytest.mark.conformance
def test_security_txt_has_the_fields_of_rfc_9116_once_somebody_is_named(
    client, settings, conformance
):
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    said = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    expires = datetime.datetime.fromisoformat(said.pop("Expires"))
    assert datetime.timedelta(30) < expires - timezone.now() < datetime.timedelta(365)
    assert said == {
        "Contact": "mailto:security@example.org",
        "Canonical": f"{settings.PUBLIC_ADDRESS}/.well-known/security.txt",
        "Preferred-Languages": "en, ko",
    }
    said = "rules of RFC 9116, in tests of ours"
    conformance("security", said, version="2022", faults=[], rules=4)
