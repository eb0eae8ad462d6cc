"""The rows of a file, read by the columns of a table: values, and what is wrong with them."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from programs.cells import cell_text
from programs.reading.headers import headers_of


@dataclass
class ReadRow:
    """One row of a file.

    `number` is its number there, `cells` are what it holds and `values` what that means, by the
    names of columns; `wrong` are sentences by the names of columns, "" for the row as a whole.
    """

    number: int
    cells: dict
    values: dict = field(default_factory=dict)
    wrong: dict = field(default_factory=dict)

    def complain(self, column, words):
        self.wrong.setdefault(column, []).append(str(words))


def read(table, sheet, theirs=None):
    """The rows of `sheet` by the columns of `table`. Raises Unreadable for its header.

    Each column that names other rows asks the database once for all rows; `theirs` narrows what
    may be named.
    """
    names = headers_of(table, sheet)
    rows = [
        ReadRow(number, dict(zip(names, cells, strict=True)))
        for number, cells in zip(sheet.numbers, sheet, strict=True)
    ]
    for name in names:
        column = table.columns()[name]
        if not column.readonly:
            read_column(name, column.widget, rows, theirs)
    refuse_repeated(table, rows)
    return rows


def read_column(name, widget, rows, theirs):
    """Read the cells of a column, those that are alike once."""
    lookup = widget.lookup([row.cells[name] for row in rows], theirs)
    read = {}
    for row in rows:
        cell = row.cells[name]
        alike = type(cell), cell
        if alike not in read:
            try:
                read[alike] = widget.read(cell, lookup)
            except ValueError as error:
                read[alike] = error
        if isinstance(read[alike], ValueError):
            row.complain(name, read[alike])
        else:
            row.values[name] = read[alike]


def refuse_repeated(table, rows):
    """Say of rows without a key, and of those whose key stands in the file before."""
    first = {}
    for row in rows:
        missing = [name for name in table.key_names if not cell_text(row.cells[name])]
        for name in missing:
            row.complain(name, _("The key is missing."))
        if missing or not row.values.keys() >= set(table.key_names):
            continue
        key = tuple(row.values[name] for name in table.key_names)
        if key in first:
            words = _("“{key}” stands in the file twice, the first time in row {number}.")
            shown = " ".join(cell_text(row.cells[name]) for name in table.key_names)
            row.complain(table.key_names[0], words.format(key=shown, number=first[key]))
        first.setdefault(key, row.number)
