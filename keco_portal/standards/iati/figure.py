"""A figure's period as days, and the words that stand beside its number."""

from django.utils.translation import gettext as _

from institutes.language import in_language, page_language, text_in
from keco_portal.standards.iati.day import day_of_document, first_day, last_day
from keco_portal.standards.iati.element import in_both
from participants.models.value import Qualifier, ValueStatus
from programs.dates import spoken


def period_of(figure):
    """The first and the last day of the figure, both always days; `told` says what is not stated.

    An unknown beginning is the end. An unknown end is the as-of date, or else the day of the
    document, which are never before the beginning. Without any of them there is only the document.
    """
    if figure.period_end:
        end = last_day(figure.period_end)
        return (first_day(figure.period_start) if figure.period_start else end), end
    known = last_day(figure.as_of) if figure.as_of else day_of_document(figure)
    if figure.period_start:
        start = first_day(figure.period_start)
        return start, max(known, start)
    return (first_day(figure.as_of) if figure.as_of else known), known


def told(figure):
    """What stands beside the number, in English and Korean."""
    return in_both(lambda: " ".join(sentences(figure)))


def sentences(figure):
    """The same, sentence by sentence, in the language that is active."""
    yield from of_the_number(figure)
    yield from of_the_period(figure)
    language = page_language()
    if note := text_in(figure, "note", language):
        yield note
    place = {"title": in_language(figure.source, "title"), "place": figure.source_locator}
    yield _("Source: %(title)s, %(place)s.") % place


def of_the_number(figure):
    if figure.value is None:
        yield _("Value: %(value)s.") % {"value": figure.value_as_text}
    if figure.qualifier != Qualifier.EXACT:
        yield _("The source says: %(words)s.") % {"words": figure.get_qualifier_display()}
    if figure.value_status == ValueStatus.COMPUTED:
        yield _("The number is computed.")


def of_the_period(figure):
    if figure.period:
        yield _("Period: %(period)s.") % {"period": figure.period}
    if figure.as_of:
        yield _("As of %(day)s.") % {"day": spoken(figure.as_of)}
    lengths = {len(one) for one in (figure.period_start, figure.period_end, figure.as_of)}
    if 4 in lengths:
        yield _("Of the days here only the year is stated.")
    elif 7 in lengths:
        yield _("Of the days here only the month is stated.")
    if figure.period_end and not figure.period_start:
        yield _("When it begins is not stated; the last day stands for the first.")
    elif figure.period_start and not figure.period_end and not figure.as_of:
        yield _("When it ends is not stated; the day of the document stands here.")
    elif not (figure.period_start or figure.period_end or figure.as_of):
        yield _("No period is stated; the day of the document stands here.")
