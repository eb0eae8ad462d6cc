"""Lists have an order that visitors choose; files keep theirs, by key."""

import pytest

from programs.models import Program
from tests import pages
from tests.factories import make_program

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def visits():
    """The only visits beside the seed's one: their years and names are in another order."""
    Program.objects.filter(kind="visits").update(publication="draft")
    for slug, name, name_ko, year in (
        ("a", "Third", "가", 2001),
        ("b", "First", "나", None),
        ("c", "Second", "다", 2003),
        ("d", "Fourth", "라", 2001),
    ):
        make_program(slug=slug, name_en=name, name_ko=name_ko, start_year=year, kind="visits")
    Program.objects.get(slug="b").save()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "bdca"),
        ("&sort=name", "bdca"),
        ("&sort=", "bdca"),
        ("&sort=newest", "cdab"),
        ("&sort=oldest", "dacb"),
        ("&sort=changed", "bdca"),
    ],
)
def test_a_list_is_in_the_order_that_is_chosen(client, query, expected):
    page = client.get(f"/programs/?kind=visits{query}")
    assert "".join(program.slug for program in page.context["object_list"]) == expected


def test_names_are_in_the_order_of_the_language_of_the_page(client):
    page = client.get("/ko/programs/?kind=visits&sort=name")
    assert "".join(program.slug for program in page.context["object_list"]) == "abcd"


def test_the_file_takes_the_order_and_keeps_its_own(client):
    plain = pages.body(client.get("/programs.csv?kind=visits"))
    assert pages.body(client.get("/programs.csv?kind=visits&sort=newest")) == plain
    assert client.get("/programs.csv?kind=visits&sort=best").status_code == 400
    assert client.get("/figures.csv?sort=newest").status_code == 400


def test_the_link_to_the_file_leaves_the_order_out_and_pages_keep_it(client):
    for i in range(60):
        make_program(slug=f"many-{i:02}", start_year=1950 + i, kind="visits")
    page = client.get("/programs/?kind=visits&sort=oldest")
    assert page.context["csv_url"] == "/programs.csv?kind=visits"
    [following] = pages.parsed(page).cssselect("a[rel=next]")
    assert "sort=oldest" in following.get("href")
    chips = pages.parsed(page).cssselect(".chosen li:not(.all)")
    assert [chip.cssselect("a")[0].get("href") for chip in chips] == ["?sort=oldest"]


def test_an_unknown_order_is_an_error_that_is_said(client):
    page = client.get("/programs/?sort=best")
    assert page.status_code == 400
    assert "Order: Select a valid choice. best is not one" in pages.text_of(pages.parsed(page))


def test_where_nothing_fits_the_page_says_what_to_take_away(client):
    page = pages.parsed(client.get("/programs/?kind=visits&year=2003&institute=slc&sort=newest"))
    ways = [pages.text_of(way) for way in page.cssselect(".nothing li")]
    assert ways == ["Without Institute: SLC 3 results"]
    [link] = page.cssselect(".nothing li a")
    assert link.get("href") == "?kind=visits&year=2003&sort=newest"


def test_where_nothing_less_helps_it_says_what_gives_something_alone(client):
    page = pages.parsed(client.get("/programs/?kind=visits&year=1951&q=forum&country=FRA"))
    ways = [pages.text_of(way) for way in page.cssselect(".nothing li")]
    forums = len(client.get("/programs/?q=forum").context["object_list"])
    assert ways == [f"Only Words: forum {forums} results", "Only Kind: visits 4 results"]
    assert [link.get("href") for link in page.cssselect(".nothing li a")] == [
        "?q=forum",
        "?kind=visits",
    ]
