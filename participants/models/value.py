"""What a figure's number means, and what PostgreSQL holds it to."""

from django.db import models
from django.db.models import F, Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

# The largest whole number that a spreadsheet and JavaScript keep exactly.
LARGEST_VALUE = 2**53 - 1


class Sex(models.TextChoices):
    """The codes of SDMX."""

    TOTAL = "_T", _("total")
    FEMALE = "F", _("female")
    MALE = "M", _("male")
    OTHER = "_O", _("other")
    UNKNOWN = "_U", _("unknown")


class FigureKind(models.TextChoices):
    ANNUAL = "annual", _("in one period")
    CUMULATIVE = "cumulative", _("cumulative")
    SNAPSHOT = "snapshot", _("at one moment")
    RECURRING = "recurring", _("each year")
    ONGOING = "ongoing", _("ongoing")
    PLAN = "plan", _("planned")


class ValueStatus(models.TextChoices):
    STATED = "stated", _("stated by the source")
    COMPUTED = "computed", _("computed")
    NOT_STATED = "not-stated", _("not stated")
    SUPPRESSED = "suppressed", _("suppressed")


class Qualifier(models.TextChoices):
    EXACT = "exact", _("exact")
    ABOUT = "about", _("about")
    AT_LEAST = "at-least", _("at least")
    AT_MOST = "at-most", _("at most")


VALUE_RULES = [
    models.CheckConstraint(
        condition=(Q(value=None) | Q(value__gte=0))
        & (Q(value_lower=None) | Q(value_lower__gte=0))
        & (Q(value_upper=None) | Q(value_upper__gte=0)),
        name="figure_is_not_negative",
        violation_error_message=_("A count is never negative."),
    ),
    models.CheckConstraint(
        condition=Q(value_lower=None) | Q(value_upper=None) | Q(value_upper__gte=F("value_lower")),
        name="figure_range_is_not_upside_down",
        violation_error_message=_("The lower end of the range is above the upper one."),
    ),
    models.CheckConstraint(
        condition=Q(value=None) | Q(value_lower=None, value_upper=None),
        name="figure_is_a_value_or_a_range",
        violation_error_message=_("Give a value or a range, not both."),
    ),
    models.CheckConstraint(
        condition=Q(
            value_status__in=[ValueStatus.NOT_STATED, ValueStatus.SUPPRESSED],
            value=None,
            value_lower=None,
            value_upper=None,
        )
        | Q(value_status__in=[ValueStatus.STATED, ValueStatus.COMPUTED])
        & (Q(value__isnull=False) | Q(value_lower__isnull=False, value_upper__isnull=False)),
        name="figure_value_agrees_with_its_status",
        violation_error_message=_(
            "A value or a whole range stands beside “stated” or “computed”, "
            "and none beside “not stated” or “suppressed”."
        ),
    ),
    models.CheckConstraint(
        condition=Q(value_status__in=[ValueStatus.STATED, ValueStatus.COMPUTED])
        | Q(qualifier=Qualifier.EXACT),
        name="figure_without_a_value_has_no_qualifier",
        violation_error_message=_("Without a value the qualifier is “exact”."),
    ),
    models.CheckConstraint(
        condition=(Q(value=None) | Q(value__lte=LARGEST_VALUE))
        & (Q(value_lower=None) | Q(value_lower__lte=LARGEST_VALUE))
        & (Q(value_upper=None) | Q(value_upper__lte=LARGEST_VALUE)),
        name="figure_fits_a_spreadsheet",
        violation_error_message=format_lazy(
            _("A count is at most {largest}."), largest=f"{LARGEST_VALUE:,}"
        ),
    ),
]
