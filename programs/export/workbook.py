"""A table as a workbook (XLSX), whole or not at all: a sheet of its rows and one about them.

XlsxWriter makes the workbook without the rows, which are a stream of XML put in where they belong:
however many they are, only some hundred are in memory.
"""

import datetime
import io
import unicodedata
import zipfile
from itertools import chain

import xlsxwriter
from django.db.models import IntegerField
from xlsxwriter.utility import xl_col_to_name

from programs.export import row_xml
from programs.export.copied import copied
from programs.export.row_xml import around, rows_as_xml, too_many_rows
from programs.export.table_file import TableFile, TooLarge

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# No text becomes a formula, a link or a number, on any of the sheets.
AS_WRITTEN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
ROWS_FILE = "xl/worksheets/sheet1.xml"
END_OF_ROWS = b"</sheetData>"
# An archive of the old form, as all programs read it, has no larger file inside.
XML_AT_MOST = 2**31 - 1
QUICK = 3  # of 9; the slower ones make the file a twentieth smaller
NARROW, WIDE = 8, 50  # characters
ABOUT_WIDTHS = (18, 32, 32, 80)


def xlsx_of(table, queryset, about):
    """All rows of `queryset` as the public workbook of `table`, a `programs.tables.Table`."""
    return xlsx_of_rows(table, table.columns(), table.public_rows(queryset), about)


def xlsx_of_rows(table, names, rows, about):
    """`rows`, a queryset of values, as a workbook with the columns `names`; a TableFile.

    Raises NotForASheet, DatabaseError, TooLarge, OSError.
    """
    if rows.order_by()[row_xml.ROWS_AT_MOST :][:1].exists():
        raise too_many_rows()
    with copied(rows, row_xml.FORM) as blocks:
        return xlsx_of_blocks(table, names, are_numbers(rows), blocks, about)


def are_numbers(rows):
    """Of each column of `rows`, a queryset of values, whether its values are whole numbers."""
    expressions = rows.query.annotation_select.values()
    return [isinstance(one.output_field, IntegerField) for one in expressions]


def xlsx_of_blocks(table, names, is_number, blocks, about):
    """Rows as blocks of COPY in `row_xml.FORM` as such a workbook; `is_number` says of each column
    whether it holds whole numbers. Raises NotForASheet, TooLarge, OSError.
    """
    blocks = iter(blocks)
    with TableFile() as file:
        first = next(blocks, b"")
        frame = Frame(table, list(names), is_number, about, first)
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=QUICK) as book:
            for name, content in frame.files():
                entry = zipfile.ZipInfo(name)  # of 1980: the same rows are the same bytes
                entry.compress_type = zipfile.ZIP_DEFLATED
                before, end, behind = content.partition(END_OF_ROWS)
                with book.open(entry, "w") as part:
                    part.write(before)
                    if name == ROWS_FILE:
                        frame.write_rows(part, chain([first], blocks))
                    part.write(end + behind)
    return file


class Frame:
    """A workbook without its rows: header, widths and forms of columns, and the second sheet.

    How wide a column is, is seen in the `first` rows.
    """

    def __init__(self, table, names, is_number, about, first):
        self.table, self.names, self.about = table, names, about
        self.is_number = is_number
        lines = [line.decode().split("\t") for line in first.split(b"\n")[:-1]]
        self.widths = [max(map(width, column)) for column in zip(names, *lines, strict=True)]

    def files(self):
        """(name, bytes) of each file in the workbook."""
        out = io.BytesIO()
        with xlsxwriter.Workbook(out, {"in_memory": True} | AS_WRITTEN) as book:
            made_at = datetime.datetime.combine(self.about.made_on, datetime.time())
            book.set_properties({"title": self.about.name, "created": made_at})
            self.text, self.number = (book.add_format({"num_format": form}) for form in ("@", "0"))
            self.bold = book.add_format({"bold": True})
            self.write_header(book.add_worksheet(self.about.name))
            self.write_about(book.add_worksheet("About"))
        with zipfile.ZipFile(out) as made:
            return [(entry.filename, made.read(entry)) for entry in made.infolist()]

    def write_header(self, sheet):
        sheet.freeze_panes(1, 0)
        for place, name in enumerate(self.names):
            form = self.number if self.is_number[place] else self.text
            sheet.set_column(place, place, self.widths[place], form)
            sheet.write_string(0, place, name, self.bold)
        # Codes such as 41082 are text, and no mistake that Excel should point out.
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})

    def write_about(self, sheet):
        for place, wide in enumerate(ABOUT_WIDTHS):
            sheet.set_column(place, place, wide)
        number = 0
        for part in self.about.parts(self.table, self.names):
            for cells in part:
                for place, text in enumerate(cells):
                    sheet.write_string(number, place, text, self.bold if cells is part[0] else None)
                number += 1
            number += 1

    def write_rows(self, part, blocks):
        columns = [
            around(
                xl_col_to_name(place),
                is_number=is_number,
                style=(self.number if is_number else self.text).xf_index,
            )
            for place, is_number in enumerate(self.is_number)
        ]
        size = 0
        for block in rows_as_xml(blocks, columns):
            size += len(block)
            if size > XML_AT_MOST:
                raise TooLarge(f"more than {XML_AT_MOST:,} bytes of XML")
            part.write(block)


def width(text):
    """How wide a column is for `text`, in digits: signs of East Asia take two."""
    wide = sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
    return min(max(wide + 1, NARROW), WIDE)
