"""What the activities say of the seed, against values typed by hand from the source page."""

import pytest

from tests import iati
from tests.expected import EDUCATION, FIGURES, PROGRAMS, SECRETARIAT

pytestmark = pytest.mark.django_db
DOCUMENT = "2017-12-12"
IN_WORDS = ("99", "not-stated")
DEVELOPING = ("1", "998")

# The recipient of each program: (vocabulary of a region or None for a country, code).
RECIPIENTS = dict.fromkeys(PROGRAMS, IN_WORDS) | {
    SECRETARIAT: ("99", "KOR+term:asia-pacific+term:developing-countries"),
    "nier-tripartite-presidents-meetings": ("99", "CHN+JPN+KOR"),
    "nier-tripartite-joint-research": ("99", "CHN+JPN+KOR+term:northeast-asia"),
    "nier-eanet": ("99", "term:east-asia"),
    "nier-neaspec-data-centre": ("99", "term:northeast-asia"),
    "nier-pac-membership": ("99", "term:pacific"),
    "nier-long-range-air-pollutants": ("99", "CHN+JPN+term:northeast-asia"),
    "nier-air-pollutant-monitoring": ("99", "CHN+JPN"),
    "nier-minamata-exchange": ("99", "JPN"),
    "nier-korea-china-health-forum": ("99", "CHN+KOR"),
    "nibr-overseas-biodiversity-research":
        ("99", "term:africa+term:east-asia+term:korean-peninsula+term:south-america"),
    "knps-uniform-assistance": DEVELOPING,
    "knps-advisory-services": DEVELOPING,
    "knps-friendship-program": DEVELOPING,
    EDUCATION: DEVELOPING,
    "ehrd-indonesia-sustainable-development": (None, "ID"),
    "ehrd-china-environmental-statistics": (None, "CN"),
    "ehrd-tripartite-training": ("99", "CHN+JPN+KOR"),
    "slc-waste-management-projects":
        ("99", "AUS+RUS+term:africa+term:latin-america+term:southeast-asia"),
    "slc-landfill-visitors": ("99", "KOR"),
}  # fmt: skip

PERIODS = {
    "keco-pilot-countries-each-year": (DOCUMENT, DOCUMENT),
    "keco-pilot-projects-by-2013": ("2013-12-31", "2013-12-31"),
    "keco-pilot-countries-by-2013": ("2013-12-31", "2013-12-31"),
    "keco-training-completed-2009-2014": ("2009-01-01", "2014-12-31"),
    "keco-sent-to-international-organizations-2009-2014": ("2009-01-01", "2014-12-31"),
    "nier-tripartite-organizations": (DOCUMENT, DOCUMENT),
    "nier-priority-areas": (DOCUMENT, DOCUMENT),
    "nibr-research-countries-since-2007": ("2007-01-01", DOCUMENT),
    "nibr-assessed-specimens-since-2014": ("2014-01-01", DOCUMENT),
    "ehrd-participants-2005-2013": ("2005-01-01", "2013-12-31"),
    "ehrd-countries-2005-2013": ("2005-01-01", "2013-12-31"),
    "ehrd-tripartite-training-countries": (DOCUMENT, DOCUMENT),
    "slc-planning-projects-2014-08": ("2014-08-01", "2014-08-31"),
    "slc-waste-projects-2014-08": ("2014-08-01", "2014-08-31"),
    "slc-visitors-2013": ("2013-01-01", "2013-12-31"),
}


@pytest.fixture
def document(client):
    return iati.read(client)


def test_every_published_program_is_an_activity_and_nothing_else_is(document):
    assert [one.find("other-identifier").get("ref") for one in document] == sorted(PROGRAMS)
    assert len(document) == 47


def test_the_recipient_of_each_program_is_one_and_has_no_share(document):
    found = {}
    for one in document:
        [recipient] = one.xpath("recipient-country | recipient-region")
        slug = one.find("other-identifier").get("ref")
        found[slug] = recipient.get("vocabulary"), recipient.get("code")
    assert found == RECIPIENTS
    assert not document.xpath("//@percentage")


def test_each_country_is_a_location_by_its_code_of_iso(document):
    named = {
        slug: {(code, role) for code, role, _words in program.countries}
        for slug, program in PROGRAMS.items()
    }
    two_letters = {"AUS": "AU", "CHN": "CN", "IDN": "ID", "JPN": "JP", "KOR": "KR", "RUS": "RU"}
    for one in document:
        codes = {iso3 for iso3, _role in named[one.find("other-identifier").get("ref")]}
        ids = [location.find("location-id") for location in one.findall("location")]
        assert all(one_id.get("vocabulary") == "A4" for one_id in ids)
        assert sorted(one_id.get("code") for one_id in ids) == sorted(
            two_letters[code] for code in codes
        )


def test_roles_of_countries_stand_in_words(document):
    training = iati.activity(document, "ehrd-tripartite-training")
    roles = {
        location.get("ref"): iati.said(location, "activity-description")
        for location in training.findall("location")
    }
    assert roles == {
        "CHN": ["Role of the country: partner."],
        "JPN": ["Role of the country: partner."],
        "KOR": ["Role of the country: host, partner."],
    }
    assert training.xpath("location[@ref='KOR']/location-reach/@code") == ["1"]
    assert not training.xpath("location[@ref='CHN']/location-reach")


def test_a_term_has_our_address_and_says_where_it_is_part_of_a_name_only(document, settings):
    region = iati.activity(document, "nier-eanet").find("recipient-region")
    assert region.get("vocabulary-uri") == f"{settings.PUBLIC_ADDRESS}/regions/"
    assert iati.said(region) == ["East Asia (part of a name)"]
    several = iati.activity(document, "nier-air-pollutant-monitoring").find("recipient-region")
    assert several.get("vocabulary-uri") == f"{settings.PUBLIC_ADDRESS}/data/iati/#places"
    assert iati.said(several) == ["China; Japan"]
    assert iati.said(several, language="ko") == ["중국; 일본"]


def test_every_figure_stands_once_with_the_number_of_the_source(document):
    assert len(document.xpath("//actual | //target | //baseline")) == len(FIGURES) == 16
    for key, expected in FIGURES.items():
        number = iati.figure(document, key)
        value = None if expected.value is None else str(expected.value)
        assert number.get("value") == value, key
        assert number.xpath("ancestor::indicator/reference/@code") == [expected.measure]
        program = number.xpath("ancestor::iati-activity/other-identifier/@ref")
        assert program == [expected.program]
        assert any(expected.locator in one for one in iati.said(number, "comment"))


def test_every_period_is_as_stated(document):
    found = {key: iati.period(iati.figure(document, key)) for key in PERIODS}
    assert found == PERIODS
    assert set(FIGURES) - set(PERIODS) == {"slc-visitors-2000"}


def test_the_visitors_of_2000_are_the_baseline_of_those_of_2013(document):
    [indicator] = iati.activity(document, "slc-landfill-visitors").findall("result/indicator")
    baseline = indicator.find("baseline")
    assert baseline is iati.figure(document, "slc-visitors-2000")
    assert dict(baseline.attrib) == {"iso-date": "2000-12-31", "year": "2000", "value": "124"}
    [actual] = indicator.findall("period/actual")
    assert actual is iati.figure(document, "slc-visitors-2013")
    assert actual.get("value") == "3340"


def test_nothing_of_the_seed_may_be_added_and_the_file_says_so(document):
    results = document.xpath("//result")
    assert {one.get("aggregation-status") for one in results} == {"0"}
    assert {one.get("aggregation-status") for one in document.xpath("//indicator")} == {"0"}
    cumulative = [key for key, one in FIGURES.items() if one.kind == "cumulative"]
    assert len(cumulative) == 7
    for key in cumulative:
        [result] = iati.figure(document, key).xpath("ancestor::result")
        assert iati.said(result, "description") == ["cumulative"]


def test_three_to_four_countries_have_no_value_and_are_told_in_words(document):
    number = iati.figure(document, "keco-pilot-countries-each-year")
    assert (number.tag, number.get("value")) == ("actual", None)
    assert number.xpath("ancestor::indicator/@measure") == ["5"]
    [words] = iati.said(number, "comment")
    assert words.startswith("Value: 3–4. No period is stated; the day of the document stands here.")


def test_a_count_without_a_beginning_says_so(document):
    [words] = iati.said(iati.figure(document, "keco-pilot-projects-by-2013"), "comment")
    assert "Period: by 2013. Of the days here only the year is stated." in words
    assert "When it begins is not stated; the last day stands for the first." in words


def dates(document, slug):
    return [
        (one.get("type"), one.get("iso-date"), *iati.said(one))
        for one in iati.activity(document, slug).findall("activity-date")
    ]


def test_a_year_is_its_first_day_and_the_narrative_says_so(document):
    starts = {slug: program.start for slug, program in PROGRAMS.items() if program.start}
    assert len(starts) == 12
    for slug, year in starts.items():
        assert dates(document, slug) == [("2", f"{year}-01-01", "Only the year is stated.")]


def test_a_start_that_is_not_stated_is_the_first_day_that_shows_it_under_way(document):
    for slug, day in {
        "nier-eanet": DOCUMENT, "slc-landfill-visitors": "2000-12-31",
        "slc-projects-in-progress": "2014-08-31",
        "keco-seoul-initiative-pilot-projects": "2013-12-31",
    }.items():  # fmt: skip
        [(kind, found, words)] = dates(document, slug)
        assert (kind, found) == ("2", day)
        assert words.startswith("When it began is not stated.")


def test_a_plan_starts_with_its_edition_or_with_the_document(document):
    [course] = dates(document, "ehrd-environment-policy-training")
    assert course[:2] == ("1", "2014-01-01")
    [plan] = dates(document, "slc-development-assistance")
    assert plan[:2] == ("1", DOCUMENT)
    assert plan[2].startswith("When it is to begin is not stated.")


def test_the_status_is_the_declared_state_or_says_that_none_is(document):
    codes = {"planned": "1", "active": "2", "ended": "4", "not-stated": "2"}
    for slug, program in PROGRAMS.items():
        one = iati.activity(document, slug)
        assert one.find("activity-status").get("code") == codes[program.state]
        unsaid = [w for w in iati.said(one, "description") if w.startswith("How far it is")]
        assert len(unsaid) == (program.state == "not-stated")


def test_relations_are_those_of_the_source(document):
    names = {one.findtext("iati-identifier"): one.find("other-identifier").get("ref")
             for one in document}  # fmt: skip
    for slug, program in PROGRAMS.items():
        one = iati.activity(document, slug)
        related = one.findall("related-activity")
        parents = [names[r.get("ref")] for r in related if r.get("type") == "1"]
        children = [names[r.get("ref")] for r in related if r.get("type") == "2"]
        assert parents == ([program.parent] if program.parent else [])
        assert children == sorted(s for s, other in PROGRAMS.items() if other.parent == slug)
        assert one.get("hierarchy") == ("2" if program.parent else "1")


def test_who_takes_part_is_named_and_who_is_trained_is_a_target_group(document):
    meetings = iati.activity(document, "nier-tripartite-presidents-meetings")
    assert [
        (one.get("role"), one.get("type"), one.get("ref"), *iati.said(one))
        for one in meetings.findall("participating-org")
    ] == [
        ("4", "15", None, "National Institute of Environment Research"),
        ("4", "80", None, "Chinese Research Academy of Environmental Science"),
        ("4", "80", None, "NIES"),
    ]
    education = iati.activity(document, EDUCATION)
    assert iati.said(education, "description[@type='3']") == [
        "environmental government officials of developing countries"
    ]
    centre = iati.activity(document, "nier-who-collaborating-centre")
    assert len(centre.findall("participating-org")) == 1
    assert "designating body: WHO" in iati.said(centre, "description[@type='4']")


def test_sectors_are_codes_of_the_dac_and_not_specified_where_none_is_chosen(document):
    found = {}
    for one in document:
        [sector] = one.findall("sector")
        assert sector.get("vocabulary") == "1"
        found.setdefault(sector.get("code"), []).append(one.find("other-identifier").get("ref"))
    assert set(found) == {"41010", "41020", "41030", "41081", "41082", "14050", "99810"}
    assert {code: len(slugs) for code, slugs in found.items()} == {
        "14050": 4, "41010": 2, "41020": 1, "41030": 13, "41081": 11, "41082": 7, "99810": 9,
    }  # fmt: skip


def test_whoever_is_named_as_contact_is_named_as_printed(document):
    [contact] = iati.activity(document, "nier-eanet").findall("contact-info")
    assert iati.said(contact, "department") == ["Public Relations Team (mepr@korea.kr)"]
    assert contact.findtext("email") == "mepr@korea.kr"


def test_there_is_no_money_in_it(document):
    money = ("budget", "planned-disbursement", "transaction", "value", "capital-spend", "crs-add")
    assert not [one for tag in money for one in document.iter(tag)]
    assert not document.xpath("//@default-currency | //@currency | //@humanitarian")


def test_both_languages_stand_side_by_side(document):
    one = iati.activity(document, "nier-eanet")
    for path in ("title", "description[@type='1']", "participating-org"):
        assert all(iati.said(one, path, language) for language in ("en", "ko"))


def test_the_frameworks_are_tags(document):
    tags = iati.activity(document, "knps-protected-area-forum").xpath(
        "tag[contains(@vocabulary-uri, '/frameworks/')]/@code"
    )
    assert tags == ["cbd", "powpa"]
    assert {one.get("vocabulary") for one in document.iter("tag")} == {"99"}
