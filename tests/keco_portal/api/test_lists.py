"""The lists of the API and their rows: all that is public, as it is, and nothing else."""

import csv
import io

import pytest

from institutes.models import Institute
from keco_portal.api.resources import RESOURCES
from keco_portal.open_data.tables import TABLES
from programs.models import Program, Source
from tests import pages
from tests.expected import FIGURES
from tests.factories import (
    make_figure,
    make_framework,
    make_framework_partner,
    make_partner,
    make_partnership,
    make_program,
    make_source,
)

pytestmark = pytest.mark.django_db

PORTAL = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def _portal(settings):
    settings.PUBLIC_ADDRESS = PORTAL


def row(client, address):
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 200, response.text
    return response.json()


def everything(client, address):
    """All rows behind an address, by `next`."""
    rows, address = [], f"/api/v1/{address}"
    while address:
        said = client.get(address).json()
        rows += said["results"]
        address = (said["next"] or "").removeprefix(PORTAL)
    return rows


def test_the_root_leads_to_every_list(client):
    said = client.get("/api/v1").json()
    assert list(said["resources"]) == list(RESOURCES)
    for address in [*said["resources"].values(), said["description"], said["documentation"]]:
        assert client.get(address.removeprefix(PORTAL)).status_code == 200, address
    assert "licence" not in said


def test_the_root_names_the_licence_where_one_is_set(client, settings):
    settings.DATA_LICENCE = "https://licence.test/by"
    assert client.get("/api/v1").json()["licence"] == {
        "name": "https://licence.test/by",
        "url": "https://licence.test/by",
    }


def test_a_figure_says_its_number_its_source_and_its_words_in_both_languages(client):
    figure = row(client, "figures/slc-visitors-2000")
    assert {name: figure[name] for name in ("key", "value", "value_status", "unit", "country")} == {
        "key": "slc-visitors-2000",
        "value": 124,
        "value_status": "stated",
        "unit": "people",
        "country": None,
    }
    assert figure["url"] == f"{PORTAL}/api/v1/figures/slc-visitors-2000"
    assert figure["page"] == f"{PORTAL}/figures/slc-visitors-2000/"
    assert figure["page_ko"] == f"{PORTAL}/ko/figures/slc-visitors-2000/"
    assert figure["source"] == "me-affiliated-organizations-2017"
    assert figure["source_locator"]
    assert figure["measure_name"].isascii()
    assert "가" <= figure["measure_name_ko"][0] <= "힣"


@pytest.mark.parametrize(("key", "stated"), FIGURES.items())
def test_a_figure_says_what_its_source_states(client, key, stated):
    said = row(client, f"figures/{key}")
    expected = stated._asdict()
    names = {
        **{"locator": "source_locator", "lower": "value_lower", "upper": "value_upper"},
        "status": "value_status",
    }
    for name, value in expected.items():
        assert said[names.get(name, name)] == (None if value == "" else value), name


def test_hangul_stand_in_the_answer_as_they_are(client):
    response = client.get("/api/v1/countries/KOR")
    assert response["Content-Type"] == "application/json"
    assert "대한민국" in response.content.decode()


@pytest.mark.parametrize("slash", ["", "/"])
@pytest.mark.parametrize("address", ["regions/m49:035", "countries/IDN", "regions"])
def test_a_slash_at_the_end_makes_no_difference(client, address, slash):
    assert client.get(f"/api/v1/{address}{slash}").status_code == 200


@pytest.mark.parametrize(
    "given",
    [
        {"value_status": "not-stated"},
        {"value_status": "suppressed"},
        {"value_lower": 3, "value_upper": 4},
        {"value": 0},
    ],
)
def test_what_is_missing_is_null_and_never_zero(client, given):
    make_figure(key="it", **given)
    figure = row(client, "figures/it")
    assert figure["value"] == given.get("value")
    assert figure["value_lower"] == given.get("value_lower")
    assert figure["value_upper"] == given.get("value_upper")
    assert figure["value_status"] == given.get("value_status", "stated")
    assert figure["period_start"] is None
    assert figure["note"] is None


def test_a_text_like_a_formula_stands_as_it_was_written(client):
    make_program(slug="formula", name_en="=1+1", name_ko="'=1+1", summary_en="@all")
    program = row(client, "programs/formula")
    assert (program["name"], program["name_ko"], program["summary"]) == ("=1+1", "'=1+1", "@all")


@pytest.mark.parametrize("name", RESOURCES)
def test_a_list_has_every_public_row_once_in_the_order_of_keys(client, name):
    make_figure(key="draft", publication="draft")
    make_program(slug="draft", publication="draft")
    first = next(iter(TABLES[name].table.columns()))
    expected = [one[f"column_{first}"] for one in TABLES[name].rows()]
    assert [one["key"] for one in everything(client, f"{name}?page_size=7")] == expected
    assert [one["key"] for one in everything(client, f"{name}?page_size=7&cursor=")] == expected
    assert client.get(f"/api/v1/{name}").json()["count"] == len(expected)


@pytest.mark.parametrize("name", ["programs", "figures"])
def test_the_api_and_the_csv_say_the_same(client, name):
    make_program(slug="quoted", name_en='A "b", c', summary_en="One\nTwo", kind="visits")
    make_figure(key="unknown", value_status="not-stated")
    text = pages.body(client.get(f"/{name}.csv")).decode("utf-8-sig")
    rows = [*csv.DictReader(io.StringIO(text, newline=""))]
    said = everything(client, f"{name}?cursor=")
    assert len(said) == len(rows)
    for one, line in zip(said, rows, strict=True):
        for column, cell in line.items():
            value = one["key" if column == name.removesuffix("s") else column]
            printed = "|".join(value) if isinstance(value, list) else value
            assert ("" if printed is None else str(printed)) == cell, (one["key"], column)


@pytest.mark.parametrize(
    "query",
    ["institute=slc", "group=training&group=visits", "year=2013", "country=CHN", "kind=cumulative"],
)
def test_figures_are_filtered_as_on_their_page(client, query):
    page = client.get(f"/figures/?{query}").context["object_list"]
    said = client.get(f"/api/v1/figures?{query}").json()
    assert [one["key"] for one in said["results"]] == [figure.key for figure in page]
    assert said["count"] == len(page) > 0


@pytest.mark.parametrize("sort", ["", "&sort=name", "&sort=newest", "&sort=oldest"])
def test_programs_are_filtered_and_ordered_as_on_their_page(client, sort):
    page = client.get(f"/programs/?country=CHN{sort}").context["object_list"]
    said = client.get(f"/api/v1/programs?country=CHN{sort}").json()["results"]
    slugs = [program.slug for program in page]
    assert [one["key"] for one in said] == (slugs if sort else sorted(slugs))


def test_a_program_has_what_belongs_to_it_inside(client):
    program = row(client, "programs/nier-tripartite-joint-research")
    roles = [(one["country"], one["role"]) for one in program["program_countries"]]
    assert roles == [("CHN", "partner"), ("JPN", "partner"), ("KOR", "partner")]
    assert [one["region"] for one in program["program_regions"]] == ["term:northeast-asia"]
    partners = sorted(one["partner"] for one in program["partnerships"])
    assert partners == ["craes", "nies"] == program["partners"]
    assert program["document"]["key"] == program["source"] == "me-affiliated-organizations-2017"
    assert [one["key"] for one in program["figures"]] == ["nier-priority-areas"]
    assert program["figures_are_all"] is True


def test_the_figures_inside_a_program_are_its_public_ones(client):
    program = row(client, "programs/slc-landfill-visitors")
    assert [one["key"] for one in program["figures"]] == ["slc-visitors-2000", "slc-visitors-2013"]
    own = Program.objects.get(slug="slc-landfill-visitors")
    make_figure(program=own, key="secret", publication="draft")
    assert len(row(client, "programs/slc-landfill-visitors")["figures"]) == 2


def test_a_program_of_very_many_figures_says_that_these_are_not_all(client, monkeypatch):
    monkeypatch.setattr("participants.serializers.FIGURES_INSIDE", 1)
    program = row(client, "programs/slc-landfill-visitors")
    assert [one["key"] for one in program["figures"]] == ["slc-visitors-2000"]
    assert program["figures_are_all"] is False


def test_editions_and_partners_of_frameworks_stand_inside(client):
    program = row(client, "programs/ehrd-china-environmental-statistics")
    assert [(one["year"], one["state"]) for one in program["editions"]] == [(2014, "planned")]
    one = make_framework_partner(partner=make_partner(slug="founder"))
    framework = row(client, f"frameworks/{one.framework.slug}")
    assert framework["framework_partners"] == [
        {
            "role": "initiator",
            "partner": "founder",
            "country": None,
            "as_printed": "somebody",
            "links": {"partner": f"{PORTAL}/api/v1/partners/founder", "country": None},
        }
    ]


def test_partners_in_one_role_keep_their_order_whoever_is_written_last(client):
    framework = make_framework()
    for slug in ("b-partner", "a-partner"):
        make_framework_partner(framework=framework, partner=make_partner(slug=slug))
    for role in ("organizer", "initiator"):
        framework.framework_partners.filter(partner__slug="b-partner").update(role=role)
    inside = row(client, f"frameworks/{framework.slug}")["framework_partners"]
    assert [one["partner"] for one in inside] == ["b-partner", "a-partner"]


def test_the_documents_own_address_stands_aside_of_that_in_the_api(client):
    make_program(source=make_source(slug="elsewhere", url="https://elsewhere.test/"))
    source = row(client, "sources/elsewhere")
    assert source["url"] == f"{PORTAL}/api/v1/sources/elsewhere"
    assert source["document_url"] == "https://elsewhere.test/"


def test_every_link_leads_somewhere(client):
    links = set()
    for name in RESOURCES:
        for one in client.get(f"/api/v1/{name}?page_size=5").json()["results"]:
            links |= {one["url"], one.get("page"), one.get("page_ko")} - {None}
            for link in one["links"].values():
                links |= set(link if isinstance(link, list) else [link]) - {None}
    assert len(links) > 100
    for link in sorted(links):
        assert client.get(link.removeprefix(PORTAL)).status_code == 200, link


def test_a_parent_that_is_not_public_is_not_named(client):
    secret = make_program(slug="secret", publication="draft")
    make_program(slug="open", parent=secret)
    program = row(client, "programs/open")
    assert program["parent"] is None
    assert program["links"]["parent"] is None


@pytest.mark.parametrize(("address", "budget"), [("figures", 4), ("programs", 8), ("sources", 4)])
def test_more_rows_do_not_mean_more_queries(client, django_assert_max_num_queries, address, budget):
    institute = Institute.objects.get(code="nier")
    for _ in range(3):
        program = make_program(institute=institute)
        make_figure(program=program)
        make_partnership(program=program)
        make_program(source=make_source(slug=f"s{Source.objects.count()}"))
    with django_assert_max_num_queries(budget):
        client.get(f"/api/v1/{address}")
