"""Tables as files that go out: CSV by PostgreSQL's own COPY, and workbooks (XLSX) made of it.

A file is whole before its first byte is sent, or it is not sent at all.
"""

from programs.export.about import About, column_rows, sources_of
from programs.export.comma_separated import csv_of, csv_of_rows
from programs.export.copied import statement
from programs.export.places import place
from programs.export.row_xml import NotForASheet
from programs.export.table_file import TableFile, TooLarge
from programs.export.workbook import (
    AS_WRITTEN,
    XLSX,
    are_numbers,
    xlsx_of,
    xlsx_of_blocks,
    xlsx_of_rows,
)

__all__ = [
    "AS_WRITTEN",
    "XLSX",
    "About",
    "NotForASheet",
    "TableFile",
    "TooLarge",
    "are_numbers",
    "column_rows",
    "csv_of",
    "csv_of_rows",
    "place",
    "sources_of",
    "statement",
    "xlsx_of",
    "xlsx_of_blocks",
    "xlsx_of_rows",
]
