"""Cells of numbers: counts and years."""

import datetime
import re

from django.utils.translation import gettext as _

from programs.cells.text import Cell, cell_text
from programs.models.years import FIRST_YEAR, LAST_YEAR

# Spreadsheets and JSON keep whole numbers exactly up to this one.
LARGEST_NUMBER = 2**53 - 1
DIGITS = re.compile(r"0|[1-9][0-9]{0,17}|[1-9][0-9]{0,2}(,[0-9]{3})+")
NEGATIVE = re.compile(r"[-−–△▲]\s*[0-9]")
QUALIFIED = re.compile(r"약|여|about|approx|over|이상|이하|미만|초과|~|[<>≥≤]", re.IGNORECASE)


class WholeNumber(Cell):
    """A count in digits; blank where it is not known, which is not zero.

    The digits may stand in threes, 1,183. Anything else is refused, never guessed.
    """

    def read(self, cell, lookup=None):
        text = cell_text(cell)
        if not text:
            return None
        if isinstance(cell, bool | datetime.date | datetime.time) or not DIGITS.fullmatch(text):
            raise ValueError(self.refusal(text))
        number = int(text.replace(",", ""))
        if number > LARGEST_NUMBER:
            raise ValueError(
                _("“{text}” is more than {largest}, which no spreadsheet keeps exactly.").format(
                    text=text, largest=LARGEST_NUMBER
                )
            )
        return number

    def refusal(self, text):
        """Why `text` is no whole number, and what would be right."""
        if QUALIFIED.search(text):
            words = _("“{text}” is more than a number: write the number alone, and in the column "
                      "“qualifier” what it is.")  # fmt: skip
        elif NEGATIVE.match(text):
            words = _("“{text}” is negative, and nothing can be counted so.")
        else:
            words = _("“{text}” is not a whole number in digits, such as 1183.")
        return words.format(text=text)


class Year(WholeNumber):
    """A year between the first and the last that the portal knows."""

    def read(self, cell, lookup=None):
        year = super().read(cell)
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            words = _("{year} is outside {first}–{last}.")
            raise ValueError(words.format(year=year, first=FIRST_YEAR, last=LAST_YEAR))
        return year
