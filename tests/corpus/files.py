"""Bytes of files as offices send them: CSV in many forms, workbooks by openpyxl."""

import csv
import io

import openpyxl

ROW = {
    "figure": "corpus-one",
    "program": "slc-landfill-visitors",
    "measure": "foreign-visitors",
    "kind": "annual",
    "value": "7",
    "value_status": "stated",
    "country": "KOR",
    "period_start": "1999",
    "period_end": "1999",
    "source": "me-affiliated-organizations-2017",
    "source_locator": "SLC, paragraph 1",
    "note": "",
}
SECOND = ROW | {"figure": "corpus-two", "period_start": "1998", "period_end": "1998"}


def table(*rows, header=None):
    """The header and the rows, dicts, as lists of cells."""
    return [header or [*ROW], *([*row.values()] for row in rows)]


def text(rows, delimiter=",", end="\r\n"):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue()


def as_csv(*rows, encoding="utf-8-sig", **more):
    return text(table(*rows), **more).encode(encoding)


def as_xlsx(rows, change=None, name="figures"):
    """A workbook of `rows`, lists of cells; `change` is called with the workbook and the sheet."""
    book = openpyxl.Workbook()
    book.active.title = name
    for row in rows:
        book.active.append(row)
    if change:
        change(book, book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_cell(**cells):
    """A CSV of one row of which some cells are other."""
    return as_csv(ROW | cells)


def in_workbook(**cells):
    """A workbook of one row of which some cells are other, as Excel has them."""
    return as_xlsx(table(ROW | cells))


def letter(column):
    """The letter of a column of ROW."""
    return "ABCDEFGHIJKL"[[*ROW].index(column)]
