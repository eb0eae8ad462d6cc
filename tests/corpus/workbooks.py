"""Workbooks as people make them, and what is none under the name of one."""

from tests.corpus.files import ROW, SECOND, as_csv, as_xlsx, letter, table
from tests.corpus.outcomes import KOREAN, SAID, Refused, Right


def merged(_book, sheet):
    sheet.merge_cells("C2:C3")


def with_error(_book, sheet):
    sheet[f"{letter('value')}2"] = "#N/A"


def with_formula(_book, sheet):
    sheet[f"{letter('value')}2"] = "=3+4"


def hidden_other(book, _sheet):
    other = book.create_sheet("working")
    other.append(["not", "ours"])
    other.sheet_state = "hidden"


def second_sheet(book, sheet):
    sheet.title = "1999"
    for row in sheet.iter_rows(values_only=True):
        sheets = book["1998"] if "1998" in book.sheetnames else book.create_sheet("1998")
        sheets.append(row)


def notes_beside(book, _sheet):
    book.create_sheet("안내").append(["읽어 주세요"])


def more_rows_elsewhere(book, _sheet):
    more = book.create_sheet("추가")
    for cells in table(SECOND):
        more.append(cells)


def shown_as(form):
    def change(_book, sheet):
        cell = sheet[f"{letter('value')}2"]
        cell.value, cell.number_format = 1, form

    return change


WORKBOOKS = {
    "more-rows-on-another-sheet.xlsx": (
        as_xlsx(table(ROW), more_rows_elsewhere),
        Refused("several sheets: “figures”, “추가”"),
    ),
    "percentage.xlsx": (as_xlsx(table(ROW), shown_as("0%")), Refused("Its format", 2, "E")),
    "about-by-its-format.xlsx": (
        as_xlsx(table(ROW), shown_as('"약 "0')),
        Refused("Its format", 2, "E"),
    ),
    "people-by-its-format.xlsx": (
        as_xlsx(table(ROW), shown_as('[>=1000]#,##0"명";0"명"')),
        Right({"value": "1"}),
    ),
    "truth-in-a-text.xlsx": (as_xlsx(table(ROW | {"note": True})), Right({"note": "TRUE"})),
    "plain.xlsx": (as_xlsx(table(SAID)), KOREAN),
    "sheet-called-otherwise.xlsx": (as_xlsx(table(SAID), name="통계"), KOREAN),
    "merged.xlsx": (as_xlsx(table(ROW, SECOND), merged), Refused("C2:C3 are merged")),
    "error-cell.xlsx": (as_xlsx(table(ROW), with_error), Refused("shows an error", 2, "E")),
    "formula-without-result.xlsx": (
        as_xlsx(table(ROW), with_formula),
        Refused("The formula has no result", 2, "E"),
    ),
    "hidden-sheet.xlsx": (as_xlsx(table(SAID), hidden_other, name="data"), KOREAN),
    "explanation-beside.xlsx": (as_xlsx(table(SAID), notes_beside), KOREAN),
    "rows-in-two-sheets.xlsx": (as_xlsx(table(ROW), second_sheet), Refused("several sheets")),
    "csv-called-a-workbook.xlsx": (as_csv(SAID), KOREAN),
    "workbook-called-a-csv.csv": (as_xlsx(table(SAID)), KOREAN),
}
STRANGERS = {
    "old-excel.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), Refused("old Excel")),
    "web-page.xls": (b"<html><table><tr><td>figure</td></tr></table>", Refused("web page")),
    "report.pdf": (b"%PDF-1.7\n", Refused("no spreadsheet")),
    "picture.xlsx": (b"\x89PNG\r\n\x1a\n" + bytes(64), Refused("no spreadsheet")),
    "cut-off.xlsx": (as_xlsx(table(ROW))[:2000], Refused("cannot be opened")),
    "hangul-document.csv": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "HWP Document File".encode("utf-16-le"),
        Refused("old Excel"),
    ),
}
