"""Figures and dates on a page: in words, in bars, in lines."""

from django import template

from participants import charts, words
from programs import dates

register = template.Library()

register.filter("number", words.number)
register.filter("when", words.when)
register.filter("with_bars", charts.rows)
register.filter("spoken", dates.element)
register.filter("moment", dates.moment)


@register.filter
def meaning(figure):
    """What the kind of the figure means, in a sentence."""
    return words.MEANING[figure.kind]
