"""What becomes of one row of a file, and how the preview shows it."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.html import format_html
from import_export.results import RowResult


class Outcome:
    """Of the ReadRow `row`: which row of the table it is, and what it says before and after.

    `pk` is the key of that row and `subject` of the one whose content it is part of, which is the
    same but for rows that belong to others. `before` and `after` are what the export prints, in
    the order of the columns; None where the row is not there. What `is_refused` is another's
    row: nothing is said of it but that.
    """

    __slots__ = (
        *("after", "before", "is_changed", "is_new", "is_refused", "pk", "row", "subject"),
        "wrong",
    )

    def __init__(self, row):
        self.row, self.wrong = row, row.wrong
        self.pk = self.subject = self.before = self.after = None
        self.is_new = self.is_changed = self.is_refused = False

    @property
    def number(self):
        return self.row.number

    def complain(self, column, words):
        self.row.complain(column, words)

    @property
    def type(self):
        if self.wrong:
            return RowResult.IMPORT_TYPE_INVALID
        if self.is_new:
            return RowResult.IMPORT_TYPE_NEW
        return RowResult.IMPORT_TYPE_UPDATE if self.is_changed else RowResult.IMPORT_TYPE_SKIP


class RowOfResult(RowResult):
    """An Outcome as django-import-export's pages read it."""

    def __init__(self, outcome):
        self.outcome = outcome
        self.errors, self.row_values = [], outcome.row.cells
        self.instance = self.original = self.object_repr = None
        self.validation_error = error_of(outcome) if outcome.wrong else None
        self.import_type, self.object_id = outcome.type, outcome.pk

    @property
    def number(self):
        return self.outcome.number

    @property
    def diff(self):
        """Each cell as it is where it stays, the old text struck out before the new elsewhere."""
        after = self.outcome.after or self.outcome.before or ()
        before = self.outcome.before or ("",) * len(after)
        return [cell(*texts) for texts in zip(before, after, strict=True)]

    @property
    def field_specific_errors(self):
        return {name: words for name, words in self.outcome.wrong.items() if name}

    @property
    def non_field_specific_errors(self):
        return self.outcome.wrong.get("", [])


def cell(before, after):
    if before == after:
        return after
    if not before:
        return format_html("<ins>{}</ins>", after)
    return format_html("<del>{}</del> <ins>{}</ins>", before, after)


def error_of(outcome):
    """What is wrong with a row, by the names of columns, as Django says it."""
    return ValidationError(
        {name or NON_FIELD_ERRORS: words for name, words in outcome.wrong.items()}
    )
