"""The files under /data/: each is that of the archive, with all that a downloader asks."""

import base64
import hashlib
import io

import openpyxl
import pytest
from django.db import connection

from institutes.refusals import TooManyRequests
from keco_portal.catalogue import views
from keco_portal.catalogue.files import range_of
from keco_portal.open_data.address import address_of
from keco_portal.open_data.tables import TABLES
from keco_portal.standards.datapackage import APOSTROPHE
from participants.models import Figure
from programs import files
from programs.export import row_xml
from programs.files import FilteredXlsx
from tests import pages
from tests.expected import FIGURES
from tests.factories import make_figure
from tests.keco_portal.catalogue.opened import ZIP, Opened
from tests.one_number.typed import ADVERSE, NOTES

pytestmark = pytest.mark.django_db

FILES = ["/data/datapackage.json", "/data/csv-metadata.json", ZIP]
FILES += [f"/data/{name}.csv" for name in TABLES]


def test_each_file_is_the_one_in_the_archive(client):
    opened = Opened(client)
    for address in FILES:
        name = address.rpartition("/")[2]
        if address != ZIP:
            assert pages.body(client.get(address)) == opened.read(name), name
    tables = [f"{name}.csv" for name in TABLES]
    assert opened.names == [*tables, "datapackage.json", "csv-metadata.json", "README.txt"]


@pytest.mark.parametrize("name", ["programs", "figures"])
def test_a_list_without_a_filter_is_the_same_bytes(client, adverse, name):
    here, there = (pages.body(client.get(f"/{start}{name}.csv")) for start in ("data/", ""))
    assert here == there


@pytest.mark.parametrize("address", FILES)
def test_a_file_says_its_length_its_hash_and_its_age(client, address):
    response = client.get(address)
    data = pages.body(response)
    assert response["Content-Length"] == str(len(data))
    digest = hashlib.sha256(data)
    assert response["ETag"] == f'"{digest.hexdigest()}"'
    shown = base64.b64encode(digest.digest()).decode()
    assert response["Repr-Digest"] == f"sha-256=:{shown}:"
    assert response["Last-Modified"].endswith("GMT")
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    head = client.head(address)
    assert (head.status_code, head["Content-Length"]) == (200, str(len(data)))
    assert pages.body(head) == b""


@pytest.mark.parametrize("address", FILES)
def test_who_has_it_already_gets_304(client, address):
    first = client.get(address)
    pages.body(first)
    for headers in (
        {"if-none-match": first["ETag"]},
        {"if-none-match": f'"other", W/{first["ETag"]}'},
        {"if-modified-since": first["Last-Modified"]},
    ):
        again = client.get(address, headers=headers)
        assert (again.status_code, again.content) == (304, b""), headers
        assert again["ETag"] == first["ETag"]


def withdraw(settings):
    Figure.objects.filter(key="just-published").update(publication="withdrawn")


def set_a_licence(settings):
    settings.DATA_LICENCE = "https://example.org/licence"


@pytest.mark.parametrize(
    ("address", "change"), [("/data/figures.csv", withdraw), (ZIP, withdraw), (ZIP, set_a_licence)]
)
def test_who_has_it_by_its_age_gets_the_one_of_today(client, settings, address, change):
    make_figure(key="just-published")
    known = {"if-modified-since": client.head(address)["Last-Modified"]}
    assert client.head(address, headers=known).status_code == 304
    change(settings)
    assert client.head(address, headers=known).status_code == 200


@pytest.mark.parametrize("address", [ZIP, "/data/programs.csv"])
def test_a_download_that_broke_off_goes_on(client, address):
    first = client.get(address)
    data = pages.body(first)
    assert first["Accept-Ranges"] == "bytes"
    for asked, part in (
        ("bytes=0-99", data[:100]),
        ("bytes=100-", data[100:]),
        ("bytes=-50", data[-50:]),
        (f"bytes={len(data) - 10}-{len(data) + 10}", data[-10:]),
    ):
        answer = client.get(address, headers={"range": asked, "if-range": first["ETag"]})
        assert answer.status_code == 206, asked
        assert pages.body(answer) == part, asked
        assert answer["Content-Length"] == str(len(part))
        assert answer["Content-Range"].endswith(f"/{len(data)}")
    changed = client.get(address, headers={"range": "bytes=0-99", "if-range": '"another"'})
    assert (changed.status_code, pages.body(changed)) == (200, data)
    beyond = client.get(address, headers={"range": f"bytes={len(data)}-"})
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{len(data)}")


@pytest.mark.parametrize(
    "header", ["bytes=", "bytes=-", "bytes=5-2", "bytes=1-2,4-5", "lines=1-2", "bytes=a-b", "x"]
)
def test_what_is_no_single_range_is_passed_over(header):
    assert range_of(header, 100) is None


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_a_range_outside_the_file_is_refused(header):
    with pytest.raises(ValueError, match="no byte"):
        range_of(header, 100)


@pytest.mark.parametrize("address", ["/data/figures.csv?country=IDN", f"{ZIP}?x=1"])
def test_a_filter_is_refused_and_not_passed_over(client, address):
    answer = client.get(address)
    assert answer.status_code == 400
    assert "always has every row" in answer.text
    assert ("/figures.csv" in answer.text) == ("figures" in address)


@pytest.mark.parametrize("name", TABLES)
def test_a_workbook_has_the_rows_of_the_csv(client, adverse, name):
    data = pages.body(client.get(f"/data/{name}.xlsx"))
    sheet, about = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    header, *rows = sheet.iter_rows(values_only=True)
    texts = [["" if cell is None else str(cell) for cell in row] for row in rows]
    found = [dict(zip(header, row, strict=True)) for row in texts]
    assert found == Opened(client).rows(name)
    assert about["B3"].value.endswith("/data/")


def test_large_tables_wait_their_turn_and_the_archive_never(client, monkeypatch):
    def taken(rows=None):
        raise TooManyRequests(10)

    monkeypatch.setattr(views, "place", taken)
    monkeypatch.setattr(files, "place", taken)
    assert client.get("/data/figures.xlsx").status_code == 429
    assert status(client, "/data/figures.csv") == 200
    monkeypatch.setattr(views, "LARGE", 100)
    for headers in ({}, {"range": "bytes=150-160"}):
        answer = client.get("/data/figures.csv", headers=headers)
        assert (answer.status_code, answer["Retry-After"]) == (429, "10")
    assert status(client, "/data/figures.csv", range="bytes=0-99") == 206
    assert status(client, ZIP) == 200


def status(client, address, **headers):
    answer = client.get(address, headers=headers)
    assert pages.body(answer)
    return answer.status_code


def test_a_workbook_takes_no_filter(client):
    answer = client.get("/data/countries.xlsx?country=IDN")
    assert (answer.status_code, "always has every row" in answer.text) == (400, True)


def test_a_table_that_no_sheet_holds_is_named_as_csv(client, monkeypatch):
    monkeypatch.setattr(row_xml, "ROWS_AT_MOST", 3)
    answer = client.get("/data/countries.xlsx")
    assert answer.status_code == 400
    assert address_of("data-csv", "countries") in answer.text


def test_a_workbook_is_made_once_for_who_has_it_and_not_for_its_head(client, monkeypatch):
    first = client.get("/data/countries.xlsx")
    pages.body(first)

    def made(*args):
        raise AssertionError("it is made")

    monkeypatch.setattr(FilteredXlsx, "made", made)
    again = client.get("/data/countries.xlsx", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again["ETag"]) == (304, first["ETag"])
    head = client.head("/data/countries.xlsx")
    assert (head.status_code, head["Content-Type"]) == (200, first["Content-Type"])
    assert head["Content-Disposition"] == 'attachment; filename="countries.xlsx"'


@pytest.mark.parametrize("ending", ["csv", "xlsx", "csv-metadata.json"])
def test_there_is_no_table_of_another_name(client, ending):
    for name in ("users", "participants", "figures2", "FIGURES"):
        assert client.get(f"/data/{name}.{ending}").status_code == 404


@pytest.mark.parametrize("key", FIGURES)
def test_a_figure_of_the_source_is_in_the_archive_as_it_was_typed(client, key):
    expected = FIGURES[key]
    [row] = [row for row in Opened(client).rows("figures") if row["figure"] == key]
    texts = ["" if one is None else str(one) for one in expected[4:5] + expected[9:11]]
    assert [row["value"], row["value_lower"], row["value_upper"]] == texts
    assert (row["program"], row["unit"], row["kind"]) == (
        expected.program, expected.unit, expected.kind,
    )  # fmt: skip
    assert row["value_status"] == expected.status


def test_adverse_figures_stand_as_they_are_and_missing_is_blank(client, adverse):
    rows = {row["figure"]: row for row in Opened(client).rows("figures")}
    for key, typed in ADVERSE.items():
        row = rows[key]
        texts = ["" if one is None else str(one) for one in typed[1:4]]
        assert [row["value"], row["value_lower"], row["value_upper"]] == texts, key
        assert row["value_status"] == typed.value_status
        assert row["note"] == NOTES.get(key, ["", ""])[1]
    assert not {"adverse-draft", "adverse-withdrawn"} & set(rows)


def test_the_number_of_rows_is_that_of_the_file_whatever_stands_in_its_cells(client, adverse):
    opened = Opened(client)
    for one in opened.json("datapackage.json")["resources"]:
        assert one["rows"] == len(opened.rows(one["name"])), one["name"]
        assert one["rows"] == TABLES[one["name"]].published().count()


def test_a_file_asks_the_database_a_few_times(client, django_assert_max_num_queries):
    pages.body(client.get(ZIP))
    with django_assert_max_num_queries(3):
        pages.body(client.get("/data/figures.csv"))


@pytest.mark.usefixtures("committing")
def test_a_slow_reader_holds_no_connection(client):
    response = client.get(ZIP)
    assert connection.connection is None
    pages.body(response)


def test_the_readme_says_what_must_not_be_added_and_which_licence_holds(client, settings):
    text = Opened(client).read("README.txt").decode()
    assert "What must not be added" in text
    assert "it is never zero" in text
    assert APOSTROPHE in " ".join(text.split())
    assert "No licence has been set for these data." in text
    assert "International cooperation of affiliated organizations" in text
    settings.DATA_LICENCE = "https://example.org/licence"
    settings.DATA_LICENCE_NAME = "The licence"
    text = Opened(client).read("README.txt").decode()
    assert "The licence\nhttps://example.org/licence" in text
    assert "No licence" not in text
