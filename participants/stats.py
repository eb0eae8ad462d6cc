"""What may be added, and what may not, with the reason said in one line.

Only like is added to like: exact, stated numbers of one program, one measure, one country and
one sex, each for a period of its own, the periods following one another without gap or overlap.
"""

import datetime
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from participants.models.figure import FigureKind, Qualifier, ValueStatus

# Enough for a figure of every quarter the portal knows; a page need not read more to say no.
ADDED_AT_MOST = 700


@dataclass(frozen=True)
class Total:
    """A sum of figures in `value`, or None and the reason in `why_not`."""

    value: int | None = None
    why_not: str = ""

    @property
    def value_as_text(self):
        return f"{self.value:,}"


def total(figures):
    """The Total of `figures`, an iterable of Figure with measure and country at hand.

    Pure: it asks no database, and a figure is never added where the rule leaves a doubt.
    """
    figures = list(figures)
    reason = why_not(figures)
    return Total(why_not=reason) if reason else Total(sum(figure.value for figure in figures))


def why_not(figures):
    """Why `figures`, a list, must not be added; empty where they may."""
    if not figures:
        return _("No total: there is no figure.")
    if len(figures) > ADDED_AT_MOST:
        return _("No total: more than {most} figures are not added here. Choose fewer.").format(
            most=ADDED_AT_MOST
        )
    if len(figures) == 1:
        return _("No total: there is one figure only, and it stands for itself.")
    measures = {figure.measure for figure in figures}
    if any(measure.part_of in measures for measure in measures if measure.part_of):
        return _("No total: one figure counts a part of what another counts.")
    if len(measures) > 1:
        return _("No total: the figures count different things.")
    if len({figure.program_id for figure in figures}) > 1:
        return _("No total: the figures are of different programs.")
    if {figure.kind for figure in figures} != {FigureKind.ANNUAL}:
        return _(
            "No total: a cumulative, ongoing or planned figure already holds, or may hold, others."
        )
    if len({figure.country_id for figure in figures}) > 1:
        return _("No total: the figures are of different countries, or of a country and the whole.")
    if len({figure.sex for figure in figures}) > 1:
        return _("No total: the figures count different sexes.")
    if any(figure.value_status != ValueStatus.STATED or figure.value is None for figure in figures):
        return _("No total: a number is missing, a range, or not stated by the source.")
    if any(figure.qualifier != Qualifier.EXACT for figure in figures):
        return _("No total: a number is not exact.")
    return _broken_periods(figures)


def _broken_periods(figures):
    """Why the periods of `figures` do not follow one another; empty where they do."""
    if any(figure.starts_on is None or figure.ends_on is None for figure in figures):
        return _("No total: a period is not known.")
    by_start = sorted(figures, key=lambda figure: figure.starts_on)
    for earlier, later in pairwise(by_start):
        next_day = earlier.ends_on + datetime.timedelta(days=1)
        if later.starts_on < next_day:
            return _("No total: the periods {earlier} and {later} overlap.").format(
                earlier=earlier.period, later=later.period
            )
        if later.starts_on > next_day:
            return _("No total: nothing is known between {earlier} and {later}.").format(
                earlier=earlier.period, later=later.period
            )
    return ""
