"""Files to be filled in: a header, and in a workbook what each column may hold.

They are made of the table that reads them, in the language of whoever asks.
"""

import csv
import io

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_col_to_name

from programs.cells import SeveralOf, WholeNumber, Year
from programs.export import AS_WRITTEN, column_rows
from programs.models.years import FIRST_YEAR, LAST_YEAR

LAST_ROW = 10_000  # that is guarded; the rows below are read all the same
NARROW, WIDE = 12, 40  # characters
MESSAGE_AT_MOST = 255  # characters, in Excel


class Template:
    """What can be filled in of `table`, a Table that reads for a person."""

    def __init__(self, table):
        self.table, self.lists = table, 0
        titles = table.titles()
        self.columns = [
            (titles[name], column)
            for name, column in table.columns().items()
            if not column.readonly
        ]

    def as_csv(self):
        text = io.StringIO(newline="")
        csv.writer(text).writerow([title for title, _column in self.columns])
        return text.getvalue().encode("utf-8-sig")

    def as_xlsx(self):
        """A sheet to be filled in, one that explains its columns, one with what is allowed."""
        out = io.BytesIO()
        with xlsxwriter.Workbook(out, {"in_memory": True} | AS_WRITTEN) as book:
            self.bold = book.add_format({"bold": True})
            self.text, self.number = (book.add_format({"num_format": form}) for form in ("@", "0"))
            sheet = book.add_worksheet(self.table.stem())
            about, values = book.add_worksheet(_("Explanation")), book.add_worksheet(_("Values"))
            sheet.freeze_panes(1, 0)
            for place, (title, column) in enumerate(self.columns):
                self.write_column(sheet, place, title, column)
                self.write_values(sheet, values, place, title, column.widget)
            self.write_about(about)
        return out.getvalue()

    def write_column(self, sheet, place, title, column):
        """The heading of a column; text stays text, so that Excel makes no date of it."""
        is_number = isinstance(column.widget, WholeNumber)
        width = min(max(2 * len(title), NARROW), WIDE)
        sheet.set_column(place, place, width, self.number if is_number else self.text)
        sheet.write_string(0, place, title, self.bold)
        if is_number:
            first, last = (FIRST_YEAR, LAST_YEAR) if isinstance(column.widget, Year) else (0, 2**53)
            rule = {"validate": "integer", "criteria": "between", "minimum": first, "maximum": last}
            words = _("A whole number from {first} to {last}, or nothing.")
            self.guard(sheet, place, rule, words.format(first=first, last=last))

    def write_values(self, sheet, values, place, title, widget):
        """A list to choose from, which stands on the sheet `values` with what it means."""
        allowed = widget.allowed(self.table.theirs)
        if not allowed:
            return
        left = 2 * self.lists
        self.lists += 1
        values.write_string(0, left, title, self.bold)
        values.write_string(0, left + 1, _("What it means"), self.bold)
        values.set_column(left, left + 1, NARROW * 2, self.text)
        for number, (cell, meaning) in enumerate(allowed, 1):
            values.write_string(number, left, cell)
            values.write_string(number, left + 1, meaning)
        if not isinstance(widget, SeveralOf):
            letter = xl_col_to_name(left)
            name = values.get_name().replace("'", "''")
            source = f"='{name}'!${letter}$2:${letter}${len(allowed) + 1}"
            words = _("Choose one of the list.")
            self.guard(sheet, place, {"validate": "list", "source": source}, words)

    @staticmethod
    def guard(sheet, place, rule, words):
        rule |= {"error_title": _("This is not read"), "error_message": words[:MESSAGE_AT_MOST]}
        sheet.data_validation(1, place, LAST_ROW, place, rule)

    def write_about(self, sheet):
        names = [name for name, one in self.table.columns().items() if not one.readonly]
        sheet.set_column(0, 2, NARROW * 2)
        sheet.set_column(3, 3, WIDE * 2)
        for number, cells in enumerate(column_rows(self.table, names)):
            for place, text in enumerate(cells):
                sheet.write_string(number, place, text, None if number else self.bold)
