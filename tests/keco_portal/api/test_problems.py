"""What the API answers where it cannot do what was asked: problem details, whatever it was."""

import jsonschema
import pytest
from django.db import OperationalError
from django.test import Client

from keco_portal.api import page, views
from keco_portal.problems import KINDS
from tests.factories import make_figure, make_program
from tests.keco_portal.api.test_asking import problem
from tests.participants.test_past import change, withdraw

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/figures/nothing", "/api/v1/regions/m49:999", "/api/v1/nouns", "/api/v2",
        "/api/nowhere/", "/api/v1/figures/a/b", "/api/v1/countries/ZZZ", "/api/v1/countries/%C3%BB",
        "/api/v1/regions/m49%00", "/api/v1/figures/%00", "/api/v1/%00/",
        "/api/v1/programs/%EF%BF%BF", "/api/v1/figures?page=999",
    ],
)  # fmt: skip
def test_what_is_unknown_is_404(client, address):
    said = problem(client.get(address), 404)
    assert said["type"].endswith("/api/#unknown")


@pytest.mark.parametrize(
    "address", ["/api/v1/programs?q=%00", "/api/v1/programs?q=%FF", "/api/v1?%00", "/api/x?%00"]
)
def test_an_address_that_no_text_is_of_is_refused(client, address):
    problem(client.get(address), 400 if "/x" not in address else 404)


# The schema in Appendix A of RFC 9457.
SCHEMA_OF_PROBLEMS = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 100, "maximum": 599},
        "detail": {"type": "string"},
        "instance": {"type": "string", "format": "uri-reference"},
    },
}


@pytest.mark.conformance
def test_problems_are_such_as_the_standard_describes(client, program, conformance):
    withdraw(program)
    answers = [
        *(client.get(f"/api/v1/{address}") for address in ("a", "figures?a=1", "programs/once")),
        *(client.get("/api/v1", headers={"Accept": "text/csv"}), client.post("/api/v1")),
    ]
    assert [answer.status_code for answer in answers] == [404, 400, 410, 406, 405]
    validator = jsonschema.Draft202012Validator(SCHEMA_OF_PROBLEMS)
    faults = [fault for answer in answers for fault in validator.iter_errors(answer.json())]
    faults += [one for one in answers if one["Content-Type"] != "application/problem+json"]
    name = "jsonschema, by the schema of RFC 9457"
    conformance("problems", name, of="jsonschema", faults=faults, requests=len(answers))


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("address", ["/api/v1", "/api/v1/figures", "/api/v1/countries/IDN"])
def test_the_api_is_for_reading(client, method, address):
    response = getattr(Client(enforce_csrf_checks=True), method)(address)
    problem(response, 405)
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_what_may_be_asked_is_told(client):
    response = client.options("/api/v1/figures")
    assert (response.status_code, response.content) == (204, b"")
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_head_says_what_get_says_without_it(client):
    get, head = client.get("/api/v1/figures"), client.head("/api/v1/figures")
    assert head.content == b""
    assert (head.status_code, head["ETag"]) == (200, get["ETag"])


@pytest.mark.parametrize("accept", ["text/csv", "text/html", "application/xml", "image/*"])
def test_another_format_than_json_is_not_acceptable(client, accept):
    problem(client.get("/api/v1/figures", headers={"Accept": accept}), 406)


@pytest.mark.parametrize(
    "accept", ["", "*/*", "application/json", "text/html,*/*;q=0.8", "application/json; q=0.5"]
)
def test_json_is_given_to_whoever_takes_it(client, accept):
    response = client.get("/api/v1/figures", headers={"Accept": accept} if accept else {})
    assert response["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    ("fault", "status"), [(ValueError("the secret"), 500), (OperationalError("the secret"), 503)]
)
def test_a_fault_says_nothing_of_itself(monkeypatch, fault, status):
    def fail():
        raise fault

    monkeypatch.setattr(views, "current_version", fail)
    response = Client(raise_request_exception=False).get("/api/v1/figures")
    problem(response, status)
    assert "secret" not in response.text
    assert ("Retry-After" in response) == (status == 503)


@pytest.fixture
def program():
    return make_program(slug="once")


def test_what_was_withdrawn_says_when_and_why(client, program):
    figure = make_figure(key="once-1", program=program)
    withdraw(figure)
    said = problem(client.get("/api/v1/figures/once-1"), 410)
    assert said["reason"] == "It was counted twice."
    assert said["reason_ko"] == "두 번 세었습니다."
    assert len(said["withdrawn_on"]) == 10


def test_a_figure_goes_with_its_program(client, program):
    make_figure(key="once-1", program=program)
    withdraw(program)
    assert problem(client.get("/api/v1/figures/once-1"), 410)["with_program"] is True
    assert "with_program" not in problem(client.get("/api/v1/programs/once"), 410)


def test_what_was_withdrawn_stands_in_no_list(client, program):
    address = "/api/v1/programs?page_size=200"
    assert '"key":"once"' in client.get(address).text
    withdraw(program)
    assert '"key":"once"' not in client.get(address).text


def test_what_never_was_public_is_unknown(client):
    make_program(slug="never", publication="draft")
    problem(client.get("/api/v1/programs/never"), 404)


def test_a_former_key_leads_to_the_present_one(client, program):
    change(program, slug="now")
    response = client.get("/api/v1/programs/once")
    assert (response.status_code, response["Location"]) == (301, "/api/v1/programs/now")
    assert response["Cache-Control"] == "no-cache"
    assert client.get(response["Location"]).json()["key"] == "now"


def test_a_country_in_small_letters_leads_to_its_code(client):
    response = client.get("/api/v1/countries/idn")
    assert (response.status_code, response["Location"]) == (301, "/api/v1/countries/IDN")


def test_every_kind_of_problem_is_explained_on_the_page(client):
    text = client.get("/api/").text
    assert set(page.PROBLEMS) == set(KINDS)
    for kind, _title in KINDS.values():
        assert f'id="{kind}"' in text


def test_pages_of_people_keep_their_own_errors(client):
    for address in ("/nowhere/", "/apiary/", "/ko/api/v1/"):
        assert client.get(address)["Content-Type"].startswith("text/html")
