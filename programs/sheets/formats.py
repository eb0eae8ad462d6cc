"""The two formats of the desk, for django-import-export: each reads what a file really is.

They are written by `programs.export`.
"""

from import_export.formats import base_formats

from programs.sheets.arrival import sheet_of


class Csv(base_formats.CSV):
    """CSV, in what offices send."""

    def is_binary(self):
        return True

    def get_read_mode(self):
        return "rb"

    def create_dataset(self, in_stream):
        return sheet_of(in_stream)


class Xlsx(base_formats.XLSX):
    """The sheet of rows of a workbook; formulas give their results."""

    def create_dataset(self, in_stream):
        return sheet_of(in_stream)
