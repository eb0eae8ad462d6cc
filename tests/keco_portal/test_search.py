"""The search: what it finds, in which order, and that nothing a visitor types is an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from institutes.words import Search
from keco_portal.search.groups import NOUNS, groups
from programs.models import Country, Program
from tests import pages
from tests.examples import examples
from tests.factories import make_figure, make_partner, make_partnership, make_program

pytestmark = pytest.mark.django_db


def found(text):
    """The addresses that a search finds first of each noun."""
    return [line.address for group in groups(Search(text)) for line in group.lines]


def main_text(response):
    return pages.text_of(pages.parsed(response).cssselect("main")[0])


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("KECO", "/institutes/keco/"),
        ("keco", "/institutes/keco/"),
        ("EANET", "/frameworks/eanet/"),
        ("TEMM", "/frameworks/temm/"),
        ("WHO", "/partners/who/"),
        ("KOICA", "/partners/koica/"),
        ("Indonesia", "/countries/IDN/"),
        ("vietnam", "/countries/VNM/"),
        ("VNM", "/countries/VNM/"),
        ("베트남", "/countries/VNM/"),
        ("turkiye", "/countries/TUR/"),
        ("Cote d’Ivoire", "/countries/CIV/"),
        ("동남 아시아", "/regions/m49:035/"),
        ("기후변화", "/programs/?theme=climate-change"),
        ("ehrd-participants-2005-2013", "/figures/ehrd-participants-2005-2013/"),
    ],
)
def test_a_whole_name_an_acronym_or_a_key_comes_first(text, address):
    assert found(text)[0] == address


@pytest.mark.parametrize("text", ["1,183", "1183", "１１８３"])
def test_a_number_finds_its_figure(text):
    assert found(text) == ["/figures/ehrd-participants-2005-2013/"]


@pytest.mark.parametrize("particle", ["", "을", "의", "에서", "과"])
def test_a_korean_word_is_found_whatever_follows_it(particle):
    program = make_program(name_ko="갸갹협력을 위한 사업")
    assert list(Program.objects.matching(f"갸갹협력{particle}")) == [program]


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("갸갹협력", True), ("갹협", True), ("력을", True), ("갸", True), ("갹", True),
        ("을", True), ("갸갹 사업", True), ("사업갸갹", False), ('"협력을 위한"', True),
        ("갸갹협력을위한", True), ("협력을위한", True), ("협력위한", False),
        ('"협력 위한"', False), ("갸갹숲", False), ("갸갹사업", False), ("갸갹 -사업", False),
        ("갸갹 or 없는말", True), ("KECO의 갸갹", False), ("갸갹의 UNEP의", True),
    ],
)  # fmt: skip
def test_korean_is_found_by_its_syllables(text, is_found):
    program = make_program(name_ko="갸갹협력을 위한 사업", summary_en="By UNEP.", slug="none")
    assert (program in Program.objects.matching(text)) == is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("cooperate", True), ("COOPERATION xylophones", True), ("xylophone cooperation", True),
        ('"xylophone cooperation"', False), ('"of xylophones"', True), ("xylo", False),
        ("xylophone -cooperation", False), ("xylophone -music", True),
        ("nothing OR xylophone", True),
        ("xylophone nothing", False), ('-"cooperation of" xylophone', False),
    ],
)  # fmt: skip
def test_english_is_found_by_its_stems(text, is_found):
    program = make_program(name_en="Cooperation of xylophones")
    assert (program in Program.objects.matching(text)) == is_found


def test_only_what_is_published_is_found():
    for publication in ("draft", "review", "withdrawn"):
        program = make_program(name_en=f"Xylophone {publication}", publication=publication)
        make_figure(program=program, note="xylophone")
    public = make_program(name_en="Public")
    make_figure(program=public, note="xylophone", publication="draft", period_end="2001")
    assert found("xylophone") == []


def test_names_weigh_more_than_summaries_and_whole_names_most():
    made = [
        make_program(name_en="Public one", summary_en="About xylophones, and xylophones."),
        make_program(name_en="Xylophones and other things"),
        make_program(name_en="Xylophone"),
    ]
    assert found("xylophone") == [program.get_absolute_url() for program in reversed(made)]


def test_the_best_of_many_stand_there_and_the_rest_is_counted_and_linked(client):
    for number in range(7):
        program = make_program(name_en=f"Xylophone {number}")
        partner = make_partner(name_en=f"Xylophone {number}")
        make_partnership(program=program, partner=partner)
    page = pages.parsed(client.get("/search/?q=xylophone"))
    assert [pages.text_of(h2) for h2 in page.cssselect("main h2")] == ["Programs 7", "Partners 7"]
    assert len(page.cssselect(".found > li")) == 10
    assert page.xpath("//main//a[@href='/programs/?q=xylophone']")
    [rest] = page.xpath("//main//a[@href='?q=xylophone&in=partners']")
    page = pages.parsed(client.get(f"/search/{rest.get('href')}"))
    assert len(page.cssselect(".found > li")) == 7


def test_a_typing_error_is_offered_right(client):
    for wrong, right in [
        ("indonisia", "Indonesia"),
        ("인도네시야", "인도네시아"),
        ("인도내시아", "인도네시아"),
        ("Vietnem", "Vietnam"),
        ("tripartit joimt reserch", "Tripartite Joint Research"),
    ]:
        page = pages.parsed(client.get("/search/", {"q": wrong}))
        [offer] = page.xpath("//main//a[b]")
        assert pages.text_of(offer) == right
        assert client.get(f"/search/{offer.get('href')}").context["count"] > 0


def test_nothing_like_it_offers_nothing_but_ways_in(client):
    response = client.get("/search/?q=zzzzqqqq")
    assert "Nothing was found for “zzzzqqqq”" in main_text(response)
    assert "Did you mean" not in response.text
    assert pages.parsed(response).xpath("//main//a[@href='/countries/']")


def test_without_a_text_the_page_says_how_to_search(client):
    for address in ("/search/", "/search/?q=", "/search/?q=+++", "/search/?other=1"):
        assert "How to search" in main_text(client.get(address))


OTHER_NAMES = [
    *(("South Korea", "KOR"), ("한국", "KOR"), ("North Korea", "PRK"), ("북한", "PRK")),
    *(("Ivory Coast", "CIV"), ("Turkey", "TUR"), ("터키", "TUR"), ("Laos", "LAO"), ("버마", "MMR")),
    *(
        ("Russia", "RUS"),
        ("Czech Republic", "CZE"),
        ("USA", "USA"),
        ("UK", "GBR"),
        ("타이완", "TWN"),
    ),
]


@pytest.mark.parametrize(("name", "iso3"), OTHER_NAMES)
def test_a_country_is_found_by_what_people_call_it(client, name, iso3):
    response = client.get("/search/", {"in": "countries", "q": name})
    assert (response.status_code, response.headers.get("Location")) == (302, f"/countries/{iso3}/")


def test_another_name_leads_to_one_country_unless_it_is_a_word_of_several():
    names = {}
    for country in Country.objects.exclude(other_names=""):
        for name in country.other_names.splitlines():
            names.setdefault(name, set()).add(country.iso3)
    shared = {name: keys for name, keys in names.items() if len(keys) > 1}
    assert shared == {}
    for name, [iso3] in names.items():
        assert iso3 in Country.objects.named(Search(name)).values_list("iso3", flat=True), name


def test_a_country_typed_where_countries_are_asked_for_leads_to_its_page(client):
    response = client.get("/search/?in=countries&q=viet+nam")
    assert (response.status_code, response["Location"]) == (302, "/countries/VNM/")
    response = client.get("/ko/search/?in=countries&q=VN")
    assert (response.status_code, response["Location"]) == (302, "/ko/countries/VNM/")
    several = client.get("/search/?in=countries&q=republic")
    assert [group.noun.name for group in several.context["groups"]] == ["countries"]
    assert several.context["count"] > 2


NASTY = [
    '"', '""', '"a', "-", "--a", '-"', "or", "or or", "a or", "the", "the of and", "'", "\\", "\\'",
    "a'b\"c", "'; DROP TABLE x; --", "a & | b", "!a", "a:*", "(", ")", "<->", "a <-> b", "%", "_",
    "😀", "👩‍👩‍👧 family", "עברית", "\u202eright to left", "[a-z]+(", ".*", "\\u0000", "ﷺ" * 200,
    "é" * 300, "가" * 10_000, "x" * 10_000, "a " * 5_000, '"a" ' * 2_500, "\x01\x02", "ㄱㄴ", "㈜",
    "\ud7ff", "\U0010ffff", "1,2,3,4", "1,234,567.89", "=", "=vietnam", "<script>", "{{ x }}",
    "-가", "-a", '-"가나"', "가-나", "가의", "KECO의", "의",
    "null", "\x1f", "NaN", "1e999", "&amp;",
]  # fmt: skip


@pytest.mark.parametrize("text", NASTY)
def test_nothing_that_is_typed_is_an_error(client, text):
    for address in ("/search/", "/ko/search/"):
        for noun in ("", "countries", "figures", "nouns"):
            assert client.get(address, {"q": text, "in": noun}).status_code in (200, 302)


@examples(150)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=12),
            st.sampled_from(["or", '"', "-", "'", "\\", "협력을", "KECO", "the", " ", ":*", "()"]),
        ),
        max_size=8,
    ).map("".join)
)
def test_no_text_at_all_is_an_error(text):
    search = Search(text)
    for noun in NOUNS:
        groups(search, noun.name)


def test_a_country_is_found_by_each_of_its_codes_and_names():
    for country in Country.objects.all():
        for text in (country.iso3, country.iso2, country.name_en, country.name_ko):
            assert country in Country.objects.named(Search(text)), (country, text)
