"""A series: the annual figures of one program, measure, country and sex."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Func, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from programs.models.publication import Publication


class PeriodsOfSeriesApart(ExclusionConstraint):
    """Refuses two annual figures of one series whose known periods overlap.

    No country equals no country; withdrawn figures are outside the rule.
    """

    def __init__(self, **kwargs):
        period = Func(
            *("starts_on", "ends_on", Value("[]")),
            function="daterange",
            output_field=DateRangeField(),
        )
        known = Q(kind="annual", starts_on__isnull=False, ends_on__isnull=False)
        super().__init__(
            name="figure_annual_periods_do_not_overlap",
            expressions=[
                ("program", RangeOperators.EQUAL),
                ("measure", RangeOperators.EQUAL),
                (Coalesce("country", Value(0)), RangeOperators.EQUAL),
                ("sex", RangeOperators.EQUAL),
                (period, RangeOperators.OVERLAPS),
            ],
            condition=known & ~Q(publication=Publication.WITHDRAWN),
            violation_error_message=_("The period overlaps another of the same series."),
        )

    def deconstruct(self):
        """As the plain constraint that it is for the database."""
        _path, args, kwargs = super().deconstruct()
        return "django.contrib.postgres.constraints.ExclusionConstraint", args, kwargs

    def validate(self, model, instance, exclude=None, using=DEFAULT_DB_ALIAS):
        """Nothing to check where a field of the condition is wrong already.

        Django looks for such a field in vain and fails (UniqueConstraint does pass it over).
        """
        needed = {"kind", "publication", "period_start", "period_end"}
        if not needed & set(exclude or ()):
            super().validate(model, instance, exclude, using)
