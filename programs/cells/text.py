"""Cells of words: text, keys and codes; and the form in which all cells are compared."""

import datetime
import re
import unicodedata

from django.utils import translation
from django.utils.translation import gettext as _
from import_export import widgets

from institutes.language import LANGUAGES
from institutes.text import CONTROLS, INVISIBLE, WHITE_SPACE

# A spreadsheet takes text that begins so for a formula; Korean ones take the full-width signs too.
FORMULA_STARTS = "=+-@\t\r＝＋－＠"
ESCAPED = re.compile(rf"'+[{re.escape(FORMULA_STARTS)}]")
HIDDEN = dict.fromkeys(map(ord, INVISIBLE))


def cell_text(cell):
    """A cell as the public CSV would print it: blank for nothing, no “.0”, a day as a day."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()  # as the spreadsheet shows it
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    return str(cell).strip()


def folded(text):
    """`text` as names are compared: NFC, without what shows nothing, small, single spaces."""
    text = unicodedata.normalize("NFC", text).translate(HIDDEN)
    return re.sub(f"[{re.escape(WHITE_SPACE)}]+", " ", text).strip().casefold()


def named(character):
    return f"U+{ord(character):04X}"


class Cell(widgets.Widget):
    """How the cells of a column are read; many of them by one look at the database."""

    def lookup(self, cells, theirs=None):
        """What `read` needs to know of the database for all of `cells`; most need nothing."""

    def read(self, cell, lookup=None):
        """The value of a cell. Raises ValueError, which says what would be right."""
        raise NotImplementedError

    def allowed(self, theirs=None):
        """What a cell may hold, where that can be listed: pairs of a cell and what it means."""
        return []

    def clean(self, value, row=None, theirs=None, **kwargs):
        """The value of one cell by itself, as django-import-export asks for it."""
        return self.read(value, self.lookup([value], theirs))


class Text(Cell):
    """Text; the apostrophe that the export puts before a would-be formula is taken off again.

    A spreadsheet makes a date of much that looks like one: of “2014-08” the first of August. What
    was typed cannot be known from it.
    """

    def read(self, cell, lookup=None):
        if isinstance(cell, datetime.date | datetime.time):
            raise ValueError(
                _(
                    "The spreadsheet made a date of this: {date}. "
                    "Format the cell as text and type it again."
                ).format(date=cell_text(cell))
            )
        text = cell_text(cell)
        for character in text:
            if character in CONTROLS and character not in "\r\x85\u2028\u2029":
                words = _("There is a character that is no text ({character}); type it anew.")
                raise ValueError(words.format(character=named(character)))
        return text[1:] if ESCAPED.match(text) else text


class Code(Text):
    """A key or a code: what cannot be seen in it would make it another one."""

    def read(self, cell, lookup=None):
        text = super().read(cell)
        for place, character in enumerate(text, 1):
            if character in INVISIBLE or (character in WHITE_SPACE and character != " "):
                words = _("Character {place} cannot be seen ({character}); type the key anew.")
                raise ValueError(words.format(place=place, character=named(character)))
        return text


class Choice(Code):
    """One of `choices`, by its code or by its label in either language."""

    def __init__(self, choices):
        super().__init__()
        self.choices, self.values = choices, choices.values

    def read(self, cell, lookup=None):
        text = super().read(cell)
        code = self.codes.get(folded(text), text)
        if code and code not in self.values:
            words = _("“{text}” is none of these: {codes}.")
            raise ValueError(words.format(text=text, codes=", ".join(self.values)))
        return code

    def allowed(self, theirs=None):
        return [(str(label), code) for code, label in self.choices.choices]

    @property
    def codes(self):
        """{folded code or label: code}, labels in the two languages of the portal."""
        if not hasattr(self, "_codes"):
            found = {}
            for language in LANGUAGES:
                with translation.override(language):
                    found |= {folded(str(label)): code for code, label in self.choices.choices}
            self._codes = found | {folded(code): code for code in self.values}
        return self._codes
