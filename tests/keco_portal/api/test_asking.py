"""How lists are asked for: parts by page and by cursor, and what is refused."""

import pytest

from institutes.remembered import Remembered
from keco_portal.api import listing
from keco_portal.open_data.version import Version
from programs.models import Program
from tests.factories import make_program

pytestmark = pytest.mark.django_db

PORTAL = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def _at_home(settings):
    settings.PUBLIC_ADDRESS = PORTAL


@pytest.fixture
def remembered(monkeypatch):
    """The lists that this process keeps, none at first; the data is as if nobody else wrote."""
    memory = Remembered(listing.LISTS_KEPT)
    monkeypatch.setattr(listing, "memory", memory)
    monkeypatch.setattr(Version, "is_complete", True)
    return memory.things


def problem(response, status):
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    said = response.json()
    assert said["status"] == status
    assert {"type", "title", "detail", "instance"} <= set(said)
    assert all(said[name] for name in ("type", "title", "detail", "instance"))
    return said


def keys(said):
    return [one["key"] for one in said["results"]]


def test_a_page_knows_the_pages_beside_it(client):
    first = client.get("/api/v1/figures?institute=knps&institute=ehrd&page_size=2").json()
    assert first["previous"] is None
    start = f"{PORTAL}/api/v1/figures?institute=knps&institute=ehrd&page_size=2"
    assert first["next"] == f"{start}&page=2"
    second = client.get(first["next"].removeprefix(PORTAL)).json()
    assert second["previous"] == f"{start}&page=1"
    assert not set(keys(first)) & set(keys(second))


def test_the_first_page_has_100_rows_and_none_more_than_200(client):
    assert len(client.get("/api/v1/countries").json()["results"]) == 100
    assert len(client.get("/api/v1/countries?page_size=200").json()["results"]) == 200


def test_an_empty_list_is_a_page_too(client):
    said = client.get("/api/v1/figures?institute=slc&kind=plan").json()
    assert said == {"count": 0, "next": None, "previous": None, "results": []}


def test_pages_end_at_a_depth_and_lead_on_by_cursor(client, monkeypatch):
    for name in ("keco_portal.api.listing.ROWS_BY_PAGE", "keco_portal.api.asked.ROWS_BY_PAGE"):
        monkeypatch.setattr(name, 20)
    last = client.get("/api/v1/countries?page_size=10&page=2").json()
    assert last["count"] == 249
    said = problem(client.get("/api/v1/countries?page_size=10&page=3"), 404)
    assert "cursor" in said["detail"]
    assert last["next"] == f"{PORTAL}/api/v1/countries?page_size=10&cursor={keys(last)[-1]}"
    beyond = client.get(last["next"].removeprefix(PORTAL)).json()
    assert keys(beyond)[0] > keys(last)[-1]


def test_an_order_of_ones_own_has_no_cursor_to_lead_on(client, monkeypatch):
    for name in ("keco_portal.api.listing.ROWS_BY_PAGE", "keco_portal.api.asked.ROWS_BY_PAGE"):
        monkeypatch.setattr(name, 20)
    last = client.get("/api/v1/programs?sort=name&page_size=10&page=2").json()
    assert (last["next"], last["count"] > 20) == (None, True)
    beyond = client.get("/api/v1/programs?sort=name&page_size=10&page=3")
    assert problem(beyond, 404)["detail"] == (
        "Pages go as deep as 20 rows, and an order by “sort” ends there; a cursor takes all rows "
        "in the order of their keys, from the first by cursor= without a value."
    )


def test_a_cursor_goes_on_behind_a_row_that_is_gone(client):
    first = client.get("/api/v1/programs?page_size=5&cursor=").json()
    assert (first["count"], first["previous"]) == (None, None)
    following = keys(client.get(first["next"].removeprefix(PORTAL)).json())
    Program.objects.filter(slug=keys(first)[-1]).update(publication="withdrawn")
    assert keys(client.get(first["next"].removeprefix(PORTAL)).json()) == following


def test_the_last_part_by_cursor_has_no_next(client):
    assert client.get("/api/v1/programs?page_size=200&cursor=").json()["next"] is None
    assert client.get("/api/v1/programs?cursor=zzz").json()["results"] == []


def test_a_page_behind_a_cursor_is_unknown(client):
    problem(client.get("/api/v1/programs?cursor=&page=2"), 404)


def test_a_filter_is_counted_once_while_the_data_is_the_same(
    client, remembered, django_assert_num_queries
):
    client.get("/api/v1/figures?page_size=3")
    client.get("/api/v1/figures?page_size=5&page=2")
    assert len(remembered) == 1
    with django_assert_num_queries(2):  # the version, and the rows
        client.get("/api/v1/figures?page_size=5&page=3")


def test_what_changes_is_counted_anew(client, remembered):
    before = client.get("/api/v1/programs").json()["count"]
    make_program(slug="aaa")
    after = client.get("/api/v1/programs").json()
    assert (after["count"], keys(after)[0]) == (before + 1, "aaa")


def test_nothing_is_kept_while_somebody_else_writes(client, remembered, monkeypatch):
    monkeypatch.setattr(Version, "is_complete", False)
    client.get("/api/v1/figures")
    assert not remembered


def test_a_row_that_was_withdrawn_just_now_is_not_shown(client, remembered, monkeypatch):
    """As if it happened between the list and its rows."""
    monkeypatch.setattr("keco_portal.api.views.current_version", lambda: Version("same", None))
    [first, second, *_] = keys(client.get("/api/v1/programs").json())
    Program.objects.filter(slug=first).update(publication="draft")
    assert keys(client.get("/api/v1/programs").json())[0] == second


def test_only_so_many_lists_are_kept(client, remembered, monkeypatch):
    monkeypatch.setattr(listing.memory, "at_most", 2)
    for year in (2005, 2006, 2007):
        client.get(f"/api/v1/figures?year={year}")
    assert [query for _version, _name, query in remembered] == ["year=2006", "year=2007"]


@pytest.mark.parametrize(
    ("query", "name", "said"),
    [
        ("colour=green", "colour", "Unknown parameter. Known are: institute, program,"),
        ("country=ZZZ", "country", "ZZZ"),
        ("year=20x3", "year", "“20x3” is not a year such as 2013."),
        ("kind=odd", "kind", "odd"),
        ("institute=", "institute", "Give a value, or leave the parameter out."),
        ("page=0", "page", "Give a whole number from 1 to 10000."),
        ("page=1&page=2", "page", "Give it once."),
        ("page=%EF%BC%91", "page", "Give a whole number"),
        ("page_size=201", "page_size", "Give a whole number from 1 to 200."),
        ("cursor=a%20b", "cursor", "Take it from “next”"),
        ("&".join(["year=2013"] * 21), "year", "Choose at most 20 of these."),
    ],
)
def test_what_is_not_known_is_refused_by_parameter(client, query, name, said):
    errors = problem(client.get(f"/api/v1/figures?{query}"), 400)["errors"]
    assert list(errors) == [name]
    assert any(sentence.startswith(said) or said in sentence for sentence in errors[name])


def test_all_that_is_wrong_is_said_at_once(client):
    errors = problem(client.get("/api/v1/programs?q=%20&page=x&sort=odd&z=1"), 400)["errors"]
    assert set(errors) == {"q", "page", "sort", "z"}


def test_a_single_thing_takes_no_parameters(client):
    said = problem(client.get("/api/v1/figures/slc-visitors-2000?year=2000"), 400)
    assert said["errors"] == {"year": ["A single thing takes no parameters."]}
