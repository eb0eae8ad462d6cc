"""The files that staff fill in: what they allow is what the import reads."""

import csv
import io

import openpyxl
import pytest
from django.urls import reverse

from institutes.models import Institute
from participants.models import Figure
from participants.resources import FigureTable
from programs.models import Edition, Program
from programs.resources import EditionTable, ProgramTable
from programs.sheets import sheet_of
from tests.factories import make_person, make_program
from tests.spreadsheets import FIGURE, XLSX, confirmed, previewed

pytestmark = pytest.mark.django_db

DESKS = {"programs": "programs_program", "editions": "programs_program"}
TABLES = {"programs": ProgramTable, "editions": EditionTable, "figures": FigureTable}


def template(client, file, language="en"):
    stem = file.partition(".")[0]
    desk = DESKS.get(stem, "participants_figure")
    address = reverse(f"admin:{desk}_template", args=[file])
    response = client.get(address, headers={"accept-language": language})
    assert response.status_code == 200
    return response.content


def filled(data, row):
    """A template with one row, a dict by the names of columns in code."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    explained = book.worksheets[1].iter_rows(min_row=2, values_only=True)
    names = {title: name for name, *titles, _words in explained for title in titles}
    sheet = book.worksheets[0]
    for cell in sheet[1]:
        sheet.cell(2, cell.column, row.get(names[cell.value]))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("stem", TABLES)
def test_each_column_that_is_read_stands_in_both_templates(admin_client, stem, language):
    columns = TABLES[stem].columns()
    read = [name for name, column in columns.items() if not column.readonly]
    sheet = openpyxl.load_workbook(io.BytesIO(template(admin_client, f"{stem}.xlsx", language)))
    header = [cell.value for cell in sheet.worksheets[0][1]]
    explained = [row[0].value for row in sheet.worksheets[1].iter_rows(min_row=2)]
    assert explained == read
    text = template(admin_client, f"{stem}.csv", language)
    assert text.startswith(b"\xef\xbb\xbf")
    assert next(csv.reader([text.decode("utf-8-sig").strip()])) == header
    assert len(header) == len(read)
    assert (header[0].isascii()) == (language == "en")


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("stem", TABLES)
def test_whatever_a_list_offers_is_read(admin_client, stem, language):
    book = openpyxl.load_workbook(io.BytesIO(template(admin_client, f"{stem}.xlsx", language)))
    titles = {}
    for name, english, korean, _words in book.worksheets[1].iter_rows(min_row=2, values_only=True):
        titles |= {english: name, korean: name}
    lists = [*book.worksheets[2].iter_cols(values_only=True)][::2]
    assert lists
    for title, *cells in lists:
        widget = TABLES[stem].columns()[titles[title]].widget
        cells = [cell for cell in cells if cell is not None]
        if titles[title] == "country_roles":
            cells = [f"KOR:{role}" for role in cells]
        known = widget.lookup(cells)
        assert all(widget.read(cell, known) for cell in cells)


def test_a_filled_template_is_stored(admin_client):
    data = filled(template(admin_client, "figures.xlsx", "ko"), FIGURE | {"value": 7})
    preview = previewed(admin_client, "participants_figure", data, XLSX, "표.xlsx")
    assert preview.context["preview"].complaints == []
    confirmed(admin_client, "participants_figure", preview)
    assert Figure.objects.get(key="test-figure").value == 7


def test_a_filled_template_of_editions_is_stored(admin_client):
    make_program(slug="workshops", publication="draft")
    row = {
        "program": "workshops", "year": 2015, "title": "Second workshop", "state": "개최",
        "host_country": "몽골", "source": FIGURE["source"], "source_locator": "Page 3",
    }  # fmt: skip
    data = filled(template(admin_client, "editions.xlsx"), row)
    preview = previewed(admin_client, "programs_program", data, XLSX, "editions.xlsx", 1)
    confirmed(admin_client, "programs_program", preview)
    edition = Edition.objects.get(program__slug="workshops")
    assert (edition.year, edition.state, edition.host_country.iso3) == (2015, "held", "MNG")


def test_an_empty_template_is_refused_in_words(admin_client):
    data = template(admin_client, "figures.xlsx")
    preview = previewed(admin_client, "participants_figure", data, XLSX, "figures.xlsx")
    [complaint] = preview.context["complaints"]
    assert complaint.words == "There is no row below the names of the columns."
    assert complaint.sheet == "figures"


def test_only_ones_own_programs_are_offered(client):
    make_program(slug="ours", institute=Institute.objects.get(code="keco"))
    make_program(slug="theirs", institute=Institute.objects.get(code="nier"))
    client.force_login(make_person(keco="editor"))
    book = openpyxl.load_workbook(io.BytesIO(template(client, "figures.xlsx")))
    offered = {cell.value for column in book.worksheets[2].iter_cols() for cell in column}
    assert "ours" in offered
    assert not offered & {"theirs", Program.objects.get(slug="theirs").name_en}


def test_there_is_no_other_template(admin_client):
    for file in ("sources.xlsx", "figures.pdf", "editions.csv", "figures"):
        address = reverse("admin:participants_figure_template", args=[file])
        assert admin_client.get(address).status_code == 404


def test_a_cell_of_a_list_is_guarded_and_text_stays_text(admin_client):
    data = template(admin_client, "figures.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert sheet.freeze_panes == "A2"
    names = {cell.value: cell.column_letter for cell in sheet[1]}
    guarded = {
        str(one.sqref).partition("2:")[0]: one for one in sheet.data_validations.dataValidation
    }
    assert guarded[names["Value"]].type == "whole"
    assert guarded[names["Measure"]].type == "list"
    assert sheet.column_dimensions[names["As of"]].number_format == "@"
    assert sheet_of(data).headers == [*names]
