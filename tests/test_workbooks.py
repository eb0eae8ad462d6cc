"""The public workbooks (XLSX): the rows of the CSV, numbers as numbers, and what explains them."""

import io
import shutil
import subprocess
import zipfile

import openpyxl
import pandas
import pytest
from django.db.models import TextField, Value
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from institutes.address import absolute
from institutes.text import clean
from participants.models import Figure
from participants.resources import FigureTable
from programs.cells import FORMULA_STARTS, Text
from programs.export import About, NotForASheet, csv_of, row_xml, xlsx_of, xlsx_of_rows
from programs.models import Program
from programs.resources import ProgramTable
from programs.sheets import sheet_of
from tests import pages
from tests.factories import make_figure, make_program

pytestmark = pytest.mark.django_db

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ADDRESSES = [
    "/programs.{}",
    "/programs.{}?institute=ehrd&country=IDN",
    "/figures.{}",
    "/figures.{}?measure=training-participants",
    "/participants.{}",
    "/participants.{}?country=KOR",
]
NUMBERS = {"value", "value_lower", "value_upper", "start_year", "end_year"}
ABOUT = About(name="figures", address="https://portal.example/figures/")


def fetched(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return pages.body(response)


def bytes_of(made):
    with made.file as file:
        return file.read()


def frames(client, address):
    """The CSV and the workbook at `address`, read by pandas."""
    csv = io.BytesIO(fetched(client, address.format("csv")))
    book = io.BytesIO(fetched(client, address.format("xlsx")))
    return pandas.read_csv(csv), pandas.read_excel(book)


@pytest.mark.parametrize("address", ADDRESSES)
def test_pandas_reads_the_csv_and_the_workbook_alike(client, address):
    csv, book = frames(client, address)
    assert list(csv.columns) == list(book.columns)
    assert_frame_equal(csv.convert_dtypes(), book.convert_dtypes(), check_dtype=False)


@pytest.mark.parametrize("address", ["/programs.xlsx", "/figures.xlsx"])
def test_numbers_are_numbers_and_all_else_is_text(client, address):
    book = openpyxl.load_workbook(io.BytesIO(fetched(client, address)))
    rows = book.worksheets[0].iter_rows()
    names = [cell.value for cell in next(rows)]
    seen = set()
    for row in rows:
        for name, cell in zip(names, row, strict=True):
            if cell.value is not None:
                seen.add(name)
                assert isinstance(cell.value, int if name in NUMBERS else str), (name, cell.value)
                assert cell.hyperlink is None
                assert cell.data_type == ("n" if name in NUMBERS else "s")
    assert seen & NUMBERS
    assert seen - NUMBERS


def test_a_partial_date_and_a_code_of_digits_stay_as_they_are_written(client):
    make_program(slug="coded", sector="41082")
    figure = make_figure(kind="snapshot", period_start="", period_end="", as_of="2014-08")
    for address, key, column, said in [
        ("/programs.xlsx", "coded", "sector", "41082"),
        ("/figures.xlsx", figure.key, "as_of", "2014-08"),
    ]:
        frame = pandas.read_excel(io.BytesIO(fetched(client, address)), dtype=object)
        [value] = frame.loc[frame.iloc[:, 0] == key, column]
        assert value == said


def test_the_header_stays_in_sight_and_the_second_sheet_explains_all(client):
    data = fetched(client, "/figures.xlsx?measure=training-participants")
    rows, about = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    assert rows.title == "figures"
    assert rows.freeze_panes == "A2"
    said = {
        row[0]: [one for one in row[1:] if one]
        for row in about.iter_rows(values_only=True)
        if row[0]
    }
    assert said["Made on"] == [timezone.localdate().isoformat()]
    assert said["Address"] == [absolute("/figures/?measure=training-participants")]
    [chosen] = said["Filter"]
    assert chosen == "Measure: Training participants"
    for name, column in FigureTable.columns().items():
        english, korean, words = said[name]
        assert words == column.description
        assert english.isascii()
        assert not korean.isascii()
    assert "me-affiliated-organizations-2017" in said


def test_the_same_rows_on_the_same_day_are_the_same_file():
    first, second = (xlsx_of(FigureTable, Figure.objects.published(), ABOUT) for _ in range(2))
    assert bytes_of(first) == bytes_of(second)
    assert first.etag == second.etag


def test_what_no_sheet_holds_is_said_and_the_csv_named(client, monkeypatch):
    monkeypatch.setattr(row_xml, "ROWS_AT_MOST", 3)
    response = client.get("/programs.xlsx?institute=ehrd")
    assert response.status_code == 400
    assert absolute("/programs.csv?institute=ehrd") in response.content.decode()


def test_a_text_that_no_cell_holds_is_refused_and_never_cut():
    make_program(slug="long")
    rows = Program.objects.filter(slug="long").values(name=Value("가" * 32_768, TextField()))
    with pytest.raises(NotForASheet, match="32,767"):
        xlsx_of_rows(ProgramTable, ["name"], rows, ABOUT)


STARTS = st.sampled_from([*FORMULA_STARTS, "'", "'=", "''@", "_x000D_", "_x0041_", "&#61;", "\\t"])
TEXTS = st.builds(
    "{}{}".format, STARTS | st.just(""), st.text(max_size=30) | st.text("=+-@'\t\r\n가힣\"&<_x0")
).map(lambda text: clean(text.replace("\0", "")))
ROWS = 50


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)
@given(texts=st.lists(TEXTS, min_size=ROWS, max_size=ROWS))
def test_a_thousand_hostile_texts_are_inert_in_both_files_and_come_back_as_they_were(texts):
    figures = [*Figure.objects.order_by("key")[:ROWS]]
    while len(figures) < ROWS:
        figures.append(make_figure())
    for figure, text in zip(figures, texts, strict=True):
        figure.note = text
    Figure.objects.bulk_update(figures, ["note"])
    expected = dict(
        Figure.objects.filter(pk__in=[one.pk for one in figures]).values_list("key", "note")
    )
    assert [expected[one.key] for one in figures] == texts
    queryset = Figure.objects.filter(pk__in=[one.pk for one in figures]).order_by("key")
    csv, book = (
        bytes_of(csv_of(FigureTable, queryset)),
        bytes_of(xlsx_of(FigureTable, queryset, ABOUT)),
    )
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        assert b"<f" not in parts.read("xl/worksheets/sheet1.xml").replace(b"<formula", b"")
    for data in (csv, book):
        found = {}
        for row in sheet_of(data).dict:
            printed = row["note"] or ""
            assert not printed.startswith(tuple(FORMULA_STARTS)), printed
            found[row["figure"]] = clean(Text().read(row["note"]))
        assert found == expected


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("address", ["/programs.xlsx", "/figures.xlsx"])
def test_libreoffice_opens_the_workbook_with_hangul_intact(client, tmp_path, address):
    book = tmp_path / "book.xlsx"
    book.write_bytes(fetched(client, address))
    command = ["soffice", "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76"]
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [*command, profile, "--outdir", tmp_path, book],
        check=True,
        capture_output=True,
        timeout=180,
    )
    opened = pandas.read_csv(tmp_path / "book.csv", dtype=str)
    ours = pandas.read_csv(io.BytesIO(fetched(client, address.replace("xlsx", "csv"))), dtype=str)
    assert_frame_equal(opened, ours)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("model", ["programs_program", "participants_figure"])
def test_the_desk_exports_what_its_list_shows_with_the_columns_that_are_chosen(
    admin_client, model, ending
):
    table = ProgramTable if model == "programs_program" else FigureTable
    key, *rest = table.columns()
    chosen = {f"{table.__name__.lower()}_{name}": "on" for name in (key, rest[0])}
    form = {"format": "0" if ending == "csv" else "1", "resource": "0", **chosen}
    response = admin_client.post(reverse(f"admin:{model}_export") + "?q=ehrd", form)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/csv" if ending == "csv" else XLSX)
    sheet = sheet_of(response.content)
    assert sheet.headers == [key, rest[0]]
    keys = {row[0] for row in sheet}
    assert keys
    assert len(keys) < table._meta.model.objects.count()
    if ending == "xlsx":
        about = openpyxl.load_workbook(io.BytesIO(response.content)).worksheets[1]
        assert "q: ehrd" in [row[1] for row in about.iter_rows(values_only=True)]
