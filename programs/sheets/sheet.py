"""The rows of a file, whatever its format, as a table is read from."""

import tablib
from django.utils.translation import gettext as _

from programs.cells import cell_text
from programs.sheets.complaint import Complaint, Unreadable
from programs.sheets.limits import CELLS_AT_MOST, COLUMNS_AT_MOST, TEXT_AT_MOST

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Sheet(tablib.Dataset):
    """The rows of a file below its header, without those that are blank.

    `rows` are pairs of a row's number in the file and its cells, each text, number, date or None.
    The first row that is not blank is the header, `header_number`; `numbers` are those of the
    rows below it, `places` the letters of its columns, `name` is the sheet's, "" of a CSV. A
    column that is blank from the header down, as Excel leaves them, is dropped.
    """

    def __init__(self, rows, name=""):
        filled = [(number, list(cells)) for number, cells in rows if any(map(cell_text, cells))]
        self.name = name
        self.header_number, header = filled[0] if filled else (1, [])
        header = [cell_text(cell) for cell in header]
        rows = filled[1:]
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

    def check_rows(self, header, rows):
        """Refuse what is more than a file may hold, or stands beside the header.

        Makes each row as long as the header.
        """
        wrong, count = [], len(header)
        for number, cells in rows:
            count += sum(map(bool, cells))
            if count > CELLS_AT_MOST:
                words = _("The file has more than {most} cells; send it in parts.")
                raise Unreadable(words.format(most=f"{CELLS_AT_MOST:,}"))
            if len(cells) > len(header) and any(map(cell_text, cells[len(header) :])):
                if sum(map(bool, header)) == 1:
                    raise Unreadable(self.title(header))
                words = _("The row has {cells} cells, and the header {headers}.")
                words = words.format(cells=len(cells), headers=len(header))
                wrong.append(Complaint(words, self.name, number))
            elif any(isinstance(cell, str) and bad(cell) for cell in cells):
                wrong += self.bad_texts(header, number, cells)
            cells += [None] * (len(header) - len(cells))
        if len(header) > COLUMNS_AT_MOST:
            words = _("There are {columns} columns; at most {most} are read.")
            wrong.append(words.format(columns=len(header), most=COLUMNS_AT_MOST))
        if wrong:
            raise Unreadable(*wrong)

    def title(self, header):
        """The Complaint about words that stand where the names of the columns should."""
        words = _("Above the rows belong the names of their columns alone; delete what is else.")
        return Complaint(words, self.name, self.header_number, value=" ".join(filter(None, header)))

    def bad_texts(self, header, number, cells):
        """A Complaint for each text that is none: with a NUL in it, or without end."""
        for place, cell in enumerate(cells):
            if isinstance(cell, str) and bad(cell):
                column = header[place] or letters(place)
                words = _("There is a NUL character in it; type the text anew.")
                if len(cell) > TEXT_AT_MOST:
                    words = _("The text has more than {most} characters; shorten it.").format(
                        most=f"{TEXT_AT_MOST:,}"
                    )
                yield Complaint(words, self.name, number, column, cell[:40])


def bad(text):
    return "\0" in text or len(text) > TEXT_AT_MOST


def letters(place):
    """The letters by which a spreadsheet calls the column at `place`, counted from 0."""
    text = ""
    while place >= 0:
        place, letter = divmod(place, 26)
        text = LETTERS[letter] + text
        place -= 1
    return text
