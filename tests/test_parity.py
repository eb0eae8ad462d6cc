"""Pages and their files have the same rows; totals and files are what they say of themselves.

That each number is the same in every format, `tests.one_number` says.
"""

import re

import pytest

from participants.models import Measure
from programs.models import Country, Program
from tests import pages
from tests.factories import make_figure, make_program
from tests.one_number.reading import body_of, by_key, csv_rows, xlsx_rows
from tests.one_number.typed import ADVERSE, make_adverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def adverse():
    """Figures that other portals get wrong, of one program, beside two that nobody may see."""
    return make_adverse()


def rows_of_file(client, address):
    """The rows of a CSV or of a workbook by key, read from the very bytes."""
    read = csv_rows if ".csv" in address else xlsx_rows
    return by_key(read(body_of(client, address)))


def test_what_is_not_published_is_in_no_file(client, adverse):
    for ending in ("csv", "xlsx"):
        rows = rows_of_file(client, f"/figures.{ending}?program=adverse")
        assert list(rows) == sorted(ADVERSE)


def test_the_csv_is_read_alike_by_any_rfc_4180_reader(client, adverse):
    data = pages.body(client.get("/figures.csv?program=adverse"))
    text = data.decode("utf-8-sig")
    inside = re.sub(r'"(?:[^"]|"")*"', "", text)
    assert "\n" not in inside.replace("\r\n", ""), "every row ends in CRLF"
    assert inside.count("\r\n") == len(ADVERSE) + 1
    assert "two\nlines, and a comma" in text, "a line break inside a cell stays as it was"


def test_a_country_in_the_filter_gives_its_figures_and_the_wholes_that_are_not_its_share(client):
    program = Program.objects.get(slug="ehrd-tripartite-training")
    china = Country.objects.get(iso3="CHN")
    make_figure(program=program, key="for-china", country=china, value=3)
    rows = rows_of_file(client, "/figures.csv?country=CHN")
    assert rows["for-china"]["country"] == "CHN"
    assert rows["ehrd-tripartite-training-countries"]["country"] is None
    assert "slc-visitors-2000" not in rows

    page = pages.parsed(client.get("/countries/CHN/"))
    own = pages.section(page, "Figures for China")
    wholes = pages.section(page, "Wholes of programs that name it")
    assert pages.links_in(own, "/figures/") == ["for-china"]
    assert "ehrd-tripartite-training-countries" in pages.links_in(wholes, "/figures/")
    assert "not its share" in pages.text_of(wholes[1])


@pytest.mark.parametrize("iso3", ["CHN", "IDN", "ZAF", "BRA", "KOR", "AUS"])
def test_the_files_of_a_country_give_exactly_the_programs_of_its_page(client, iso3):
    page = pages.parsed(client.get(f"/countries/{iso3}/"))
    for heading in (
        "Programs that name it",
        "Programs for a region that includes it",
        "Programs that cover it only roughly",
    ):
        part = pages.section(page, heading)
        shown = set(pages.links_in(part, "/programs/"))
        files = [link.get("href") for piece in part for link in piece.cssselect("a.download")]
        assert bool(shown) == bool(files)
        for file in files:
            assert set(rows_of_file(client, file)) == shown


def test_the_total_on_the_participants_page_is_the_sum_and_only_where_it_may_be(client):
    measure = Measure.objects.get(slug="training-participants")
    program = make_program(slug="addable")
    for year, value in (("1980", 1000), ("1981", 234)):
        make_figure(program=program, measure=measure, kind="annual", value=value,
                    period_start=year, period_end=year)  # fmt: skip
    page = pages.parsed(client.get("/participants/?program=addable"))
    assert [pages.text_of(total) for total in page.cssselect(".total")] == ["Total: 1,234 people"]
    make_figure(program=program, measure=measure, kind="annual", value=5,
                period_start="1983", period_end="1983")  # fmt: skip
    page = pages.parsed(client.get("/participants/?program=addable"))
    assert [pages.text_of(total) for total in page.cssselect(".total")] == [
        "No total: nothing is known between 1981 and 1983."
    ]


def test_there_is_no_total_of_wholes_for_a_country(client):
    measure = Measure.objects.get(slug="training-participants")
    program = make_program(slug="addable", countries=[Country.objects.get(iso3="CHN")])
    for year in ("1980", "1981"):
        make_figure(program=program, measure=measure, kind="annual", value=100,
                    period_start=year, period_end=year)  # fmt: skip
    page = pages.parsed(client.get("/participants/?country=CHN&program=addable"))
    assert [pages.text_of(total) for total in page.cssselect(".total")] == [
        "No total: the whole of a program is no country’s share."
    ]


def test_no_measure_of_the_seed_has_a_total_and_each_says_why(client):
    page = pages.parsed(client.get("/participants/"))
    totals = [pages.text_of(total) for total in page.cssselect(".total")]
    assert len(totals) == len(page.cssselect("main section section")) > 0
    assert all(total.startswith("No total: ") for total in totals)


def test_the_csv_has_an_etag_and_answers_304_until_something_changes(client):
    first = client.get("/participants.csv")
    pages.body(first)
    again = client.get("/participants.csv", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    for tags in (f"W/{first['ETag']}", f'"other", {first["ETag"]}', "*"):
        answer = client.get("/participants.csv", headers={"if-none-match": tags})
        assert answer.status_code == 304, tags
    Program.objects.filter(slug="slc-landfill-visitors").update(name_en="Another name")
    changed = client.get("/participants.csv", headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    assert b"Another name" in pages.body(changed)


def test_the_csv_says_its_name_with_the_day_and_the_filter(client):
    response = client.get("/figures.csv?year=2013&institute=slc")
    pages.body(response)
    assert re.search(
        r'filename="figures_\d{4}-\d\d-\d\d_institute-slc_year-2013\.csv"',
        response["Content-Disposition"],
    )


def test_what_breaks_on_the_way_is_a_503_and_no_file(client, settings):
    settings.CSV_BYTES_AT_MOST = 500
    response = client.get("/figures.csv")
    assert response.status_code == 503
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Retry-After"] == "60"
    assert "nothing is sent" in response.content.decode()


def test_a_number_of_countries_that_are_named_is_not_among_the_unnamed(client):
    page = pages.parsed(client.get("/countries/"))
    part = pages.section(page, "Numbers of countries that are not named")
    assert set(pages.links_in(part, "/figures/")) == {
        "keco-pilot-countries-each-year",
        "keco-pilot-countries-by-2013",
        "nibr-research-countries-since-2007",
        "ehrd-countries-2005-2013",
    }
