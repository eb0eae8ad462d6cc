"""The block of JSON-LD in the head of each page: one, valid, and with the values of the page."""

import json

import pytest
from django.conf import settings

from programs.models import Country, Program, Region
from tests import expected, expected_names, pages
from tests.factories import (
    make_country,
    make_figure,
    make_partner,
    make_program,
    make_program_region,
)
from tests.structured_data import blocks, document, main, of_type
from tests.test_pages import BUDGETS
from tests.vocabulary import nodes_in, strangers

pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]


@pytest.mark.conformance
def test_every_page_has_one_block_of_terms_that_schema_org_knows(client, conformance):
    faults, korean = [], ["/ko" + address for address in BUDGETS]
    addresses = [*pages.LISTS, *pages.details(), *BUDGETS, *korean]
    for address in addresses:
        found = document(client, address)
        assert found["@context"] == "https://schema.org"
        faults += [f"{address}: {fault}" for fault in strangers(found)]
        assert len(of_type(found, "BreadcrumbList")) == 1, address
        assert found["@graph"][0]["inLanguage"] == ("ko" if address in korean else "en")
        for node in nodes_in(found["@graph"]):
            assert all(value not in (None, "", [], {}) for value in node.values()), address
    conformance(
        *("schema-org", "vocabulary of schema.org"),
        version="30.0",
        faults=faults,
        pages=len(addresses),
    )


def test_a_word_that_schema_org_does_not_know_would_be_found():
    wrong = [{"@type": "Thing", "areaServed": "x"}, {"@type": "Nonsense"}, {"name": "x"}]
    assert len(list(strangers({"@graph": wrong}))) == 3


def test_addresses_in_it_are_whole_and_lead_to_pages(client):
    leads = ("url", "item", "contentUrl", "mainEntityOfPage")
    known = set()
    for address in BUDGETS:
        for node in nodes_in(document(client, address)["@graph"]):
            if node["@type" if "@type" in node else "@id"] == "CreativeWork":
                node.pop("url", None)  # the document's own
            known |= {node[name] for name in leads if name in node}
    assert len(known) > 100
    for address in known:
        assert address.startswith(f"{settings.PUBLIC_ADDRESS}/"), address
        path = address.removeprefix(settings.PUBLIC_ADDRESS)
        response = client.get(path)
        assert response.status_code == 200, address
        assert pages.body(response)


def test_a_thing_has_one_identity_in_both_languages_and_wherever_it_is_mentioned(client):
    address = "/programs/nier-tripartite-joint-research/"
    english, korean = document(client, address), document(client, f"/ko{address}")
    assert main(english)["@id"] == main(korean)["@id"]
    assert main(english)["name"] in main(korean)["alternateName"]
    assert main(korean)["name"] in main(english)["alternateName"]
    assert main(korean)["url"] == f"{settings.PUBLIC_ADDRESS}/ko{address}"
    institute = main(document(client, "/institutes/nier/"))
    assert main(korean)["provider"]["@id"] == institute["@id"]


def test_the_way_to_a_page_is_that_of_its_trail(client):
    compared = 0
    for address in [*BUDGETS, "/programs/nier-tripartite-joint-research/"]:
        response = client.get(address)
        [block] = blocks(response)
        found = json.loads(block)
        [trail] = of_type(found, "BreadcrumbList")
        steps = trail["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        shown = pages.parsed(response).cssselect("p.trail a")
        if not shown:
            continue
        names = [step["name"] for step in steps]
        assert [pages.text_of(link) for link in shown] == names[1:-1], address
        hrefs = [step["item"].removeprefix(settings.PUBLIC_ADDRESS) for step in steps]
        assert [link.get("href") for link in shown] == hrefs[1:-1], address
        compared += 1
    assert compared > 5


# Numbers.


@pytest.mark.parametrize("language", ["", "/ko"])
def test_each_figure_has_the_number_of_the_source_and_nothing_where_there_is_none(client, language):
    for key, row in expected.FIGURES.items():
        node = main(document(client, f"{language}/figures/{key}/"))
        assert node["@type"] == "Observation"
        assert node.get("value") == row.value, key
        assert (node.get("minValue"), node.get("maxValue")) == (row.lower, row.upper), key
        codes = {one["propertyID"]: one["value"] for one in node["additionalProperty"]}
        assert codes == {
            "kind": row.kind, "value_status": row.status, "qualifier": row.qualifier,
            "sex": row.sex,
        }  # fmt: skip
        if not language:
            assert node["unitText"] == row.unit
        assert node.get("observationDate") == (row.period_end or row.as_of or None), key


def test_a_number_that_is_not_stated_is_absent_and_never_zero(client):
    make_figure(key="nothing", value=None, value_status="not-stated")
    make_figure(key="zero", value=0)
    nothing, zero = (main(document(client, f"/figures/{key}/")) for key in ("nothing", "zero"))
    assert not {"value", "minValue", "maxValue"} & set(nothing)
    assert zero["value"] == 0
    assert "not stated" in nothing["description"]


def test_a_bound_is_a_bound_and_about_says_so(client):
    for qualifier, name in (("at-least", "minValue"), ("at-most", "maxValue"), ("about", "value")):
        make_figure(key=qualifier, value=30, qualifier=qualifier)
        node = main(document(client, f"/figures/{qualifier}/"))
        found = {key: node[key] for key in ("value", "minValue", "maxValue") if key in node}
        assert found == {name: 30}
    assert main(document(client, "/figures/about/"))["description"].startswith("about 30 people")


def test_a_plan_is_no_observation(client):
    make_figure(key="a-plan", kind="plan", value=7)
    node = main(document(client, "/figures/a-plan/"))
    assert (node["@type"], node["value"]) == ("QuantitativeValue", 7)


@pytest.mark.parametrize(
    ("first", "last", "as_of", "length", "date", "covered"),
    [
        ("2005", "2013", "", "P9Y", "2013", "2005/2013"),
        ("2000", "2000", "", "P1Y", "2000", "2000"),
        ("2013-11", "2014-02", "", "P4M", "2014-02", "2013-11/2014-02"),
        ("2014-02-27", "2014-03-02", "", "P4D", "2014-03-02", "2014-02-27/2014-03-02"),
        ("2013", "2014-02", "", None, "2014-02", "2013/2014-02"),
        ("2007", "", "", None, None, "2007/.."),
        ("", "2013", "", None, "2013", "../2013"),
        ("", "", "2014-08", None, "2014-08", "2014-08"),
        ("", "", "", None, None, None),
    ],
)  # fmt: skip
def test_a_period_is_as_precise_as_it_is_known(client, first, last, as_of, length, date, covered):
    make_figure(key="a-period", kind="cumulative", period_start=first, period_end=last, as_of=as_of)
    found = document(client, "/figures/a-period/")
    assert main(found).get("observationPeriod") == length
    assert main(found).get("observationDate") == date
    assert found["@graph"][0].get("temporalCoverage") == covered


# Programs, places, organizations.


def test_each_program_has_its_institute_and_the_places_that_the_source_names(client):
    for slug, row in expected.PROGRAMS.items():
        found = document(client, f"/programs/{slug}/")
        node = main(found)
        assert node["@type"] == "GovernmentService"
        institute = slug.partition("-")[0]
        assert node["provider"]["name"] == expected_names.INSTITUTES[institute]
        served = node.get("areaServed", [])
        countries = {one["identifier"]["value"] for one in served if one["@type"] == "Country"}
        assert countries == {code for code, _role, _words in row.countries}, slug
        regions = {one["@id"].partition("term:")[2] for one in served if one["@type"] == "Place"}
        stated = {code for code, basis, _words in row.regions if basis == "stated"}
        assert {one.partition("/")[0] for one in regions} == stated, slug
        covered = found["@graph"][0].get("temporalCoverage")
        assert covered == (f"{row.start}/.." if row.start else None), slug


def test_what_ended_at_a_time_unknown_does_not_go_on(client):
    make_program(slug="over", start_year=2006, state="ended")
    assert "temporalCoverage" not in document(client, "/programs/over/")["@graph"][0]


def test_a_country_in_two_roles_is_served_once(client):
    served = main(document(client, "/programs/ehrd-tripartite-training/"))["areaServed"]
    assert [place["name"] for place in served].count("Republic of Korea") == 1


def test_a_region_of_words_has_no_code(client):
    assert "identifier" not in main(document(client, "/regions/term:africa/"))
    code = main(document(client, "/regions/m49:035/"))["identifier"]
    assert (code["propertyID"], code["value"]) == ("UN M49", "035")


def test_a_country_has_its_three_codes(client):
    node = main(document(client, "/countries/IDN/"))
    assert [one["value"] for one in node["identifier"]] == ["IDN", "ID", "360"]


@pytest.mark.parametrize(
    ("kind", "named"),
    [("government", "GovernmentOrganization"), ("research", "ResearchOrganization"),
     ("un", "Organization")],
)  # fmt: skip
def test_a_partner_is_of_its_kind_and_in_its_country(client, kind, named):
    partner = make_partner(type=kind, country=make_country(name_en="Atlantis"))
    make_program().partnerships.create(partner=partner)
    node = main(document(client, partner.get_absolute_url()))
    assert node["@type"] == named
    assert node["location"]["name"] == "Atlantis"


# What must not be there.


HOSTILE = "</script><script>alert(1)</script><!-- & <b> \u2028 \\ \" '"


def test_no_text_can_end_the_block(client):
    program = make_program(slug="hostile", name_en=HOSTILE, summary_en=HOSTILE, countries=[
        Country.objects.get(iso3="CHN")])  # fmt: skip
    region = Region.objects.get_by_natural_key("term", "africa")
    make_program_region(program=program, region=region)
    for address in ("/programs/hostile/", "/ko/programs/hostile/", "/programs/?q=alert"):
        response = client.get(address)
        [block] = blocks(response)
        assert not set("<>&") & set(block)
        assert len(pages.parsed(response).cssselect("script:not([src])")) == 1
        names = [node.get("name") for node in nodes_in(json.loads(block)["@graph"])]
        assert " ".join(HOSTILE.split()) in [" ".join((name or "").split()) for name in names]


def test_a_draft_leaves_no_trace(client):
    draft = make_program(slug="quibblezorp", name_en="Quibblezorp", publication="draft")
    make_program(slug="its-child", parent=draft)
    make_figure(key="quibblezorp-figure", program=draft)
    for address in [*pages.LISTS, "/programs/its-child/", "/countries/CHN/", "/institutes/keco/"]:
        [block] = blocks(client.get(address))
        assert "quibblezorp" not in block.lower(), address


@pytest.mark.parametrize(
    "address", ["/nowhere/", "/ko/nowhere/", "/programs/?year=x", "/programs/?embed=1"]
)
def test_what_is_not_to_be_found_has_none(client, address):
    assert blocks(client.get(address)) == []


def test_a_preview_has_none(client):
    from django.urls import reverse

    from tests.factories import make_administrator

    client.force_login(make_administrator())
    row = make_program(publication="draft")
    response = client.get(reverse("admin:programs_program_preview", args=[row.pk]))
    assert response.status_code == 200
    assert blocks(response) == []
    assert Program.objects.filter(pk=row.pk, publication="draft").exists()
