"""The preview of an import: each row of the file, what happens with it, and what is wrong."""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext, pgettext_lazy

from programs.cells import cell_text
from programs.sheets import Complaint
from programs.sheets.complaint import COMPLAINTS_AT_MOST

# What happens with a row, by what the package calls it.
KINDS = {"new": "new", "update": "changed", "skip": "same", "invalid": "wrong", "error": "wrong"}
LABELS = {
    "wrong": pgettext_lazy("of a row", "wrong"),
    "new": pgettext_lazy("of a row", "new"),
    "changed": pgettext_lazy("of a row", "changed"),
    "same": pgettext_lazy("of a row", "as it is"),
}
VALUE_AT_MOST = 200  # characters that are shown of a cell
CHANGE = re.compile(r"(?:<del>(?P<before>.*?)</del>)? ?(?:<ins>(?P<after>.*?)</ins>)?", re.DOTALL)


@dataclass
class PreviewRow:
    """One row: its number in the file, its key, and what happens with it, one of LABELS.

    `cells` are (column, before, after) of those that change, as HTML; `wrong` are Complaints.
    """

    number: int
    key: str
    kind: str
    cells: list = field(default_factory=list)
    wrong: list = field(default_factory=list)

    @property
    def label(self):
        return LABELS[self.kind]

    @property
    def place(self):
        return pgettext("of a table", "row {number}").format(number=self.number)


class Preview:
    """What the Result of a dry run says of the rows of `sheet`, by the columns of `table`.

    Shown are those that the file has and that do not change by themselves.
    """

    def __init__(self, table, sheet, result):
        self.result, self.sheet, self.headers = result, sheet, result.diff_headers
        self.shown = {
            name
            for name, column in table.columns().items()
            if name in sheet.headers and not column.volatile
        }
        self.wrong = {row.number: row for row in result.invalid_rows}
        place = sheet.headers.index(self.headers[0]) if self.headers[0] in sheet.headers else 0
        self.rows = [
            self.row(number, cell_text(cells[place]), found)
            for number, cells, found in zip(sheet.numbers, sheet, result.rows, strict=False)
        ]
        self.counts = Counter(row.kind for row in self.rows)

    def row(self, number, key, found):
        row = PreviewRow(number, key, KINDS[found.import_type])
        if row.kind == "wrong":
            row.wrong = [*self.complaints_of(number)]
        elif row.kind != "same":
            row.cells = [*self.changes(found.diff)]
        return row

    def changes(self, diff):
        for name, cell in zip(self.headers, diff, strict=True):
            if name not in self.shown:
                continue
            if isinstance(cell, SafeString) and cell.endswith(("</ins>", "</del>")):
                found = CHANGE.fullmatch(cell)
                # It is HTML of `RowDiff`, which escaped what stands between its marks.
                yield name, *(mark_safe(text or "") for text in found.groups())  # noqa: S308

    def complaints_of(self, number):
        """A Complaint about each thing that is wrong with the row `number`."""
        row = self.wrong[number]
        values = dict(zip(self.headers, row.values, strict=False))
        for column, found in {
            "": row.non_field_specific_errors,
            **row.field_specific_errors,
        }.items():
            value = cell_text(values.get(column))[:VALUE_AT_MOST]
            for words in found:
                yield Complaint(str(words), self.sheet.name, number, column, value)

    @property
    def is_right(self):
        return not self.counts["wrong"]

    @property
    def complaints(self):
        """The first Complaints about the rows; the report has them all."""
        return [*islice((one for row in self.rows for one in row.wrong), COMPLAINTS_AT_MOST)]

    @property
    def kinds(self):
        """What can be shown alone: (kind, label, number of rows), those that there are."""
        return [(kind, label, self.counts[kind]) for kind, label in LABELS.items()
                if self.counts[kind]]  # fmt: skip

    @property
    def seen(self):
        """The digest of what the rows are, for the confirmation."""
        return getattr(self.result, "seen", "") or ""

    @property
    def effect(self):
        """What changes for the public, where that was looked at."""
        return getattr(self.result, "effect", None)
