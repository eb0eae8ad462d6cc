"""A date as precisely as it is known, in ISO 8601: 2013, 2014-08 or 2017-12-12.

It is stored as that text, so what is not known is nowhere made up. The database computes the
first and the last day it may mean, for comparing.
"""

import datetime
import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Func, Q
from django.utils.translation import gettext_lazy as _

from institutes.text import Line
from programs.models.years import FIRST_YEAR, LAST_YEAR

PATTERN = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"


def is_partial_date(text):
    """Refuse what is no year, month or day of the calendar, or lies outside the known years."""
    if not re.fullmatch(PATTERN, text):
        raise ValidationError(
            _("“%(text)s” is not a date such as 2013, 2014-08 or 2017-12-12."),
            params={"text": text},
        )
    try:
        datetime.date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        raise ValidationError(
            _("“%(text)s” is not a day of the calendar."), params={"text": text}
        ) from None
    if not FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
        raise ValidationError(
            _("The year of “%(text)s” is outside %(first)s–%(last)s."),
            params={"text": text, "first": FIRST_YEAR, "last": LAST_YEAR},
        )


class PartialDateField(Line):
    """A text such as 2013, 2014-08 or 2017-12-12; empty where not known."""

    def __init__(self, *args, **kwargs):
        kwargs |= {"max_length": 10, "blank": True, "validators": [is_partial_date]}
        super().__init__(*args, **kwargs)


class FirstDay(Func):
    """SQL: the first day that a partial date may mean, NULL where it is empty or malformed."""

    output_field = models.DateField()
    template = (
        f"(CASE WHEN %(expressions)s ~ '^{PATTERN}$' THEN make_date("
        "left(%(expressions)s, 4)::int, "
        "COALESCE(NULLIF(substr(%(expressions)s, 6, 2), ''), '1')::int, "
        "COALESCE(NULLIF(substr(%(expressions)s, 9, 2), ''), '1')::int) END)"
    )

    def as_sql(self, compiler, connection, **extra_context):
        text, params = compiler.compile(self.get_source_expressions()[0])
        times = self.template.count("%(expressions)s")
        # The cast tells PostgreSQL the type where the text is a parameter and not a column.
        return self.template % {"expressions": f"({text})::text"}, tuple(params) * times


class LastDay(FirstDay):
    """SQL: the last day that a partial date may mean, NULL where it is empty or malformed."""

    template = (
        f"(({FirstDay.template} + (CASE length(%(expressions)s) "
        "WHEN 4 THEN interval '1 year' WHEN 7 THEN interval '1 month' ELSE interval '1 day' END)"
        " - interval '1 day')::date)"
    )


def dates_are_partial(table, *fields):
    """The constraint `<table>_dates_are_partial` over the named fields."""
    condition = Q()
    for field in fields:
        condition &= Q(**{field: ""}) | Q(**{f"{field}__regex": f"^{PATTERN}$"})
    return models.CheckConstraint(
        condition=condition,
        name=f"{table}_dates_are_partial",
        violation_error_message=_("A date is written 2013, 2014-08 or 2017-12-12."),
    )
