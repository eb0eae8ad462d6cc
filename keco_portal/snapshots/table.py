"""The rows of a snapshot as a table of its page."""

import re
from dataclasses import dataclass

from django.urls import reverse

from keco_portal.snapshots.lists import LISTS, first_rows
from keco_portal.snapshots.models import ROWS_SHOWN
from programs.cells import Text

LONG = 24  # characters; such a cell is given a wider column
HANGUL = re.compile("[ᄀ-ᇿ㄰-㆏가-힣]")
# The page of the row that a table's first column names.
PAGES = {"programs": "program", "figures": "figure", "participants": "figure"}


@dataclass(frozen=True)
class Cell:
    text: str

    @property
    def is_korean(self):
        return bool(HANGUL.search(self.text))

    @property
    def is_long(self):
        return len(self.text) > LONG


@dataclass(frozen=True)
class Row:
    """A row: its key, the page that it has or had, its other cells."""

    key: str
    address: str
    cells: list


class StoredTable:
    """The first rows of a snapshot `with_beginning`, and the titles of its columns."""

    def __init__(self, snapshot):
        table = LISTS[snapshot.table].table
        titles = table.titles()
        names, rows = first_rows(bytes(snapshot.beginning), ROWS_SHOWN)
        self.titles = [titles.get(name, name) for name in names]
        self.rows = [row_of(snapshot.table, cells) for cells in rows]
        self.is_cut = snapshot.row_count > len(rows)


class Marked:
    """The rows of a snapshot that are gone or changed in `compared`, the first of them by key."""

    def __init__(self, snapshot, compared):
        self.rows = [
            (key, page_of(snapshot.table, key), is_gone) for key, is_gone in compared.named
        ]
        self.is_cut = compared.gone + compared.changed > len(self.rows)


def page_of(table, key):
    """The page that the row `key` has or had."""
    return reverse(PAGES[table], args=[key])


def row_of(table, cells):
    key, *cells = cells
    return Row(key, page_of(table, key), [Cell(without_apostrophe(cell)) for cell in cells])


def without_apostrophe(cell):
    """The text of a cell without the apostrophe that keeps spreadsheets from reading a formula."""
    return Text().read(cell)
