"""The preview of an import: each row of the file, what happens with it, and what is wrong."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

from django.utils.translation import pgettext, pgettext_lazy

from programs.cells import cell_text
from programs.sheets import Complaint
from programs.sheets.complaint import COMPLAINTS_AT_MOST

# What happens with a row, by what the package calls it.
KINDS = {"new": "new", "update": "changed", "skip": "same", "invalid": "wrong"}
LABELS = {
    "wrong": pgettext_lazy("of a row", "wrong"),
    "new": pgettext_lazy("of a row", "new"),
    "changed": pgettext_lazy("of a row", "changed"),
    "same": pgettext_lazy("of a row", "as it is"),
}
VALUE_AT_MOST = 200  # characters that are shown of a cell
ROWS_AT_MOST = 20_000  # that a page shows


@dataclass
class PreviewRow:
    """One row: its number in the file, its key, and what happens with it, one of LABELS.

    `cells` are (column, before, after) of those that change, as texts; `wrong` are Complaints.
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
        self.table, self.sheet, self.result = table, sheet, result
        columns = table.columns()
        in_file = result.rows[0].outcome.row.cells if result.rows else {}
        self.headers = dict(zip(in_file, sheet.headers, strict=True))
        self.shown = [
            (place, name)
            for place, name in enumerate(columns)
            if name in in_file and not columns[name].volatile and name not in table.key_names
        ]
        self.rows = [self.row(one.outcome, KINDS[one.import_type]) for one in result.rows]
        self.counts = Counter(row.kind for row in self.rows)

    def row(self, outcome, kind):
        cells = outcome.row.cells
        key = " ".join(filter(None, (cell_text(cells[name]) for name in self.table.key_names)))
        row = PreviewRow(outcome.number, key, kind)
        if kind == "wrong":
            row.wrong = [*self.complaints_of(outcome)]
        elif kind != "same":
            row.cells = [*self.changes(outcome)]
        return row

    def changes(self, outcome):
        after = outcome.after or ()  # what the rows beside it do not let be is not printed
        before = outcome.before or ("",) * len(after)
        for place, name in self.shown if after else ():
            if before[place] != after[place]:
                yield name, before[place], after[place]

    def complaints_of(self, outcome):
        """A Complaint about each thing that is wrong with a row, the whole row first."""
        for column in sorted(outcome.wrong, key=bool):
            value = cell_text(outcome.row.cells.get(column))[:VALUE_AT_MOST]
            header = self.headers.get(column, column)
            for words in outcome.wrong[column]:
                yield Complaint(words, self.sheet.name, outcome.number, header, value)

    @property
    def is_right(self):
        return not self.counts["wrong"]

    @property
    def complaints(self):
        """The first Complaints about the rows; the report has them all."""
        return [*islice((one for row in self.rows for one in row.wrong), COMPLAINTS_AT_MOST)]

    @property
    def first_rows(self):
        """Those that the page shows; the report has them all."""
        return self.rows[:ROWS_AT_MOST]

    @property
    def left_out(self):
        return len(self.rows[ROWS_AT_MOST:])

    @property
    def kinds(self):
        """What can be shown alone: (kind, label, number of rows), those that there are."""
        return [
            (kind, label, self.counts[kind]) for kind, label in LABELS.items() if self.counts[kind]
        ]

    @property
    def seen(self):
        """The digest of what the rows are, for the confirmation."""
        return self.result.seen

    @property
    def effect(self):
        """What changes for the public, where that was looked at."""
        return self.result.effect
