"""A figure in words: its number with the unit, what the number means, and when."""

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.models.value import FigureKind, Qualifier
from programs.dates import element, in_words, period

NUMBER = {
    Qualifier.EXACT: gettext_lazy("{number} {unit}"),
    Qualifier.ABOUT: gettext_lazy("about {number} {unit}"),
    Qualifier.AT_LEAST: gettext_lazy("at least {number} {unit}"),
    Qualifier.AT_MOST: gettext_lazy("at most {number} {unit}"),
}

# What follows a period, and what stands without one.
WHEN = {
    FigureKind.ANNUAL: (gettext_lazy("{period}"), gettext_lazy("in one period")),
    FigureKind.CUMULATIVE: (gettext_lazy("{period}, cumulative"), gettext_lazy("cumulative")),
    FigureKind.SNAPSHOT: (gettext_lazy("{period}, at one moment"), gettext_lazy("at one moment")),
    FigureKind.RECURRING: (gettext_lazy("{period}, each year"), gettext_lazy("each year")),
    FigureKind.ONGOING: (gettext_lazy("{period}, ongoing"), gettext_lazy("ongoing")),
    FigureKind.PLAN: (gettext_lazy("{period}, planned"), gettext_lazy("planned")),
}

MEANING = {
    FigureKind.ANNUAL: gettext_lazy("The count of one period."),
    FigureKind.CUMULATIVE: gettext_lazy("Cumulative: all that were counted up to the end."),
    FigureKind.SNAPSHOT: gettext_lazy("The state at one moment."),
    FigureKind.RECURRING: gettext_lazy("The count of each single year, as the source gives it."),
    FigureKind.ONGOING: gettext_lazy("Ongoing when the source was written."),
    FigureKind.PLAN: gettext_lazy("A plan at the time of the source, not a result."),
}


def number(figure):
    """“1,183 people”, “about 30 people”, or why there is none, the number for machines in it."""
    value = "" if figure.value is None else figure.value
    data = format_html('<data value="{}">{}</data>', value, figure.value_as_text)
    if not figure.has_a_number:
        return data
    unit = format_html('<span class="unit">{}</span>', figure.measure.get_unit_display())
    return format_html(NUMBER[figure.qualifier], number=data, unit=unit)


def number_as_text(figure):
    """The same without markup, for titles and citations."""
    if not figure.has_a_number:
        return figure.value_as_text
    unit = figure.measure.get_unit_display()
    return NUMBER[figure.qualifier].format(number=figure.value_as_text, unit=unit)


def when(figure, say=element):
    """“2005–2013, cumulative”, “each year”, “as of August 2014”; `say` makes elements or text."""
    with_period, without = WHEN[figure.kind]
    told = period(figure.period_start, figure.period_end, say)
    words = format_html(with_period, period=told) if told else str(without)
    if not figure.as_of:
        return words
    if figure.kind == FigureKind.SNAPSHOT and not told:
        return format_html(_("as of {date}"), date=say(figure.as_of))
    return format_html(_("{when}; as of {date}"), when=words, date=say(figure.as_of))


def when_as_text(figure):
    return when(figure, in_words)
