"""What PostgreSQL holds the period of a figure to."""

import datetime

from django.db import models
from django.db.models import F, Q

from participants.models.value import FigureKind
from programs.models.years import FIRST_YEAR, LAST_YEAR

PERIOD_RULES = [
    models.CheckConstraint(
        condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
        name="figure_ends_after_its_start",
        violation_error_message="The period ends before it starts.",
    ),
    models.CheckConstraint(
        condition=Q(
            *(
                Q(**{day: None})
                | Q(
                    **{
                        f"{day}__range": (
                            datetime.date(FIRST_YEAR, 1, 1),
                            datetime.date(LAST_YEAR, 12, 31),
                        )
                    }
                )
                for day in ("starts_on", "ends_on", "as_of_on")
            )
        ),
        name="figure_years_in_range",
        violation_error_message=f"A year lies within {FIRST_YEAR}–{LAST_YEAR}.",
    ),
    models.CheckConstraint(
        condition=~Q(kind=FigureKind.ANNUAL) | Q(starts_on__isnull=False, ends_on__isnull=False),
        name="figure_in_one_period_has_both_its_ends",
        violation_error_message="A figure “in one period” has the first and the last of it.",
    ),
]
