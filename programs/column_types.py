"""What the cells of a column are, for the formats of data that say so: text, number, date, keys.

Most of it follows from the field of the model that a column prints; what does not is declared
with the column, by `type`.
"""

from dataclasses import dataclass

from django.db import models
from django.db.models import F

from institutes.text import SLUG, Key, WebAddress
from programs.models.years import FIRST_YEAR, LAST_YEAR


@dataclass(frozen=True)
class Type:
    """`name` is a type of Table Schema; `pattern` fits a whole cell.

    `format` is Table Schema's too; `least` and `most` bound a number; `separator` stands between
    several values in one cell.
    """

    name: str
    pattern: str = ""
    format: str = ""
    least: int | None = None
    most: int | None = None
    separator: str = ""


TEXT = Type("string")
KEY = Type("string", pattern=SLUG)
WEB_ADDRESS = Type("string", format="uri")
SEVERAL = Type("string", separator="|")
COUNT = Type("integer", least=0)
YEAR = Type("year", least=FIRST_YEAR, most=LAST_YEAR)
TRUTH = Type("boolean")
DAY = Type("date")
MOMENT = Type("datetime")

# The first class that fits; a SmallIntegerField of the portal is a year.
BY_FIELD = (
    (Key, KEY),
    (WebAddress, WEB_ADDRESS),
    (models.BooleanField, TRUTH),
    (models.SmallIntegerField, YEAR),
    (models.BigIntegerField, COUNT),
    (models.DateTimeField, MOMENT),
    (models.DateField, DAY),
)


def fields_on_the_way(model, expression):
    """The fields that an expression over one of them goes through, the one it prints the last.

    Empty where it prints several fields, or one only sometimes.
    """
    while not isinstance(expression, F):
        inside = expression.get_source_expressions()
        if len(inside) != 1 or isinstance(expression, models.Subquery | models.Case):
            return []
        [expression] = inside
    fields = []
    for name in expression.name.split("__"):
        fields.append(model._meta.get_field(name))
        model = fields[-1].related_model
    return fields


def type_of(fields):
    """The Type of what prints the last of `fields`."""
    for kind, found in BY_FIELD:
        if fields and isinstance(fields[-1], kind):
            return found
    return TEXT


def is_required(fields):
    """Whether each row has it: no link on the way is missing, and the field is never empty."""
    return bool(fields) and not any(
        field.null or (field.blank and not (field.generated or getattr(field, "auto_now", False)))
        for field in fields
    )


def is_unique(fields):
    """Whether no two rows have the same; blank ones do not count."""
    return len(fields) == 1 and bool(
        fields[0].unique or (fields[0].generated and fields[0].output_field.unique)
    )
