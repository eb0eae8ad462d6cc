"""The description of the API: others' validators find nothing in it, and it is what is so."""

import json

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from keco_portal.api import examples
from keco_portal.api.resources import RESOURCES
from keco_portal.management.commands.api_examples import Command, answered
from tests import spectral_lint
from tests.factories import make_partner, make_partnership, make_program

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/openapi.json"


@pytest.fixture
def described(client):
    return client.get(ADDRESS).json()


def parameter(described, path, name):
    [found] = [one for one in described["paths"][path]["get"]["parameters"] if one["name"] == name]
    return found


@pytest.mark.parametrize("resource", RESOURCES.values(), ids=list(RESOURCES))
def test_what_the_files_require_is_never_null(described, resource):
    table = resource.serializer.table
    component = resource.serializer.__name__.removesuffix("Serializer")
    key, *others = resource.serializer.columns()
    for name, column in zip(["key", *others], table.columns(), strict=False):
        kind = described["components"]["schemas"][component]["properties"][name]["type"]
        if kind != "array":  # a list is empty where there is nothing
            assert ("null" in kind) is not table.is_required(column), (key, name)


@pytest.mark.conformance
def test_openapi_spec_validator_finds_nothing(described, conformance):
    assert described["openapi"].startswith("3.1")
    faults = OpenAPIV31SpecValidator(described).iter_errors()
    name = "openapi-spec-validator"
    conformance("openapi", name, of=name, faults=faults, operations=len(described["paths"]))


@pytest.mark.conformance
def test_spectral_finds_nothing(client, described, tmp_path, conformance):
    faults = spectral_lint.complaints(client.get(ADDRESS).content, tmp_path)
    said = {"faults": faults, "operations": len(described["paths"])}
    conformance("openapi", "Spectral, spectral:oas", version=spectral_lint.version(), **said)


def test_spectral_would_find_something(described, tmp_path):
    del described["info"]["contact"]
    [complaint] = spectral_lint.complaints(json.dumps(described).encode(), tmp_path)
    assert complaint.startswith("info-contact")


def test_the_lock_of_spectral_names_no_source_of_packages():
    text = (spectral_lint.HERE / "package-lock.json").read_text()
    assert "resolved" not in text
    assert "http://" not in text
    assert '"integrity"' in text


def test_every_resource_is_described_with_its_parameters(described):
    assert set(described["paths"]) == {
        "/api/v1",
        *(f"/api/v1/{name}" for name in RESOURCES),
        *(f"/api/v1/{name}/{{key}}" for name in RESOURCES),
    }
    names = {one["name"] for one in described["paths"]["/api/v1/figures"]["get"]["parameters"]}
    assert names == {
        *("institute", "program", "group", "measure", "country", "kind", "source", "series"),
        *("year", "page", "page_size", "cursor"),
    }


def test_a_column_is_described_as_it_is_declared(described):
    value = described["components"]["schemas"]["Figure"]["properties"]["value"]
    assert value["type"] == ["integer", "null"]
    assert value["description"] == "The number; blank where there is none."
    status = described["components"]["schemas"]["Figure"]["properties"]["value_status"]
    assert status["enum"] == ["stated", "computed", "not-stated", "suppressed"]
    assert status["type"] == "string"


def test_every_operation_names_its_refusals_as_problems(described):
    for path, operations in described["paths"].items():
        answers = operations["get"]["responses"]
        assert {"200", "304", "400", "404", "405", "406", "429", "500", "503"} <= set(answers), path
        for status, answer in answers.items():
            if status >= "400":
                assert list(answer["content"]) == ["application/problem+json"], (path, status)


def test_the_depth_of_pages_is_told_with_what_becomes_of_an_order(described):
    said = parameter(described, "/api/v1/programs", "page")["description"]
    assert "With `sort` a list ends there" in said


def test_what_can_be_withdrawn_says_410(described):
    with_410 = {p for p, one in described["paths"].items() if "410" in one["get"]["responses"]}
    assert with_410 == {"/api/v1/programs/{key}", "/api/v1/figures/{key}"}


def test_known_keys_are_told_and_follow_the_data(client):
    before = parameter(client.get(ADDRESS).json(), "/api/v1/programs", "partner")
    assert "craes" in before["schema"]["items"]["pattern"]
    assert "newcomer" not in before["schema"]["items"]["pattern"]
    make_partnership(program=make_program(), partner=make_partner(slug="newcomer"))
    after = parameter(client.get(ADDRESS).json(), "/api/v1/programs", "partner")
    assert "newcomer" in after["schema"]["items"]["pattern"]


def test_keys_of_a_long_table_are_not_told(client, monkeypatch):
    monkeypatch.setattr("keco_portal.api.parameters.KEYS_AT_MOST", 20)
    country = parameter(client.get(ADDRESS).json(), "/api/v1/figures", "country")
    assert country["schema"]["items"]["pattern"] == "^[A-Z]{3}$"


def test_the_examples_are_what_the_seed_answers(settings):
    [host, *_] = settings.ALLOWED_HOSTS
    assert answered(host) == examples.FILE.read_text()


def test_the_command_writes_the_examples(tmp_path, monkeypatch):
    file = tmp_path / "examples.json"
    monkeypatch.setattr("keco_portal.management.commands.api_examples.FILE", file)
    Command().handle()
    assert file.read_text() == examples.FILE.read_text()


def test_it_names_this_portal_and_its_licence_only_where_one_is_set(client, settings):
    settings.DATA_LICENCE = ""
    assert "license" not in client.get(ADDRESS).json()["info"]
    settings.PUBLIC_ADDRESS = "https://portal.test"
    settings.DATA_LICENCE = "https://licence.test/by"
    settings.DATA_LICENCE_NAME = "Any use"
    described = client.get(ADDRESS).json()
    assert described["info"]["license"] == {"name": "Any use", "url": "https://licence.test/by"}
    assert [one["url"] for one in described["servers"]] == ["https://portal.test"]
    example = described["paths"]["/api/v1/figures/{key}"]["get"]["responses"]["200"]["content"]
    url = example["application/json"]["example"]["url"]
    assert url == "https://portal.test/api/v1/figures/slc-visitors-2000"


def test_it_may_be_kept_and_is_asked_for_by_its_etag(client):
    first = client.get(ADDRESS)
    assert first["Cache-Control"] == "public, max-age=3600"
    again = client.get(ADDRESS, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
