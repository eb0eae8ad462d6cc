"""The rows of a file, whatever its format, as a table is read from."""

import re
from itertools import islice

import tablib
from django.utils.translation import gettext as _

from programs.cells import cell_text
from programs.cells.text import named
from programs.sheets.complaint import COMPLAINTS_AT_MOST, Complaint, Unreadable
from programs.sheets.limits import CELLS_AT_MOST, COLUMNS_AT_MOST, PLACES_AT_MOST, TEXT_AT_MOST

# Of a pair that only UTF-16 knows; a workbook can spell one: _xD83D_.
HALF = re.compile("[\ud800-\udfff]")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Sheet(tablib.Dataset):
    """The rows of a file below its header, without those that are blank.

    `rows` are pairs of a row's number in the file and its cells, each text, number, date or None.
    The first row that is not blank is the header, `header_number`; `numbers` are those of the
    rows below it, `places` the letters of its columns, `name` is the sheet's, "" of a CSV. A
    column that is blank from the header down, as Excel leaves them, is dropped.
    """

    def __init__(self, rows, name=""):
        self.name = name
        rows = (row for row in rows if holds_something(row[1]))
        self.header_number, header = next(rows, (1, []))
        if len(header) > COLUMNS_AT_MOST:
            words = _("There are {columns} columns; at most {most} are read.")
            raise Unreadable(words.format(columns=len(header), most=COLUMNS_AT_MOST))
        header = [cell_text(cell) for cell in header]
        rows = [*self.bounded(header, rows)]
        self.check_rows(header, rows)
        kept = [
            place
            for place, text in enumerate(header)
            if text or any(cell_text(cells[place]) for _, cells in rows)
        ]
        self.places = [letters(place) for place in kept]
        self.numbers = [number for number, _ in rows]
        super().__init__(
            *([cells[place] for place in kept] for _, cells in rows),
            headers=[header[place] for place in kept],
        )

    @staticmethod
    def bounded(header, rows):
        """The `rows`, until they are more than a file may hold."""
        count = places = len(header)
        for row in rows:
            cells = row[1]
            while len(cells) > len(header) and is_blank(cells[-1]):
                cells.pop()
            count += len(cells) - cells.count("") - cells.count(None)
            places += len(header)
            if count > CELLS_AT_MOST or places > PLACES_AT_MOST:
                words = _("The file has more than {most} cells; send it in parts.")
                raise Unreadable(words.format(most=f"{CELLS_AT_MOST:,}"))
            yield row

    def check_rows(self, header, rows):
        """Refuse what stands beside the header, and texts that are none.

        Makes each row as long as the header.
        """
        wrong = [*self.bad_texts(header, self.header_number, header)]
        for number, cells in rows:
            if len(wrong) >= COMPLAINTS_AT_MOST:
                break
            if holds_something(islice(cells, len(header), None)):
                if sum(map(bool, header)) == 1:
                    raise Unreadable(self.title(header))
                words = _("The row has {cells} cells, and the header {headers}.")
                words = words.format(cells=len(cells), headers=len(header))
                wrong.append(Complaint(words, self.name, number))
            elif any(isinstance(cell, str) and bad(cell) for cell in cells):
                wrong += self.bad_texts(header, number, cells)
            cells += [None] * (len(header) - len(cells))
        if wrong:
            raise Unreadable(*wrong)

    def title(self, header):
        """The Complaint about words that stand where the names of the columns should."""
        words = _("Above the rows belong the names of their columns alone; delete what is else.")
        return Complaint(words, self.name, self.header_number, value=" ".join(filter(None, header)))

    def bad_texts(self, header, number, cells):
        """A Complaint for each text that is none: with NUL or half a character, or without end."""
        for place, cell in enumerate(cells):
            if isinstance(cell, str) and bad(cell):
                column = header[place][:40] or letters(place)
                words = _("There is a NUL character in it; type the text anew.")
                if found := HALF.search(cell):
                    words = _("There is a character that is no text ({character}); type it anew.")
                    words = words.format(character=named(found[0]))
                elif len(cell) > TEXT_AT_MOST:
                    words = _("The text has more than {most} characters; shorten it.").format(
                        most=f"{TEXT_AT_MOST:,}"
                    )
                yield Complaint(words, self.name, number, column, HALF.sub("?", cell[:40]))


def is_blank(cell):
    return cell is None or cell == ""  # 0 and False are something


def holds_something(cells):
    """Whether one of `cells` says more than white space."""
    return any(cell is not None and str(cell).strip() for cell in cells)


def bad(text):
    return len(text) > TEXT_AT_MOST or "\0" in text or HALF.search(text)


def letters(place):
    """The letters by which a spreadsheet calls the column at `place`, counted from 0."""
    text = ""
    while place >= 0:
        place, letter = divmod(place, 26)
        text = LETTERS[letter] + text
        place -= 1
    return text
