"""A file of rows as staff send it: CSV or XLSX, read into a `Sheet` or refused in words."""

import csv
import io

import openpyxl
import tablib
from django.utils.translation import gettext as _
from import_export.formats import base_formats

from programs.cells import cell_text


class Unreadable(ValueError):
    """The file cannot be read; the message says where and why, for the one who sent it."""


class Sheet(tablib.Dataset):
    """The rows of a file without those that are blank; `numbers` are theirs in the file.

    The header is row 1. A column that is blank from the header down, as Excel leaves them, is
    dropped too.
    """

    def __init__(self, rows):
        rows = [(number, list(cells)) for number, cells in enumerate(rows, 1)]
        headers = [cell_text(cell) for cell in rows[0][1]] if rows else []
        filled = [(number, cells) for number, cells in rows[1:] if any(map(cell_text, cells))]
        for number, cells in filled:
            check(number, cells, headers)
            cells += [""] * (len(headers) - len(cells))
        kept = [
            place
            for place, header in enumerate(headers)
            if header or any(cell_text(cells[place]) for _, cells in filled)
        ]
        super().__init__(
            *([cells[place] for place in kept] for _, cells in filled),
            headers=[headers[place] for place in kept],
        )
        self.numbers = [number for number, _ in filled]


def check(number, cells, headers):
    """Refuse a row with more cells than the header, or with a NUL, which is no text."""
    if any(map(cell_text, cells[len(headers) :])):
        raise Unreadable(
            _("Row {number} has {cells} cells, and the header {headers}.").format(
                number=number, cells=len(cells), headers=len(headers)
            )
        )
    for header, cell in zip(headers, cells, strict=False):
        if "\0" in cell_text(cell):
            raise Unreadable(
                _("Row {number}, column “{header}”: there is a NUL character in it.").format(
                    number=number, header=header
                )
            )


class Csv(base_formats.CSV):
    """CSV in UTF-8, with or without a byte order mark."""

    def create_dataset(self, in_stream):
        return Sheet(csv.reader(io.StringIO(in_stream, newline="")))


class Xlsx(base_formats.XLSX):
    """The sheet of a workbook that was open when it was saved; formulas give their results."""

    def create_dataset(self, in_stream):
        book = openpyxl.load_workbook(io.BytesIO(in_stream), read_only=True, data_only=True)
        return Sheet(book.active.values)
