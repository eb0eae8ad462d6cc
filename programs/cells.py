"""How a cell of a table is read on import: each widget turns what a file holds into a value.

A cell comes as text from CSV, and as text, number or date from XLSX. What a widget does not
understand it refuses with a ValueError that says what would be right.
"""

import datetime
import re

from django.utils.translation import gettext as _
from import_export import widgets

# A spreadsheet takes text that begins so for a formula.
FORMULA_STARTS = "=+-@\t\r"
ESCAPED = re.compile(rf"'+[{re.escape(FORMULA_STARTS)}]")
# Spreadsheets and JSON keep whole numbers exactly up to this one.
LARGEST_NUMBER = 2**53 - 1


def cell_text(cell):
    """A cell as the public CSV would print it: blank for nothing, no “.0”, a day as a day."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    return str(cell).strip()


class Text(widgets.Widget):
    """Text; the apostrophe that the export puts before a would-be formula is taken off again.

    A spreadsheet makes a date of much that looks like one: of “2014-08” the first of August. What
    was typed cannot be known from it.
    """

    def clean(self, value, row=None, **kwargs):
        if isinstance(value, datetime.date | datetime.time):
            raise ValueError(
                _(
                    "The spreadsheet made a date of this: {date}. "
                    "Format the cell as text and type it again."
                ).format(date=cell_text(value))
            )
        text = cell_text(value)
        return text[1:] if ESCAPED.match(text) else text


class WholeNumber(widgets.Widget):
    """A count in digits; blank where it is not known, which is not zero."""

    def clean(self, value, row=None, **kwargs):
        text = cell_text(value)
        if not text:
            return None
        if not re.fullmatch(r"[0-9]{1,18}", text):
            raise ValueError(
                _("“{text}” is not a whole number in digits, such as 1183.").format(text=text)
            )
        if int(text) > LARGEST_NUMBER:
            raise ValueError(
                _("“{text}” is more than {largest}, which no spreadsheet keeps exactly.").format(
                    text=text, largest=LARGEST_NUMBER
                )
            )
        return int(text)


class OneOf(widgets.Widget):
    """The key of one row of `model`, by its field `field`; blank for none.

    `theirs` narrows a queryset to what the person who sends the file may name.
    """

    def __init__(self, model, field):
        super().__init__()
        self.model, self.field = model, field

    def clean(self, value, row=None, theirs=None, **kwargs):
        key = cell_text(value)
        return self.find([key], theirs)[0] if key else None

    def find(self, keys, theirs=None):
        """The rows of `keys`, in their order; ValueError names the first unknown key.

        A row that is somebody else's is as unknown as one that is not there.
        """
        rows = self.model.objects.filter(**{f"{self.field}__in": keys})
        found = {getattr(row, self.field): row for row in (theirs(rows) if theirs else rows)}
        unknown = _("“{key}” is no {kind} of this portal.")
        if theirs:
            unknown = _("“{key}” is no {kind} that you may name here.")
        for key in keys:
            if key not in found:
                raise ValueError(unknown.format(key=key, kind=self.model._meta.verbose_name))
        return [found[key] for key in keys]


class SeveralOf(OneOf):
    """Keys of several rows of `model`, joined by `|`; blank for none."""

    def clean(self, value, row=None, **kwargs):
        return self.find(self.pieces(value))

    @staticmethod
    def pieces(value):
        """The texts between the `|` of a cell; ValueError where one stands there twice."""
        pieces = SeveralOf.split(cell_text(value))
        for piece in pieces:
            if pieces.count(piece) > 1:
                raise ValueError(_("“{piece}” stands in the cell twice.").format(piece=piece))
        return pieces

    @staticmethod
    def split(text):
        return [piece.strip() for piece in text.split("|")] if text else []


class CountriesWithRoles(SeveralOf):
    """Countries and their roles, as `CHN:partner|KOR:host`: pairs of a country and a role."""

    def __init__(self, model, roles):
        super().__init__(model, "iso3")
        self.roles = roles

    def clean(self, value, row=None, **kwargs):
        pairs = [piece.partition(":") for piece in self.pieces(value)]
        for iso3, _colon, role in pairs:
            if role not in self.roles.values:
                raise ValueError(
                    _(
                        "“{pair}” is not a country with a role such as CHN:partner; "
                        "the roles are {roles}."
                    ).format(pair=f"{iso3}:{role}", roles=", ".join(self.roles.values))
                )
        countries = self.find([pair[0] for pair in pairs])
        return [(country, role) for country, (*_iso3, role) in zip(countries, pairs, strict=True)]
