"""What PostgreSQL holds the period of a figure to."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from participants.models.value import FigureKind
from programs.models.years import FIRST_YEAR, LAST_YEAR, OTHER_YEAR

PERIOD_RULES = [
    models.CheckConstraint(
        condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
        name="figure_ends_after_its_start",
        violation_error_message=_("The period ends before it starts."),
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
        violation_error_message=OTHER_YEAR,
    ),
    models.CheckConstraint(
        condition=~Q(kind=FigureKind.ANNUAL) | Q(starts_on__isnull=False, ends_on__isnull=False),
        name="figure_in_one_period_has_both_its_ends",
        violation_error_message=_("A figure “in one period” has the first and the last of it."),
    ),
]
