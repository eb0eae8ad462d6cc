"""The report on a file: the file again, and beside each row what was found in it."""

import csv
import datetime
import io

import openpyxl
import pytest
from django.urls import reverse

from tests.factories import make_person
from tests.spreadsheets import FIGURE, as_csv, as_xlsx, previewed, rows_of

pytestmark = pytest.mark.django_db

FIGURES = "participants_figure"
NEW = FIGURE | {"period_start": "1998", "period_end": "1998"}
MORE = ["Row", "What happens", "What is wrong"]


@pytest.fixture
def annes(client):
    client.force_login(make_person("anne", slc="editor"))
    return client


def report(client, data, name="rows.csv"):
    preview = previewed(client, FIGURES, data, name=name)
    key = preview.context["file"].key
    return client.get(reverse(f"admin:{FIGURES}_report", args=[key]))


def test_a_csv_comes_back_with_what_is_to_be_said_of_each_row(annes):
    wrong = NEW | {"figure": "wrong", "value": "1.5", "program": "nowhere"}
    answer = report(annes, as_csv([NEW, wrong]), "방문객.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "filename*=utf-8''%EB%B0%A9" in answer["Content-Disposition"]
    good, bad = rows_of(answer.content)
    assert list(good) == [*NEW, *MORE]
    assert [good[name] for name in MORE] == ["2", "new", ""]
    assert [bad[name] for name in MORE[:2]] == ["3", "wrong"]
    assert "value: “1.5” is not a whole number" in bad["What is wrong"]
    assert "program: “nowhere” is no program" in bad["What is wrong"]


def test_a_workbook_comes_back_as_one_with_numbers_as_numbers_and_dates_as_dates(annes):
    day = datetime.date(2014, 8, 1)
    cells = NEW | {"value": 7, "as_of": day, "note": "+82"}
    answer = report(annes, as_xlsx([list(cells), list(cells.values())]), "rows.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    header, row = sheet.iter_rows()
    assert [cell.value for cell in header] == [*cells, *MORE]
    found = dict(zip(cells, row, strict=False))
    assert found["value"].value == 7
    assert found["as_of"].value.date() == day
    assert (found["note"].value, found["note"].data_type) == ("+82", "s")


def test_text_that_looks_like_a_formula_is_inert_in_the_csv(annes):
    answer = report(annes, as_csv([NEW | {"note": "=1+1", "source_locator": "'=2"}]))
    [_header, row] = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert "'=1+1" in row
    assert "'=2" in row


def test_of_a_file_that_cannot_be_read_there_is_none_but_the_page_that_says_why(annes):
    answer = report(annes, b"figure,note\na,b\nb,c,d\n")
    assert answer.status_code == 302
    assert b"The row has 3 cells" in annes.get(answer["Location"]).content
