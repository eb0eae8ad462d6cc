"""What is wrong with a file, and where: said to the one who sent it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

COMPLAINTS_AT_MOST = 200  # more than anybody reads; the first say enough


@dataclass(frozen=True)
class Complaint:
    """One thing that is wrong: `words` say what, and what would be right.

    `row` is the row's number in the file, `column` the header or letter of the column, `value`
    what stands there; each is empty where it does not apply. `sheet` is "" in a CSV.
    """

    words: str
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""

    @property
    def place(self):
        """Where it is, as a text: “Sheet figures, row 3, column value”."""
        parts = [
            self.sheet and _("sheet “{sheet}”").format(sheet=self.sheet),
            self.row and pgettext("of a table", "row {number}").format(number=self.row),
            self.column and _("column “{column}”").format(column=self.column),
        ]
        place = ", ".join(part for part in parts if part)
        return place[:1].upper() + place[1:]

    def __str__(self):
        return ": ".join(part for part in (self.place, self.words) if part)


class Unreadable(ValueError):
    """The file cannot be read; `complaints` say where and why."""

    def __init__(self, *complaints):
        self.complaints = [
            one if isinstance(one, Complaint) else Complaint(one) for one in complaints
        ][:COMPLAINTS_AT_MOST]
        super().__init__(" ".join(map(str, self.complaints)))
