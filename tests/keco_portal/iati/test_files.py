"""How the two files of IATI and their page answer."""

import datetime

import pytest
from django.test import Client

from institutes.remembered import Remembered
from keco_portal.iati import kept
from keco_portal.open_data.version import Version
from programs.models import Country, Program, Region
from tests import iati, pages
from tests.factories import (
    make_figure,
    make_institute,
    make_measure,
    make_program,
    make_program_region,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch):
    monkeypatch.setattr(kept, "files", Remembered(kept.FILES_AT_MOST))


@pytest.fixture
def _settled(monkeypatch):
    """As some minutes after a change."""
    monkeypatch.setattr(Version, "is_settled", True)


def asked(client, **headers):
    """The answer with the activities, read to its end, which closes the file."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = client.get(iati.ACTIVITIES, headers=given)
    answer.body = pages.body(answer)
    return answer


def slugs(document):
    return [one.find("other-identifier").get("ref") for one in document]


def test_a_file_is_whole_xml_of_the_standard(client):
    for address in (iati.ACTIVITIES, iati.ORGANISATIONS):
        answer = client.get(address)
        body = pages.body(answer)
        assert answer["Content-Type"] == "application/xml"
        assert answer["Content-Length"] == str(len(body))
        assert iati.etree.fromstring(body).get("version") == "2.03"


def test_the_filters_of_the_list_of_programs_narrow_the_activities(client):
    found = slugs(iati.read(client, f"{iati.ACTIVITIES}?institute=nibr"))
    assert found == ["nibr-overseas-biodiversity-research", "nibr-specimen-usefulness-assessment"]
    assert slugs(iati.read(client, f"{iati.ACTIVITIES}?program=nier-eanet")) == ["nier-eanet"]
    one = iati.read(client, f"{iati.ORGANISATIONS}?institute=slc")
    assert iati.said(one[0], "name") == ["Sudokwon Landfill Site Management Corporation"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("institute=me", "institute: "),
        ("program=nothing", "program: "),
        ("colour=green", "Unknown parameter: colour."),
        ("sort=name", "Unknown parameter: sort."),
        ("institute=a%00b", "NUL"),
    ],
)
def test_a_wrong_address_is_400_in_plain_text(client, query, words):
    for method in (client.get, client.head):
        answer = method(f"{iati.ACTIVITIES}?{query}")
        assert (answer.status_code, answer["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert words in pages.body(client.get(f"{iati.ACTIVITIES}?{query}")).decode()


def test_where_nothing_fits_there_is_no_file(client):
    answer = client.get(f"{iati.ACTIVITIES}?year=1950")
    assert (answer.status_code, answer.content) == (404, b"Nothing fits this filter.\n")


def test_it_is_only_read():
    client = Client(enforce_csrf_checks=True)
    assert client.post(iati.ACTIVITIES).status_code == 405


def test_head_says_what_get_says(client):
    got, head = asked(client), client.head(iati.ACTIVITIES)
    assert pages.body(head) == b""
    for name in ("Content-Length", "ETag", "Content-Type", "Content-Disposition"):
        assert head[name] == got[name]


def test_what_has_not_changed_is_not_sent_again(client):
    tag = asked(client)["ETag"]
    assert asked(client, if_none_match=tag).status_code == 304
    make_program()
    assert asked(client, if_none_match=tag).status_code == 200


@pytest.mark.usefixtures("_settled")
def test_a_settled_file_says_since_when_and_is_sent_only_if_it_is_newer(client):
    answer = asked(client)
    assert asked(client, if_modified_since=answer["Last-Modified"]).status_code == 304
    old = "Sat, 01 Jan 2000 00:00:00 GMT"
    assert asked(client, if_modified_since=old).status_code == 200
    assert asked(client, if_none_match=answer["ETag"]).status_code == 304
    for tag, status in ((answer["ETag"], 200), ('"another"', 412)):
        assert asked(client, if_match=tag).status_code == status


def test_a_figure_that_is_withdrawn_makes_its_activity_no_older(client):
    program = make_program(slug="losing")
    make_figure(program=program)
    long_ago = datetime.datetime(2001, 1, 1, tzinfo=datetime.UTC)
    Program.objects.filter(pk=program.pk).update(changed_at=long_ago)

    def changed():
        return iati.activity(iati.read(client), "losing").get("last-updated-datetime")

    before = changed()
    program.figures.update(publication="withdrawn")
    assert changed() >= before


@pytest.mark.usefixtures("_settled")
def test_a_settled_file_is_kept_until_the_data_changes(client, django_assert_max_num_queries):
    first = asked(client).body
    with django_assert_max_num_queries(6):
        assert asked(client).body == first
    make_program(slug="new-one")
    assert "new-one" in slugs(iati.read(client))
    assert "new-one" not in slugs(iati.read(client, f"{iati.ACTIVITIES}?institute=nier"))


def test_while_more_may_change_nothing_is_kept_and_no_time_is_said(client, monkeypatch):
    monkeypatch.setattr(Version, "is_settled", False)
    assert "Last-Modified" not in asked(client)
    assert not kept.files


def test_few_and_old_files_are_kept():
    def made(size):
        return lambda: kept.KeptFile(kept.io.BytesIO(b"x" * size), size, f'"{size}"')

    version = Version("1", None)
    for size in range(1, kept.FILES_AT_MOST + 3):
        assert kept.kept_or_made(size, version, made(size)).file.read() == b"x" * size
    assert [key for _number, key in kept.files.things] == list(range(3, kept.FILES_AT_MOST + 3))
    kept.kept_or_made("large", version, made(kept.BYTES_AT_MOST + 1))
    assert len(kept.files) == kept.FILES_AT_MOST


def test_more_programs_do_not_mean_more_queries(client, django_assert_max_num_queries):
    eanet = Program.objects.get(slug="nier-eanet")
    for _ in range(5):
        make_figure(program=make_program(parent=eanet, institute=eanet.institute))
    with django_assert_max_num_queries(22):
        iati.read(client)


def test_what_is_not_published_is_not_in_it_and_leaves_no_trace(client):
    public = make_program(slug="quite-public")
    hidden = make_program(slug="hidden-one", publication="review", name_en="Quibble")
    Program.objects.filter(slug="quite-public").update(parent=hidden)
    make_program(slug="hidden-child", publication="draft", parent=public)
    make_figure(key="hidden-figure", program=public, publication="draft", value=7654321)
    body = asked(client).body
    for trace in (b"hidden", b"Quibble", b"7654321"):
        assert trace not in body
    assert iati.activity(iati.read(client), "quite-public").get("hierarchy") == "1"


def test_the_file_is_the_same_in_whatever_language_it_is_asked_for(client):
    assert asked(client, accept_language="ko").body == asked(client).body
    assert client.get(f"/ko{iati.ACTIVITIES}").status_code == 404


def test_without_a_registered_identifier_none_is_made_up(client, settings):
    settings.PUBLIC_ADDRESS, settings.IATI_PUBLISHER = "https://portal.example", ""
    one = iati.activity(iati.read(client), "nier-eanet")
    reporting = one.find("reporting-org")
    assert (reporting.get("ref"), reporting.get("secondary-reporter")) == ("portal.example", "1")
    assert one.findtext("iati-identifier") == "portal.example-nier-eanet"
    assert not iati.read(client).xpath("//participating-org/@ref")
    page = client.get("/data/iati/").text
    assert "The portal is not registered as a publisher yet." in page
    assert "portal.example" in page


def test_a_registered_identifier_is_the_reference_of_all(client, settings):
    settings.PUBLIC_ADDRESS, settings.IATI_PUBLISHER = "https://portal.example", "XX-TEST-1"
    document = iati.read(client)
    assert {one.find("reporting-org").get("ref") for one in document} == {"XX-TEST-1"}
    assert iati.activity(document, "nier-eanet").findtext("iati-identifier") == (
        "XX-TEST-1-nier-eanet"
    )
    assert "XX-TEST-1" in client.get("/data/iati/").text
    assert "not registered" not in client.get("/data/iati/").text
    identifiers = iati.read(client, iati.ORGANISATIONS).xpath("//organisation-identifier/text()")
    assert "portal.example-keco" in identifiers


def test_the_institutes_are_the_organisations(client):
    make_institute(code="zz", website="https://zz.example/", name_ko="")
    document = iati.read(client, iati.ORGANISATIONS)
    assert [iati.said(one, "name") for one in document] == [
        ["National Institute of Environmental Human Resources Development"],
        ["Korea Environment Corporation"],
        ["Korea National Park Service"],
        ["National Institute of Biological Resources"],
        ["National Institute of Environment Research"],
        ["Sudokwon Landfill Site Management Corporation"],
        ["The zz"],
    ]
    assert {one.get("secondary-reporter") for one in document.iter("reporting-org")} == {"1"}
    assert document[-1].xpath("document-link/@url")[1] == "https://zz.example/"
    iati.assert_clean(document)


def test_a_missing_number_is_never_zero(client):
    program = make_program(slug="with-numbers")
    for status in ("not-stated", "suppressed"):
        make_figure(key=f"of-{status}", program=program, value_status=status)
    make_figure(key="of-zero", program=program, value=0)
    document = iati.read(client)
    assert iati.figure(document, "of-zero").get("value") == "0"
    for status, words in (("not-stated", "not stated"), ("suppressed", "suppressed")):
        number = iati.figure(document, f"of-{status}")
        assert number.get("value") is None
        assert iati.said(number, "comment")[0].startswith(f"Value: {words}.")


def test_a_plan_is_a_target_and_what_happened_an_actual(client):
    make_figure(key="of-plan", kind="plan", period_start="2030", period_end="2030")
    make_figure(key="of-now", kind="ongoing")
    document = iati.read(client)
    assert iati.figure(document, "of-plan").tag == "target"
    assert iati.figure(document, "of-now").tag == "actual"


def test_what_may_be_added_says_so(client):
    series = {"program": make_program(), "measure": make_measure(), "kind": "annual"}
    for year in ("2001", "2002", "2003"):
        make_figure(key=f"of-{year}", period_start=year, period_end=year, **series)
    document = iati.read(client)
    assert iati.figure(document, "of-2001").tag == "baseline"
    for key in ("of-2002", "of-2003"):
        number = iati.figure(document, key)
        assert number.tag == "actual"
        assert number.xpath("ancestor::result/@aggregation-status") == ["1"]


def test_series_of_a_country_and_of_women_are_indicators_of_their_own(client):
    series = {"program": make_program(), "measure": make_measure(), "kind": "annual"}
    of = {"whole": {}, "women": {"sex": "F"}, "china": {"country": Country.objects.get(iso3="CHN")}}
    for name, given in of.items():
        make_figure(key=f"of-{name}", period_start="2001", period_end="2001", **series, **given)
    document = iati.read(client)
    found = {
        name: [dict(one.attrib) for one in iati.figure(document, f"of-{name}").findall("dimension")]
        for name in of
    }
    assert found == {
        "whole": [],
        "women": [{"name": "sex", "value": "F"}],
        "china": [{"name": "country", "value": "CHN"}],
    }
    indicators = {
        iati.figure(document, f"of-{name}").xpath("ancestor::indicator")[0] for name in of
    }
    assert len(indicators) == 3


def test_a_withdrawn_sector_is_given_no_more(client):
    make_program(slug="old-sector", sector="41050")
    [sector] = iati.activity(iati.read(client), "old-sector").findall("sector")
    assert sector.get("code") == "99810"


def test_a_region_of_the_un_is_named_by_its_code(client):
    program = make_program(slug="in-the-south-east")
    make_program_region(program=program, region=Region.objects.get(key="m49:035"))
    region = iati.activity(iati.read(client), "in-the-south-east").find("recipient-region")
    assert (region.get("vocabulary"), region.get("code")) == ("2", "035")


def test_the_page_of_the_data_leads_to_the_page_about_them(client):
    page = pages.parsed(client.get("/data/"))
    assert page.cssselect("main a[href='/data/iati/']")
