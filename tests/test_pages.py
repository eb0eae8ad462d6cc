"""Every page: it answers, has one h1, asks the database a bounded number of times, leads on."""

from itertools import pairwise

import pytest

from institutes.models import Institute
from participants.models import Figure, Measure
from programs.models import Country, Framework, Partner, Region
from tests import pages
from tests.factories import (
    make_figure,
    make_partner,
    make_partnership,
    make_person,
    make_program,
    make_program_region,
    make_question,
    make_source,
)
from tests.snapshots import make_snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]

BUDGETS = {
    "/": 8,
    "/institutes/": 2,
    "/institutes/nier/": 7,
    "/programs/": 12,
    "/programs/?country=CHN&year=2014&kind=forum": 13,
    "/programs/nier-tripartite-joint-research/": 16,
    "/countries/": 6,
    "/countries/CHN/": 14,
    "/countries/FRA/": 12,
    "/regions/": 2,
    "/regions/term:africa/": 12,
    "/regions/m49:035/": 13,
    "/partners/": 2,
    "/partners/craes/": 4,
    "/frameworks/": 2,
    "/frameworks/seoul-initiative/": 7,
    "/figures/": 7,
    "/figures/?country=CHN": 9,
    "/figures/slc-visitors-2000/": 6,
    "/figures/slc-visitors-2000/report/": 2,
    "/figures/slc-visitors-2000/report/thanks/": 2,
    "/changes/": 3,
    "/data/": 20,
    "/api/": 1,
    "/participants/": 11,
    "/search/": 2,
    "/search/?q=environment": 15,
    "/search/?q=indonisia": 16,
    "/sources/": 2,
    "/data/iati/": 7,
    "/about/": 6,
    "/about/numbers/": 5,
    "/about/accessibility/": 1,
    "/about/privacy/": 1,
    "/data/conformance/": 1,
    "/feedback/?page=/programs/": 1,
    "/feedback/thanks/?page=/programs/": 1,
    "/sources/me-affiliated-organizations-2017/": 4,
    "/data/snapshots/": 3,
}


def make_linked_program(**given):
    """A program that names China, Africa and Southeast Asia, CRAES and the Seoul Initiative."""
    program = make_program(
        frameworks=[Framework.objects.get(slug="seoul-initiative")],
        countries=[Country.objects.get(iso3="CHN")],
        **given,
    )
    for scheme, code in (("term", "africa"), ("m49", "035")):
        make_program_region(program=program, region=Region.objects.get_by_natural_key(scheme, code))
    make_partnership(program=program, partner=Partner.objects.get(slug="craes"))
    return program


@pytest.fixture
def counted(client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(address):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200, address
        return len(asked)

    return count


@pytest.mark.parametrize(("address", "budget"), BUDGETS.items())
def test_a_page_keeps_its_query_budget(counted, address, budget):
    assert counted(address) <= budget


@pytest.mark.parametrize("address", BUDGETS)
def test_more_rows_do_not_mean_more_queries(counted, address):
    # The first of them, which the counts and the lists may have to look up names for.
    make_more(1)
    before = counted(address)
    make_more(3)
    assert counted(address) <= before


def make_more(number):
    for _ in range(number):
        program = make_linked_program(
            institute=Institute.objects.get(code="nier"), start_year=2014, kind="forum"
        )
        make_figure(program=program, measure=Measure.objects.get(slug="foreign-visitors"))
        make_partnership(program=program, partner=make_partner())
        make_figure(program=program, source=make_source())
        make_question(
            figure=Figure.objects.get(key="slc-visitors-2000"), progress="published",
            answer="It is right.", answered_by=make_person(), published_by=make_person(),
            published_at="2026-11-20T05:00Z",
        )  # fmt: skip
        make_snapshot("programs")  # which are others each time


def test_every_page_answers_with_one_h1_a_title_and_a_language(client):
    for address in pages.LISTS + pages.details():
        response = client.get(address)
        assert response.status_code == 200, address
        page = pages.parsed(response)
        assert len(page.cssselect("h1")) == 1, address
        assert pages.text_of(page.cssselect("h1")[0]), address
        assert page.cssselect("title")[0].text.strip(), address
        assert page.get("lang") == "en"
        ids = [element.get("id") for element in page.cssselect("[id]")]
        assert len(ids) == len(set(ids)), address


def test_every_link_inside_the_portal_leads_somewhere(client):
    known = set()
    for address in pages.LISTS + [a for a in pages.details() if "/countries/" not in a]:
        for link in pages.parsed(client.get(address)).cssselect("a[href]"):
            href = link.get("href")
            known.add(address + href if href.startswith(("?", "#")) else href)
    inside = {href for href in known if href.startswith("/") and "#" not in href}
    assert len(inside) > 300
    for href in sorted(inside):
        response = client.get(href)
        assert response.status_code == 200, href
        assert pages.body(response), href


def test_headings_never_skip_a_level(client):
    for address in pages.LISTS + list(BUDGETS):
        levels = [
            int(heading.tag[1])
            for heading in pages.parsed(client.get(address)).cssselect("h1, h2, h3, h4")
        ]
        assert all(after <= before + 1 for before, after in pairwise(levels)), address


def test_korean_is_marked_as_korean(client):
    for address in BUDGETS:
        for element in pages.parsed(client.get(address)).iter():
            if element.tag == "script":
                continue  # data for machines, which name the language in it
            inside = [element, *element.iterancestors()]
            for text, around in ((element.text, inside), (element.tail, inside[1:])):
                if text and any("가" <= sign <= "힣" for sign in text):
                    assert any(one.get("lang") == "ko" for one in around), (address, text)


def test_contact_and_last_modification_of_the_source_stand_in_the_footer(client):
    for address in pages.LISTS:
        footer = pages.text_of(pages.parsed(client.get(address)).cssselect("footer")[0])
        assert "mepr@korea.kr" in footer
        assert "12 December 2017, 08:38" in footer


def test_a_page_ignores_parameters_that_are_not_its_own(client):
    plain = client.get("/programs/?country=CHN")
    tagged = client.get("/programs/?country=CHN&utm_source=letter")
    assert tagged.status_code == 200
    assert [p.slug for p in plain.context["object_list"]] == [
        p.slug for p in tagged.context["object_list"]
    ]
    assert "utm_source" not in tagged.context["csv_url"]


def test_pages_of_a_long_list_keep_the_filter(client):
    for i in range(60):
        make_program(slug=f"many-{i:02}", name_en=f"Many {i:02}", kind="visits")
    first = client.get("/programs/?kind=visits&q=many")
    [following] = pages.parsed(first).cssselect("a[rel=next]")
    second = client.get("/programs/" + following.get("href"))
    both = [p.slug for r in (first, second) for p in r.context["object_list"]]
    assert both == [f"many-{i:02}" for i in range(60)]


def test_a_list_of_very_many_pages_ends_early_and_says_where_the_rest_is(client, monkeypatch):
    monkeypatch.setattr("programs.listing.PAGES_AT_MOST", 2)
    for i in range(101):
        make_program(slug=f"many-{i:03}", kind="visits")
    page = client.get("/programs/?kind=visits&page=2")
    assert "Page 2 is the last that is shown; the CSV has every row." in page.text
    assert client.get("/programs/?kind=visits&page=3").status_code == 404
    rows = pages.body(client.get("/programs.csv?kind=visits")).splitlines()
    assert len(rows) > 101


def test_a_country_code_in_small_letters_leads_to_the_page(client):
    response = client.get("/countries/idn/")
    assert (response.status_code, response["Location"]) == (301, "/countries/IDN/")


def test_what_is_not_published_is_nowhere(client):
    draft = make_linked_program(slug="secret-draft", name_en="Secret draft", publication="draft")
    western_asia = Region.objects.get_by_natural_key("m49", "145")
    make_program_region(program=draft, region=western_asia, as_printed="secret-region")
    make_figure(program=draft, key="secret-of-draft", value=987654321)
    public = make_program(slug="open-program", name_en="Open program", parent=draft)
    for i, publication in enumerate(["draft", "review", "withdrawn"]):
        make_figure(
            program=public, key=f"secret-{publication}", publication=publication,
            value=987654321, period_start=str(1990 + i), period_end=str(1990 + i),
        )  # fmt: skip
    for address in [*pages.LISTS, *pages.FILES, *BUDGETS, "/programs/open-program/"]:
        body = pages.body(client.get(address))
        for trace in (b"Secret draft", b"secret-", b"987654321", b"987,654,321"):
            assert trace not in body, (address, trace)
    assert 'value="m49:145"' not in client.get("/programs/").content.decode()
    assert client.get("/programs/secret-draft/").status_code == 404
    assert client.get("/figures/secret-withdrawn/").status_code == 404
    assert client.get("/figures/secret-of-draft/").status_code == 404


def test_the_page_that_is_shown_is_marked_in_the_navigation(client):
    [current] = pages.parsed(client.get("/programs/")).cssselect("[aria-current]")
    assert current.text == "Programs"


def test_what_describes_a_field_is_on_the_page(client):
    page = pages.parsed(client.get("/programs/?year=x&country=XX"))
    described = page.cssselect("[aria-describedby]")
    assert described
    for field in described:
        for name in field.get("aria-describedby").split():
            assert page.get_element_by_id(name) is not None


def test_a_list_that_is_cut_says_so_and_leads_to_the_rest(client):
    for i in range(51):
        program = make_linked_program(slug=f"one-of-many-{i}")
        make_figure(program=program, country=Country.objects.get(iso3="CHN"))
    for address in (
        "/countries/CHN/",
        "/regions/m49:142/",
        "/partners/craes/",
        "/institutes/keco/",
    ):
        page = pages.parsed(client.get(address))
        links = [one for one in page.cssselect("a[href]") if one.text == "All of them"]
        assert len(links) == pages.text_of(page).count("These are the first 50.") > 0, address
        for link in links:
            rest = pages.parsed(client.get(link.get("href")))
            [found] = rest.cssselect("#found")
            assert int(found.text.split()[0]) > 50, (address, link.get("href"))


def test_a_country_in_two_roles_has_its_program_once(client):
    page = pages.parsed(client.get("/countries/KOR/"))
    [item] = page.xpath("//li[.//a[@href='/programs/ehrd-tripartite-training/']]")
    assert "host, printed “Korea” partner, printed “Korea”" in pages.text_of(item)
