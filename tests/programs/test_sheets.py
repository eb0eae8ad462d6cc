"""What a file of rows is read as: blank rows and columns, row numbers, and what is refused."""

import pytest

from programs.sheets import Csv, Unreadable, Xlsx
from tests.spreadsheets import as_xlsx


def test_blank_rows_and_columns_are_passed_over_and_rows_keep_their_numbers():
    rows = [
        *(["figure", None, " note ", None], ["a", None, "x", None], [None] * 4, ["b", " "]),
        *(["c", "", "y"], [], ["", "  "]),
    ]
    sheet = Xlsx().create_dataset(as_xlsx(rows))
    assert sheet.headers == ["figure", "note"]
    assert [[cell or "" for cell in row] for row in sheet] == [["a", "x"], ["b", ""], ["c", "y"]]
    assert sheet.numbers == [2, 4, 5]


def test_a_blank_line_of_a_csv_is_a_row_of_the_spreadsheet():
    sheet = Csv().create_dataset('figure,note\n\na,x\n,\nb,"two\nlines"\nc\n')
    assert [list(row) for row in sheet] == [["a", "x"], ["b", "two\nlines"], ["c", ""]]
    assert sheet.numbers == [3, 5, 6]


def test_a_column_without_a_name_stays_where_it_holds_something():
    assert Csv().create_dataset("figure,,\na,b,\n").headers == ["figure", ""]


@pytest.mark.parametrize("text", ["", "\n\n", ","])
def test_a_file_of_nothing_has_no_rows(text):
    assert len(Csv().create_dataset(text)) == 0


def test_an_empty_workbook_has_no_rows():
    assert len(Xlsx().create_dataset(as_xlsx([]))) == 0


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("figure,note\na,b\nb,c,d\n", "Row 3 has 3 cells, and the header 2"),
        ("figure,note\n\na,b\0c\n", "Row 3, column “note”: there is a NUL character"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(text, complaint):
    with pytest.raises(Unreadable, match=complaint):
        Csv().create_dataset(text)


def test_blank_cells_beyond_the_header_are_nothing():
    assert [list(row) for row in Csv().create_dataset("figure\na,, \n")] == [["a"]]


def test_the_numbers_of_a_workbook_stay_numbers():
    book = as_xlsx([["figure", "value"], ["a", 1183]])
    assert [list(row) for row in Xlsx().create_dataset(book)] == [["a", 1183]]
