"""The report on a file: its rows as they were sent, and beside each what was found in it."""

import csv
import datetime
import io

import xlsxwriter
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from programs.cells import FORMULA_STARTS
from programs.export import XLSX

CSV = "text/csv; charset=utf-8"
ARCHIVE = b"PK"
DATES = {
    datetime.datetime: "yyyy-mm-dd hh:mm:ss",
    datetime.date: "yyyy-mm-dd",
    datetime.time: "hh:mm:ss",
}


def report_of(file, preview):
    """An answer with the report on the SentFile `file`, in the format in which it was sent."""
    is_workbook = bytes(file.data).startswith(ARCHIVE)
    written, kind, ending = (as_xlsx, XLSX, "xlsx") if is_workbook else (as_csv, CSV, "csv")
    name = _("%(file)s, checked") % {"file": file.name.rpartition(".")[0] or file.name}
    disposition = content_disposition_header(True, f"{name}.{ending}")
    return HttpResponse(
        written(rows_of(preview)),
        headers={"Content-Type": kind, "Content-Disposition": disposition},
    )


def rows_of(preview):
    """The header and the rows of the file, each with three columns more at its end."""
    yield [*preview.sheet.headers, _("Row"), _("What happens"), _("What is wrong")]
    for cells, row in zip(preview.sheet, preview.rows, strict=True):
        yield [*cells, row.number, str(row.label), "\n".join(map(sentence, row.wrong))]


def sentence(complaint):
    """What is wrong in one line, such as “value: “1.5” is not a whole number.”"""
    return ": ".join(filter(None, [complaint.column, complaint.words]))


def as_csv(rows):
    """Rows as a CSV; text that a spreadsheet would take for a formula gets an apostrophe."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([inert(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def inert(cell):
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(tuple(FORMULA_STARTS)) else cell


def as_xlsx(rows):
    """Rows as a workbook: text as text, numbers as numbers, dates as dates."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        formats = {kind: book.add_format({"num_format": form}) for kind, form in DATES.items()}
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if type(cell) in formats:
                    sheet.write_datetime(number, place, cell, formats[type(cell)])
                elif isinstance(cell, bool):
                    sheet.write_boolean(number, place, cell)
                elif isinstance(cell, int | float):
                    sheet.write_number(number, place, cell)
                elif cell is not None:
                    sheet.write_string(number, place, cell)
    return out.getvalue()
