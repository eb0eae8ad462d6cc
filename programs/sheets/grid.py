"""The cells of one sheet of a workbook, as they are stored: only those that hold something."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel
from openpyxl.utils.escape import unescape

from programs.cells import cell_text, folded
from programs.sheets.complaint import COMPLAINTS_AT_MOST, Complaint, Unreadable
from programs.sheets.limits import (
    CELLS_AT_MOST,
    CHARACTERS_AT_MOST,
    COLUMNS_AT_MOST,
    ROWS_AT_MOST,
    TEXT_AT_MOST,
)
from programs.sheets.package import broken, too_large
from programs.sheets.pieces import Pieces
from programs.sheets.sheet import letters

ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
WHOLE = re.compile(r"-?[0-9]{1,17}")
SAYS_MORE = gettext_lazy(
    "Its format shows more than this number, such as “%” or “약”; write the number alone, in a "
    "plain format, and what it is in its own column."
)
NO_RESULT = gettext_lazy("The formula has no result in the file; write the value itself.")


class Grid:
    """`cells` {row: {column, from 0: value}}, and what is `wrong` with any of them.

    A value is text, a number, a date, a time, or True or False.
    """

    def __init__(self, name, package, file, styles, words, *, is_1904):
        self.name, self.styles, self.words = name, styles, words
        self.epoch = CALENDAR_MAC_1904 if is_1904 else CALENDAR_WINDOWS_1900
        self.cells, self.wrong, self.merged = {}, [], []
        self.count = self.characters = 0
        self.row, self.column = 0, -1
        self.type, self.style, self.formula = "n", 0, False
        self.pieces, self.inside, self.reading = Pieces(), False, False
        package.parse(file, self.begin, self.end, self.text)

    def begin(self, element, attributes):
        if element == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), -1
        elif element == "c":
            self.column += 1
            if "r" in attributes:
                self.row, self.column = place_of(attributes["r"])
            self.type, self.style = attributes.get("t", "n"), int(attributes.get("s", 0))
            self.formula = False
            self.pieces.clear()
        elif element == "f":
            self.formula = True
        elif element == "rPh":
            self.reading = True
        elif element == "v" or (element == "t" and not self.reading):
            self.inside = True
        elif element == "mergeCell" and len(self.merged) < COMPLAINTS_AT_MOST:
            self.merged.append(attributes.get("ref", ""))

    def text(self, text):
        if self.inside:
            self.pieces.add(text)

    def end(self, element):
        if element == "c":
            self.keep()
        elif element == "rPh":
            self.reading = False
        elif element in ("v", "t"):
            self.inside = False

    def keep(self):
        """Take the cell that was read into `cells`, where it holds something."""
        text = self.pieces.joined()
        if not text:
            if self.formula:
                self.complain(NO_RESULT)
            return
        value = self.typed(text)
        if value is None or value == "":
            return
        self.count += 1
        self.characters += len(value) if isinstance(value, str) else 0
        if self.characters > CHARACTERS_AT_MOST:
            raise too_large()
        if self.count > CELLS_AT_MOST:
            words = _("The file has more than {most} cells; send it in parts.")
            raise Unreadable(words.format(most=f"{CELLS_AT_MOST:,}"))
        if self.row > ROWS_AT_MOST or self.column >= COLUMNS_AT_MOST:
            words = _(
                "The cell is too far away: {rows} rows and {columns} columns are read at most. "
                "Delete what stands far below or beside the table."
            ).format(rows=f"{ROWS_AT_MOST:,}", columns=COLUMNS_AT_MOST)
            raise Unreadable(self.complaint(words))
        self.cells.setdefault(self.row, {})[self.column] = value

    def typed(self, text):
        """What a stored `text` means by the type and style of its cell."""
        if self.type == "s":
            try:
                return self.words[int(text)]
            except (ValueError, IndexError) as error:
                raise broken() from error
        if self.type == "b":
            return text == "1"
        if self.type == "e":
            return self.complain(_("The cell shows an error; write the value itself."), text)
        if self.type != "n":
            return unescape(text)
        return self.number(text)

    def number(self, text):
        try:
            number = int(text) if WHOLE.fullmatch(text) else float(text)
        except ValueError as error:
            raise broken() from error
        if not self.style < len(self.styles.is_date):
            return number
        if self.styles.says_more[self.style]:
            return self.complain(SAYS_MORE, text)
        if not self.styles.is_date[self.style]:
            return number
        try:
            return from_excel(number, self.epoch)
        except (ValueError, OverflowError):
            return self.complain(_("No such date; format the cell as text and type it."), text)

    def complain(self, words, value=""):
        if len(self.wrong) < COMPLAINTS_AT_MOST:
            self.wrong.append(self.complaint(str(words), value))

    def complaint(self, words, value=""):
        return Complaint(words, self.name, self.row, letters(self.column), value[:TEXT_AT_MOST])

    def refuse_wrong(self):
        """Raise Unreadable where a cell is wrong, or cells are merged into one."""
        words = _("The cells {range} are merged into one; undo that, and fill each of them.")
        merged = [Complaint(words.format(range=one), self.name) for one in self.merged]
        if merged or self.wrong:
            raise Unreadable(*merged, *self.wrong)

    def is_like(self, other):
        """Whether it holds rows, below a header with all that stands in that of `other`."""
        return len(self.cells) > 1 and self.header() >= other.header()

    def header(self):
        """The texts of the first row that holds something, as names are compared."""
        return {folded(cell_text(cell)) for cell in self.cells[min(self.cells)].values()}

    def rows(self):
        """(number, cells) of each row that holds something."""
        for number in sorted(self.cells):
            row = self.cells[number]
            yield number, [row.get(column) for column in range(max(row) + 1)]


def place_of(address):
    """The row, from 1, and the column, from 0, of an address such as “B3”."""
    found = ADDRESS.fullmatch(address)
    if not found:
        raise broken()
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column - 1
