"""What a file of rows is read as: blank rows and columns, row numbers, and what is refused."""

import pytest

from programs.sheets import Sheet, Unreadable, sheet_of
from tests.spreadsheets import as_xlsx


def test_blank_rows_and_columns_are_passed_over_and_rows_keep_their_numbers():
    rows = [
        *(["figure", None, " note ", None], ["a", None, "x", None], [None] * 4, ["b", " "]),
        *(["c", "", "y"], [], ["", "  "]),
    ]
    sheet = sheet_of(as_xlsx(rows))
    assert sheet.headers == ["figure", "note"]
    assert [[cell or "" for cell in row] for row in sheet] == [["a", "x"], ["b", ""], ["c", "y"]]
    assert sheet.numbers == [2, 4, 5]


def test_a_blank_line_of_a_csv_is_a_row_of_the_spreadsheet():
    sheet = sheet_of(b'figure,note\n\na,x\n,\nb,"two\nlines"\nc\n')
    assert [list(row) for row in sheet] == [["a", "x"], ["b", "two\nlines"], ["c", None]]
    assert sheet.numbers == [3, 5, 6]


def test_a_column_without_a_name_stays_where_it_holds_something():
    assert sheet_of(b"figure,,\na,b,\n").headers == ["figure", ""]


def test_a_file_of_a_header_has_no_rows():
    assert len(sheet_of(b"figure,note\n,\n")) == 0


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_a_file_of_nothing_is_refused(data):
    with pytest.raises(Unreadable, match=r"The file is empty\."):
        sheet_of(data)


def test_an_empty_workbook_has_no_rows():
    assert len(sheet_of(as_xlsx([]))) == 0


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("figure,note\na,b\nb,c,d\n", "Row 3: The row has 3 cells, and the header 2"),
        ("figure,note\n\na,b\0c\n", "Row 3, column “note”: There is a NUL character"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(text, complaint):
    with pytest.raises(Unreadable, match=complaint):
        sheet_of(text.encode())


def test_blank_cells_beyond_the_header_are_nothing():
    assert [list(row) for row in sheet_of(b"figure\na,, \n")] == [["a"]]


@pytest.mark.parametrize("cell", [0, False, "0"])
def test_a_zero_beyond_the_header_is_something(cell):
    with pytest.raises(Unreadable, match="Row 2: The row has 3 cells, and the header 2"):
        Sheet([(1, ["figure", "value"]), (2, ["a", 1, cell])])


@pytest.mark.parametrize("cell", [0, False, "0"])
def test_a_row_of_a_zero_alone_is_a_row(cell):
    assert [*Sheet([(1, ["figure", "value"]), (2, ["", cell])])] == [("", cell)]


def test_the_numbers_of_a_workbook_stay_numbers():
    book = as_xlsx([["figure", "value"], ["a", 1183]])
    assert [list(row) for row in sheet_of(book)] == [["a", 1183]]
