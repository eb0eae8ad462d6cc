"""Feeds of changes: by RFC 4287, and with what their readers expect of them."""

import datetime
import re

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from lxml import etree

from institutes.history import recording
from institutes.models import Institute
from programs.models import Country
from tests import pages
from tests.factories import make_figure, make_program
from tests.participants.test_past import change, withdraw

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}:[\w/.-]+")
FEEDS = [
    "/changes/feed.atom",
    "/institutes/keco/feed.atom",
    "/countries/CHN/feed.atom",
    "/countries/FRA/feed.atom",
    "/programs/slc-landfill-visitors/feed.atom",
]


def feed(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(response.content)


def entries(client, address):
    """[(title, summary, address)] of a feed, the newest first."""
    return [
        (said(entry, "title"), said(entry, "summary"), entry.find("a:link", ATOM).get("href"))
        for entry in feed(client, address).findall("a:entry", ATOM)
    ]


def said(element, name):
    [found] = element.findall(f"a:{name}", ATOM)
    return found.text or ""


def faults(element):
    """What RFC 4287 asks of a feed (4.1.1) or an entry (4.1.2) and is not so."""
    for name in ("id", "title", "updated"):
        if len(element.findall(f"a:{name}", ATOM)) != 1:
            yield f"not one {name}"
    for moment in element.xpath("a:updated | a:published", namespaces=ATOM):
        if not MOMENT.fullmatch(moment.text or ""):
            yield f"no moment: {moment.text}"
    if not TAG.fullmatch(element.findtext("a:id", "", ATOM)):
        yield "its identity is no tag"
    kinds = [
        (link.get("rel", "alternate"), link.get("type"), link.get("hreflang"))
        for link in element.findall("a:link", ATOM)
    ]
    if len(kinds) != len(set(kinds)):
        yield "two links of one kind"
    if not all(
        (link.get("href") or "").startswith("http") for link in element.findall("a:link", ATOM)
    ):
        yield "a link without a whole address"
    if element.tag.endswith("}feed"):
        if not element.xpath("a:author/a:name/text()", namespaces=ATOM):
            yield "no author"
        if not element.xpath("a:link[@rel='self']", namespaces=ATOM):
            yield "no link to itself"
        identities = element.xpath("a:entry/a:id/text()", namespaces=ATOM)
        if len(identities) != len(set(identities)):
            yield "an identity twice"
        for entry in element.findall("a:entry", ATOM):
            yield from faults(entry)
    elif not element.xpath("a:link[@rel='alternate']", namespaces=ATOM):
        yield "an entry without a link"


@pytest.mark.conformance
@pytest.mark.parametrize("language", ["", "/ko"])
@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_has_all_that_rfc_4287_asks_for(client, address, language, conformance):
    program = make_program(name_en="Signs < & >", countries=[Country.objects.get(iso3="CHN")])
    change(program, name_en="Other < & >")
    withdraw(make_figure(program=program))
    element = feed(client, language + address)
    entries = len(element.findall("a:entry", ATOM))
    conformance(
        *("atom", "rules of RFC 4287, in tests of ours"),
        version="2005",
        faults=faults(element),
        entries=entries,
        files=1,
    )
    [other] = element.xpath("a:link[@hreflang]/@href", namespaces=ATOM)
    prefix = "" if language else "/ko"
    assert other == f"{settings.PUBLIC_ADDRESS}{prefix}{address}"
    [own] = element.xpath("a:link[@rel='self']/@href", namespaces=ATOM)
    assert own == f"{settings.PUBLIC_ADDRESS}{language}{address}"
    assert element.get("{http://www.w3.org/XML/1998/namespace}lang") == (
        language.strip("/") or "en"
    )


def test_a_feed_that_lacks_something_would_be_found():
    text = '<feed xmlns="http://www.w3.org/2005/Atom"><id>x</id><entry><title/></entry></feed>'
    assert len(list(faults(etree.fromstring(text)))) >= 8


def test_what_is_new_what_changed_and_what_is_withdrawn_stands_in_it_with_the_reason(client):
    program = make_program(slug="a", name_en="The old name", summary_en="What it does.")
    change(program, name_en="The new name")
    figure = make_figure(key="a-1", program=program, value=98765)
    withdraw(figure, reason="It was counted twice.", reason_ko="두 번 세었습니다.")
    address = f"{settings.PUBLIC_ADDRESS}/figures/a-1/"
    withdrawn, changed, began = entries(client, "/programs/a/feed.atom")
    assert withdrawn[0] == f"Withdrawn: {address}"
    assert "It was counted twice." in withdrawn[1]
    assert withdrawn[2] == address
    assert changed[0] == "Changed: The new name (KECO)"
    assert "<del>The old name</del>" in changed[1]
    assert began[0] == "New: The new name (KECO)"
    assert "What it does." in began[1]
    assert entries(client, "/changes/feed.atom")[:3] == [withdrawn, changed, began]
    korean = entries(client, "/ko/programs/a/feed.atom")
    assert "두 번 세었습니다." in korean[0][1]
    assert "98765" not in str(client.get("/programs/a/feed.atom").content)


def test_a_new_figure_tells_its_number_once_it_is_public(client):
    program = make_program(slug="a", publication="draft")
    make_figure(key="a-1", program=program, value=1234)
    assert client.get("/programs/a/feed.atom").status_code == 404
    change(program, publication="published")
    titles = [title for title, _summary, _link in entries(client, "/programs/a/feed.atom")]
    assert any("1,234 people" in title for title in titles)
    assert len(titles) == 2


def test_an_entry_keeps_its_identity_and_its_time(client):
    program = make_program(slug="a")
    before = feed(client, "/programs/a/feed.atom").find("a:entry", ATOM)
    change(program, name_en="Another name")
    after = feed(client, "/programs/a/feed.atom").findall("a:entry", ATOM)[-1]
    for name in ("id", "updated"):
        assert said(before, name) == said(after, name)


def test_a_feed_is_of_its_institute_and_country_alone(client):
    china = Country.objects.get(iso3="CHN")
    of_nier = make_program(
        name_en="Of NIER", institute=Institute.objects.get(code="nier"), countries=[china]
    )
    make_program(name_en="Of KECO")
    make_figure(key="a-number", program=of_nier)
    wholes = {
        address: str([title for title, _summary, _link in entries(client, address)])
        for address in ("/institutes/nier/feed.atom", "/countries/CHN/feed.atom")
    }
    for titles in wholes.values():
        assert "Of NIER" in titles
        assert "10 people" in titles
        assert "Of KECO" not in titles
    assert "Of KECO" in str(entries(client, "/institutes/keco/feed.atom"))
    assert entries(client, "/countries/FRA/feed.atom") == []


def test_a_country_hears_that_a_program_that_named_it_is_withdrawn_and_of_no_other(client):
    china, france = (Country.objects.get(iso3=code) for code in ("CHN", "FRA"))
    program = make_program(slug="a", countries=[china])
    withdraw(program)
    program.program_countries.create(country=france)
    assert "/programs/a/" in entries(client, "/countries/CHN/feed.atom")[0][0]
    assert entries(client, "/countries/FRA/feed.atom") == []


def test_who_hears_of_a_number_hears_of_its_withdrawal(client):
    china, france = (Country.objects.get(iso3=code) for code in ("CHN", "FRA"))
    program = make_program(countries=[china])
    make_program(countries=[france])
    withdraw(make_figure(key="of-all", program=program))
    withdraw(make_figure(key="of-france", program=program, country=france))
    titles = [title for title, *_ in entries(client, "/countries/CHN/feed.atom")]
    for key in ("of-all", "of-france"):
        assert f"Withdrawn: {settings.PUBLIC_ADDRESS}/figures/{key}/" in titles
    titles = str([title for title, *_ in entries(client, "/countries/FRA/feed.atom")])
    assert "/figures/of-france/" in titles
    assert "/figures/of-all/" not in titles


def test_what_a_draft_says_of_countries_is_told_by_no_withdrawn_figure(client):
    program = make_program()
    withdraw(make_figure(program=program))
    withdraw(program)
    program.program_countries.create(country=Country.objects.get(iso3="FRA"))
    assert entries(client, "/countries/FRA/feed.atom") == []


def test_the_feed_of_a_program_that_is_withdrawn_says_so_and_no_more(client):
    program = make_program(slug="a", name_en="The secret name")
    withdraw(program)
    change(program, name_en="A name of a draft")
    response = client.get("/programs/a/feed.atom")
    assert len(entries(client, "/programs/a/feed.atom")) == 1
    for trace in (b"secret", b"draft"):
        assert trace not in response.content


def test_a_draft_is_in_no_feed(client):
    program = make_program(slug="quibblezorp", publication="draft")
    change(program, name_en="Quibblezorp")
    make_figure(key="quibblezorp-1", publication="draft")
    for address in FEEDS:
        assert b"uibblezorp" not in client.get(address).content
    assert client.get("/programs/quibblezorp/feed.atom").status_code == 404


def test_nobody_of_the_staff_is_named(client):
    with recording(user=7, name="kim-minseo", by="form"):
        withdraw(make_program())
    people = ["kim-minseo", *User.objects.values_list("username", flat=True)]
    assert len(people) > 1
    text = client.get("/changes/feed.atom").content.decode()
    assert not [name for name in people if name in text]


def test_a_feed_is_bounded_in_entries_and_in_queries(client, django_assert_max_num_queries):
    for number in range(60):
        change(make_program(), name_en=f"Name {number}")
    with django_assert_max_num_queries(25):
        assert len(entries(client, "/changes/feed.atom")) == 50
    with django_assert_max_num_queries(26):
        assert len(entries(client, "/institutes/keco/feed.atom")) == 50


@pytest.mark.parametrize("address", FEEDS)
def test_a_reader_gets_it_once_until_something_happens(client, address):
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    since = client.get(address, headers={"if-modified-since": first["Last-Modified"]})
    assert (again.status_code, since.status_code) == (304, 304)


def test_moments_have_their_zone_and_are_not_of_the_future(client):
    for moment in feed(client, "/changes/feed.atom").iterfind(".//a:updated", ATOM):
        found = datetime.datetime.fromisoformat(moment.text)
        assert found.tzinfo
        assert found <= datetime.datetime.now(datetime.UTC)


@pytest.mark.parametrize("language", ["", "/ko"])
def test_the_pages_name_their_feed_and_others_name_none(client, language):
    for address in FEEDS:
        page = pages.parsed(client.get(language + address.removesuffix("feed.atom")))
        [link] = page.cssselect("head link[type='application/atom+xml']")
        assert link.get("href").endswith(language + address)
        assert client.get(link.get("href")).status_code == 200
    for address in ("/", "/figures/", "/nowhere/", "/changes/feed.atom/"):
        page = pages.parsed(client.get(language + address))
        assert page.cssselect("head link[type='application/atom+xml']") == []


def test_what_is_no_feed_says_so_in_plain_words(client):
    for address in ("/institutes/nobody/feed.atom", "/countries/ZZZ/feed.atom"):
        response = client.get(address)
        assert (response.status_code, response["Content-Type"][:10]) == (404, "text/plain")
