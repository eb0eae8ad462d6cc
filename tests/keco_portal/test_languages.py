"""Two languages: English without a prefix, Korean under /ko/, the same page in both."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.utils import translation

from institutes.models import Institute
from keco_portal.templatetags.languages import located, other, plainly, printed, said
from programs.models import Country, Program
from tests import pages
from tests.factories import (
    make_figure,
    make_framework,
    make_institute,
    make_partner,
    make_partnership,
    make_program,
)
from tests.test_pages import BUDGETS

pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]

WITH_A_QUERY = ["/programs/?q=%EB%AC%BC&country=CHN", "/figures/?group=training&kind=plan"]
WRONG = ["/nowhere/", "/programs/nothing/?page=2", "/programs/?year=x&q=%22%3E", "/ko-kr/"]


def alternates(page):
    return {link.get("hreflang"): link.get("href") for link in page.cssselect("link[hreflang]")}


@pytest.mark.parametrize("address", [*BUDGETS, *WRONG])
def test_a_page_says_its_language(client, address):
    assert pages.parsed(client.get(address)).get("lang") == "en"
    assert pages.parsed(client.get(f"/ko{address}")).get("lang") == "ko"


@pytest.mark.parametrize("address", [*BUDGETS, *WITH_A_QUERY, *WRONG])
def test_the_switch_of_language_stays_on_the_page_and_keeps_the_query(client, address):
    english, korean = (pages.parsed(client.get(one)) for one in (address, f"/ko{address}"))
    [to_korean] = english.cssselect("nav.language a")
    [to_english] = korean.cssselect("nav.language a")
    assert (to_korean.get("href"), to_korean.get("lang")) == (f"/ko{address}", "ko")
    assert (to_english.get("href"), to_english.get("lang")) == (address, "en")


@pytest.mark.parametrize("address", [*BUDGETS, *WITH_A_QUERY])
def test_the_two_languages_name_one_another(client, address):
    english, korean = (pages.parsed(client.get(one)) for one in (address, f"/ko{address}"))
    named = alternates(english)
    assert alternates(korean) == named
    assert named["x-default"] == named["en"]
    assert urlsplit(named["en"]).path == urlsplit(address).path
    assert urlsplit(named["ko"]).path == f"/ko{urlsplit(address).path}"
    assert urlsplit(named["en"]).query == urlsplit(named["ko"]).query


@pytest.mark.parametrize("address", WITH_A_QUERY)
def test_the_other_language_of_a_filtered_list_is_that_list_filtered(client, address):
    korean = urlsplit(alternates(pages.parsed(client.get(address)))["ko"])
    assert set(parse_qsl(korean.query)) == set(parse_qsl(urlsplit(address).query))


# What is in no language: files, and the API.
FILE = re.compile(r"\.(csv|xlsx|zip|sha256|json|jsonld|ttl|xml)\b|^/static/|^/api/v1\b")


def test_links_of_a_korean_page_stay_in_korean(client):
    for address in BUDGETS:
        page = pages.parsed(client.get(f"/ko{address}"))
        for link in page.cssselect("a[href^='/']:not([hreflang])"):
            href = link.get("href")
            assert FILE.search(href) or href.startswith("/ko/"), href


def test_what_the_browser_would_like_moves_nobody(client):
    """A link shows everybody the same page; the switch is one click away."""
    for header in ("ko", "ko-KR,ko;q=0.9,en;q=0.8"):
        response = client.get("/programs/", headers={"accept-language": header})
        assert pages.parsed(response).get("lang") == "en"
    client.cookies["django_language"] = "ko"
    assert pages.parsed(client.get("/programs/")).get("lang") == "en"


def test_a_missing_korean_text_stands_in_english_and_says_so(client):
    framework = make_framework(slug="untranslated", name_en="Untranslated", summary_en="In short.")
    page = pages.parsed(client.get("/ko/frameworks/untranslated/"))
    [heading] = page.cssselect("h1")
    assert pages.text_of(heading) == "Untranslated (영어)"
    assert heading.cssselect("[lang=en]")[0].text == "Untranslated"
    assert page.cssselect("title")[0].text.startswith("Untranslated ·")
    assert pages.text_of(page.cssselect(".lead")[0]) == "In short. (영어)"
    framework.name_ko = "번역된 협력체계"
    framework.save()
    page = pages.parsed(client.get("/ko/frameworks/untranslated/"))
    assert pages.text_of(page.cssselect("h1")[0]) == "번역된 협력체계"
    assert page.cssselect(".other [lang=en]")[0].text == "Untranslated"


def test_texts_in_a_language():
    program = make_program(name_en="A <b> name", name_ko="한 이름", source_note="A note.")
    assert (said(program, "name"), plainly(program, "name")) == ("A <b> name", "A <b> name")
    assert other(program, "name") == '<span lang="ko">한 이름</span>'
    assert other(program, "summary") == ""
    assert printed("as it is") == "as it is"
    with translation.override("ko"):
        assert (said(program, "name"), plainly(program, "name")) == ("한 이름", "한 이름")
        assert other(program, "name") == '<span lang="en">A &lt;b&gt; name</span>'
        assert said(program, "source_note") == (
            '<span lang="en">A note.</span> <small class="hint">(영어)</small>'
        )
        assert printed("a <b>") == '<span lang="en">a &lt;b&gt;</span>'
        assert printed("") == ""


def test_a_place_in_the_source_is_said_in_the_language_of_the_page():
    assert located("KECO, paragraph 2") == "KECO, paragraph 2"
    with translation.override("ko"):
        assert located("KECO, paragraph 2") == "KECO 2문단"
        assert located("table 3, row 1") == '<span lang="en">table 3, row 1</span>'


def test_lists_are_in_the_language_of_the_page_only(client):
    partner = make_partner(name_en="The partner", name_ko="그 협력기관")
    make_partnership(program=make_program(publication="published"), partner=partner)
    english, korean = (client.get(one).content.decode() for one in ("/partners/", "/ko/partners/"))
    assert partner.name_en in english
    assert partner.name_ko not in english
    assert partner.name_ko in korean
    assert partner.name_en not in korean


def test_countries_stand_in_the_order_of_their_korean_names(client):
    page = pages.parsed(client.get("/ko/countries/"))
    links = page.cssselect("main .columns a[href^='/ko/countries/']")
    shown = [link.get("href").split("/")[-2] for link in links]
    others = Country.objects.filter(iso3__in=shown)
    assert len(shown) > 200
    assert shown == [one.iso3 for one in sorted(others, key=lambda one: one.sort_ko)]
    assert shown != [one.iso3 for one in sorted(others, key=lambda one: one.sort_en)]


def test_programs_stand_in_the_order_of_their_korean_names(client):
    programs = client.get("/ko/institutes/nier/").context["programs"]
    names = [program.name_ko for program in programs]
    nier = Institute.objects.get(code="nier")
    found = Program.objects.published().filter(institute=nier).values_list("name_ko", flat=True)
    assert names == sorted(found)


@pytest.mark.parametrize("path", pages.FILES_OF_LISTS)
def test_a_file_is_the_same_whatever_language_it_is_asked_from(client, path):
    query = "?year=2013"
    plain = pages.body(client.get(path + query))
    korean = pages.body(client.get(path + query, headers={"accept-language": "ko"}))
    assert plain == korean
    assert client.get(f"/ko{path}").status_code == 404
    name, _dot, ending = path.partition(".")
    page = pages.parsed(client.get(f"/ko{name}/{query}"))
    downloads = [link.get("href") for link in page.cssselect(f"main a[href*='.{ending}']")]
    assert path + query in downloads


def test_what_a_file_or_an_address_is_asked_for_stays_in_codes(client):
    page = pages.parsed(client.get("/ko/programs/"))
    boxes = page.cssselect("input[name=kind]")
    assert "joint-research" in [box.get("value") for box in boxes]
    assert all(box.get("value").isascii() for box in boxes)


def test_korean_pages_say_that_they_are_translated(client):
    said_so = "한국어 이름과 글은 포털에서 번역한 것입니다"
    for address in ("/", "/programs/", "/countries/KOR/", "/nowhere/"):
        assert said_so in client.get(f"/ko{address}").content.decode(), address
        assert said_so not in client.get(address).content.decode(), address


def test_numbers_and_dates_are_said_by_language(client):
    institute = make_institute(name_ko="어느 기관")
    program = make_program(institute=institute, name_ko="어느 사업", start_year=1996)
    figure = make_figure(program=program, value=12345, kind="snapshot", as_of="2014-08")
    english = pages.text_of(pages.parsed(client.get(figure.get_absolute_url())))
    korean = pages.text_of(pages.parsed(client.get(f"/ko{figure.get_absolute_url()}")))
    assert "12,345" in english
    assert "12,345" in korean
    assert "August 2014" in english
    assert "2014년 8월" in korean
    assert "1996년부터" in pages.text_of(pages.parsed(client.get(f"/ko/programs/{program.slug}/")))
