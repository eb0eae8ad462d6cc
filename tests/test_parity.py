"""One number is the same on the page, in the bytes of CSV and workbook, and as the desk exports it.

Each way out is held against values typed by hand, never against another way out.
"""

import csv
import io
import re

import openpyxl
import pytest
from django.urls import reverse

from participants.models import Measure
from participants.resources import FigureTable
from programs.models import Country, Program
from tests import pages
from tests.expected import FIGURES
from tests.factories import make_figure, make_program

pytestmark = pytest.mark.django_db

# key: (what the model is given, the page's words, the CSV's value, lower, upper, status)
ADVERSE = {
    "adverse-null":
        ({"value": None, "value_status": "not-stated"}, "not stated", "", "", "", "not-stated"),
    "adverse-suppressed":
        ({"value": None, "value_status": "suppressed"}, "suppressed", "", "", "", "suppressed"),
    "adverse-zero":
        ({"value": 0}, "0 people", "0", "", "", "stated"),
    "adverse-range":
        ({"value_lower": 0, "value_upper": 1200}, "0–1,200 people", "", "0", "1200", "stated"),
    "adverse-large":
        (
            {"value": 2**53 - 1},
            "9,007,199,254,740,991 people", "9007199254740991", "", "", "stated",
        ),
    "adverse-computed":
        (
            {"value": 12345, "value_status": "computed"},
            "12,345 people", "12345", "", "", "computed",
        ),
    "adverse-about":
        ({"value": 30, "qualifier": "about"}, "about 30 people", "30", "", "", "stated"),
}  # fmt: skip

NOTES = {
    "adverse-null": ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"),
    "adverse-suppressed": ("'=1+1", "''=1+1"),
    "adverse-zero": ("two\nlines, and a comma", "two\nlines, and a comma"),
    "adverse-range": ("“따옴표” \"quoted\"", "“따옴표” \"quoted\""),
    "adverse-large": ("-5 degrees", "'-5 degrees"),
    "adverse-computed": ("'plain", "'plain"),
    "adverse-about": ("", ""),
}  # fmt: skip


@pytest.fixture
def adverse():
    """Figures that other portals get wrong, of one program, beside two that nobody may see."""
    program = make_program(slug="adverse", name_en='Adverse, "quoted"', name_ko="적대적 사례")
    for key, (given, *_) in ADVERSE.items():
        make_figure(
            program=program, key=key, note=NOTES[key][0], country=None,
            measure=Measure.objects.get(slug="training-participants"),
            kind="annual", period_start=year_of(key), period_end=year_of(key), **given,
        )  # fmt: skip
    for publication in ("draft", "withdrawn"):
        make_figure(
            program=program, key=f"adverse-{publication}", value=666, publication=publication
        )
    return program


def year_of(key):
    return str(1990 + list(ADVERSE).index(key))


def rows_of_file(client, address):
    """The rows of a CSV or of a workbook by key, all as texts, read from the very bytes."""
    response = client.get(address)
    assert response.status_code == 200
    data = pages.body(response)
    assert int(response["Content-Length"]) == len(data)
    rows = list(csv_rows(data) if ".csv" in address else xlsx_rows(data))
    return {next(iter(row.values())): row for row in rows}


def csv_rows(data):
    assert data.startswith(b"\xef\xbb\xbf")
    return csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))


def xlsx_rows(data):
    header, *rows = (
        openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(values_only=True)
    )
    for cells in rows:
        texts = ["" if cell is None else str(cell) for cell in cells]
        yield dict(zip(header, texts, strict=True))


def admin_export(client, file_format):
    chosen = {f"figuretable_{name}": "on" for name in FigureTable.columns()}
    response = client.post(
        reverse("admin:participants_figure_export"),
        {"format": file_format, "resource": "0"} | chosen,
    )
    return response.content


def shown_number(client, key):
    """The number on the figure's own page, with its unit."""
    page = pages.parsed(client.get(f"/figures/{key}/"))
    return pages.text_of(page.cssselect(".big")[0])


@pytest.mark.parametrize("key", FIGURES)
def test_a_figure_of_the_source_reads_the_same_everywhere(client, admin_client, key):
    expected = FIGURES[key]._asdict()
    value, lower, upper = (
        "" if expected[name] is None else str(expected[name])
        for name in ("value", "lower", "upper")
    )
    on_page = f"{expected['value']:,}" if value else f"{lower}–{upper}"
    on_page = f"{on_page} {expected['unit']}"
    assert shown_number(client, key) == on_page

    program = pages.parsed(client.get(f"/programs/{expected['program']}/"))
    [cell] = program.xpath(f"//tr[.//a[@href='/figures/{key}/']]/td[@class='number']")
    assert pages.text_of(cell) == on_page

    typed = {
        "value": value, "value_lower": lower, "value_upper": upper,
        "unit": expected["unit"], "kind": expected["kind"], "measure": expected["measure"],
        "value_status": expected["status"], "qualifier": expected["qualifier"],
        "period_start": expected["period_start"] or "", "period_end": expected["period_end"] or "",
        "as_of": expected["as_of"] or "", "country": expected["country"] or "",
    }  # fmt: skip
    for ending in ("csv", "xlsx"):
        address = f"/figures.{ending}?program={expected['program']}"
        row = rows_of_file(client, address)[key]
        assert {name: row[name] for name in typed} == typed

    for exported in (csv_rows(admin_export(admin_client, "0")),
                     xlsx_rows(admin_export(admin_client, "1"))):  # fmt: skip
        [row] = [row for row in exported if row["figure"] == key]
        assert {name: row[name] for name in typed} == typed


@pytest.mark.parametrize("key", ADVERSE)
def test_an_adverse_figure_reads_the_same_everywhere(client, admin_client, adverse, key):
    _, on_page, value, lower, upper, status = ADVERSE[key]
    assert shown_number(client, key) == on_page
    typed = {
        "value": value, "value_lower": lower, "value_upper": upper, "value_status": status,
        "note": NOTES[key][1], "program_name": "Adverse, \"quoted\"", "country": "",
        "period_start": year_of(key), "period_end": year_of(key),
    }  # fmt: skip
    for name in ("/figures.{}?program=adverse", "/participants.{}", "/figures.{}"):
        for ending in ("csv", "xlsx"):
            row = rows_of_file(client, name.format(ending))[key]
            assert {name: row[name] for name in typed} == typed

    for exported in (csv_rows(admin_export(admin_client, "0")),
                     xlsx_rows(admin_export(admin_client, "1"))):  # fmt: skip
        [row] = [row for row in exported if row["figure"] == key]
        assert {name: row[name] for name in typed} == typed


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
    assert rows["ehrd-tripartite-training-countries"]["country"] == ""
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
    assert len(totals) == len(page.cssselect("main section section"))
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
