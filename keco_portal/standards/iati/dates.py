"""When an activity starts and ends: the years as stated, or the day by which it is known of.

The standard asks every activity for a start. Where the source gives none, the day that stands
there is the first by which something shows the program under way, and the narrative says so.
"""

import datetime
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from keco_portal.standards.iati.codes import (
    ACTUAL_END,
    ACTUAL_START,
    CLOSED,
    PLANNED_END,
    PLANNED_START,
    STATUS,
    UNDER_WAY,
)
from keco_portal.standards.iati.day import day_of_document, last_day
from keco_portal.standards.iati.element import element, tell_words
from participants.models.figure import FigureKind
from programs.models.edition import EditionState
from programs.models.kind import State

ONLY_THE_YEAR = _("Only the year is stated.")
BEGUN_BY_THEN = _(
    "When it began is not stated. This is the first day by which the source shows it under way; "
    "the standard asks for a day."
)
YEAR_OF_EDITION = _(
    "When it is to begin is not stated. This is the year of the first edition that is planned; "
    "only the year is stated."
)
PLAN_WITHOUT_DATE = _(
    "When it is to begin is not stated. This is the day of the document that tells of the plan; "
    "the standard asks for a day."
)


class ActivityDate(NamedTuple):
    type: str
    day: datetime.date
    words: str


def add_dates(parent, program, today):
    for one in (start_of(program, today), end_of(program, today)):
        if one:
            date = element(parent, "activity-date", type=one.type, iso_date=one.day)
            tell_words(date, one.words)


def start_of(program, today):
    """The ActivityDate of the start. A year to come is a plan, whatever the state."""
    planned = program.state == State.PLANNED
    if program.start_year:
        day = datetime.date(program.start_year, 1, 1)
        return ActivityDate(
            PLANNED_START if planned or day > today else ACTUAL_START, day, ONLY_THE_YEAR
        )
    at_most = [datetime.date(program.end_year, 12, 31)] if program.end_year else []
    if not planned:
        known = [day_of_document(program), today, *at_most, *days_under_way(program)]
        return ActivityDate(ACTUAL_START, min(known), BEGUN_BY_THEN)
    editions = [one.year for one in program.editions.all() if one.state == EditionState.PLANNED]
    if editions:
        day = datetime.date(min(editions), 1, 1)
        return ActivityDate(PLANNED_START, min([day, *at_most]), YEAR_OF_EDITION)
    return ActivityDate(PLANNED_START, min([day_of_document(program), *at_most]), PLAN_WITHOUT_DATE)


def days_under_way(program):
    """Days by each of which an edition or a figure shows that the program has begun."""
    for edition in program.editions.all():
        if edition.state == EditionState.HELD:
            yield datetime.date(edition.year, 12, 31)
    for figure in program.public_figures:
        known = figure.period_start or figure.period_end or figure.as_of
        if known and figure.kind != FigureKind.PLAN:
            yield last_day(known)


def end_of(program, today):
    """The ActivityDate of the end, None where no year is stated."""
    if not program.end_year:
        return None
    day = datetime.date(program.end_year, 12, 31)
    is_plan = program.state == State.PLANNED or day > today
    return ActivityDate(PLANNED_END if is_plan else ACTUAL_END, day, ONLY_THE_YEAR)


def status_of(program, today):
    """The code of how the program stands: as declared, or else as its last year says."""
    if program.state in STATUS:
        return STATUS[program.state]
    end = end_of(program, today)
    return CLOSED if end and end.type == ACTUAL_END else UNDER_WAY
