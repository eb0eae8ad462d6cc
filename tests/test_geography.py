"""The fixtures of regions and countries, read as files: no database is needed."""

import unicodedata
from pathlib import Path

import pytest
import yaml

FIXTURES = Path(__file__).parent.parent / "fixtures"

MATCHES = [
    ("southeast-asia", "035", "exact"),
    ("africa", "002", "exact"),
    ("south-america", "005", "exact"),
    ("latin-america", "419", "broad"),
    ("east-asia", "030", "close"),
    ("northeast-asia", "030", "close"),
    ("asia-pacific", "142", "related"),
    ("asia-pacific", "009", "related"),
]


def rows(filename, model):
    """Return the fields of every row of one model."""
    objects = yaml.safe_load((FIXTURES / filename).read_text(encoding="utf-8"))
    return [entry["fields"] for entry in objects if entry["model"] == model]


@pytest.fixture(scope="module")
def regions():
    return rows("10_regions.yaml", "programs.region")


@pytest.fixture(scope="module")
def matches():
    return rows("10_regions.yaml", "programs.regionmatch")


@pytest.fixture(scope="module")
def countries():
    return rows("20_countries.yaml", "programs.country")


@pytest.fixture(scope="module")
def by_iso3(countries):
    return {country["iso3"]: country for country in countries}


def test_every_country_of_iso_3166_is_there_once_in_order(countries):
    assert len(countries) == 249
    for code in ("iso3", "iso2", "m49"):
        assert len({country[code] for country in countries}) == 249
    codes = [country["iso3"] for country in countries]
    assert codes == sorted(codes)


def test_codes_are_texts_of_their_length(countries):
    for country in countries:
        for code, length in (("iso3", 3), ("iso2", 2), ("m49", 3)):
            assert isinstance(country[code], str)
            assert len(country[code]) == length


@pytest.mark.parametrize(
    ("iso3", "iso2", "m49", "name_en", "name_ko", "region"),
    [
        ("NOR", "NO", "578", "Norway", "노르웨이", "154"),
        ("AFG", "AF", "004", "Afghanistan", "아프가니스탄", "034"),
        ("KOR", "KR", "410", "Republic of Korea", "대한민국", "030"),
        ("PRK", "KP", "408", "Democratic People's Republic of Korea", "북한", "030"),
        ("CHN", "CN", "156", "China", "중국", "030"),
        ("JPN", "JP", "392", "Japan", "일본", "030"),
        ("MNG", "MN", "496", "Mongolia", "몽골", "030"),
        ("IDN", "ID", "360", "Indonesia", "인도네시아", "035"),
        ("VNM", "VN", "704", "Viet Nam", "베트남", "035"),
        ("IRN", "IR", "364", "Iran (Islamic Republic of)", "이란", "034"),
        ("CIV", "CI", "384", "Côte d'Ivoire", "코트디부아르", "011"),
        ("TUR", "TR", "792", "Türkiye", "튀르키예", "145"),
        ("TWN", "TW", "158", "Taiwan", "대만", "030"),
        ("ALA", "AX", "248", "Åland Islands", "올란드 제도", "154"),
        ("ATA", "AQ", "010", "Antarctica", "남극 대륙", "001"),
        ("BRA", "BR", "076", "Brazil", "브라질", "005"),
        ("AUS", "AU", "036", "Australia", "호주", "053"),
        ("ZAF", "ZA", "710", "South Africa", "남아프리카공화국", "018"),
        ("COD", "CD", "180", "Democratic Republic of the Congo", "콩고민주공화국", "017"),
    ],
)
def test_known_countries(by_iso3, iso3, iso2, m49, name_en, name_ko, region):
    country = by_iso3[iso3]
    assert (country["iso2"], country["m49"]) == (iso2, m49)
    assert (country["name_en"], country["name_ko"]) == (name_en, name_ko)
    assert country["region"] == ["m49", region]


def test_every_m49_region_reaches_the_world_and_comes_after_its_parent(regions):
    seen = {}
    for region in regions:
        if region["scheme"] != "m49":
            continue
        if region["code"] == "001":
            assert region["parent"] is None
        else:
            scheme, parent = region["parent"]
            assert scheme == "m49"
            # A parent that came earlier, back to the world: so the chain ends and is a tree.
            assert parent in seen
        assert region["code"] not in seen
        seen[region["code"]] = region
    assert next(iter(seen)) == "001"
    assert len(seen) == 30


def test_known_regions(regions):
    known = {region["code"]: region for region in regions}
    assert known["035"]["name_en"] == "South-eastern Asia"
    assert known["035"]["name_ko"] == "동남아시아"
    assert known["035"]["parent"] == ["m49", "142"]
    assert known["419"]["name_en"] == "Latin America and the Caribbean"
    assert known["419"]["name_ko"] == "라틴아메리카와 카리브해"
    assert known["005"]["parent"] == ["m49", "419"]
    assert known["202"]["parent"] == ["m49", "002"]
    assert [code for code, region in known.items() if region["parent"] == ["m49", "001"]] == [
        "002",
        "009",
        "019",
        "142",
        "150",
    ]


def test_countries_lie_in_regions_of_the_fixture(regions, countries):
    known = [[region["scheme"], region["code"]] for region in regions]
    assert all(country["region"] in known for country in countries)


def test_terms_stand_alone_after_the_m49_regions(regions):
    terms = {region["code"]: region for region in regions[30:]}
    assert {code: term["name_en"] for code, term in terms.items()} == {
        "southeast-asia": "Southeast Asia",
        "africa": "Africa",
        "south-america": "South America",
        "latin-america": "Latin America",
        "east-asia": "East Asia",
        "northeast-asia": "Northeast Asia",
        "asia-pacific": "Asia-Pacific",
        "developing-countries": "Developing countries",
        "pacific": "Pacific",
        "korean-peninsula": "Korean Peninsula",
    }
    assert terms["asia-pacific"]["name_ko"] == "아시아·태평양"
    assert terms["korean-peninsula"]["name_ko"] == "한반도"
    for term in terms.values():
        assert term["scheme"] == "term"
        assert term["parent"] is None


def test_matches_are_exactly_those_decided(regions, matches):
    found = [(*row["term"], *row["region"], row["match"]) for row in matches]
    assert found == [("term", term, "m49", region, match) for term, region, match in MATCHES]
    known = {(region["scheme"], region["code"]) for region in regions}
    assert all(tuple(row["term"]) in known and tuple(row["region"]) in known for row in matches)


def test_english_sort_keys_ignore_accents_case_and_punctuation(countries, by_iso3):
    assert by_iso3["CIV"]["sort_en"] == "cote divoire"
    assert by_iso3["ALA"]["sort_en"] == "aland islands"
    assert by_iso3["GNB"]["sort_en"] == "guinea bissau"
    assert all(country["sort_en"].isascii() for country in countries)
    names = [row["name_en"] for row in sorted(countries, key=lambda row: row["sort_en"])]
    assert names[:3] == ["Afghanistan", "Åland Islands", "Albania"]
    assert names[-2:] == ["Zambia", "Zimbabwe"]
    assert names.index("Tunisia") < names.index("Türkiye") < names.index("Turkmenistan")


def test_korean_sort_keys_give_dictionary_order(countries, by_iso3):
    assert by_iso3["ALA"]["sort_ko"] == "올란드제도"
    assert by_iso3["HKG"]["sort_ko"] == "홍콩중국특별행정구"
    names = [row["name_ko"] for row in sorted(countries, key=lambda row: row["sort_ko"])]
    assert names[:3] == ["가나", "가봉", "가이아나"]
    assert names[-1] == "홍콩(중국 특별행정구)"
    known = ["가나", "네팔", "대한민국", "몽골", "베트남", "일본", "중국", "헝가리"]
    assert sorted(known, key=names.index) == known


def test_sort_keys_tell_countries_apart(countries):
    assert len({country["sort_en"] for country in countries}) == 249
    assert len({country["sort_ko"] for country in countries}) == 249


def test_texts_are_nfc_and_trimmed(regions, matches, countries):
    for row in [*regions, *matches, *countries]:
        for field, value in row.items():
            for text in value if isinstance(value, list) else [value]:
                if text is not None:
                    assert isinstance(text, str)
                    assert text or field == "other_names"
                    assert text == unicodedata.normalize("NFC", text.strip())
