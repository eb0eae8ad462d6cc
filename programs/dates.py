"""Dates and periods as people say them, in the language of the page.

A date is ISO 8601 text as precise as it is known: 2013, 2014-08 or 2017-12-12.
"""

import datetime

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _


def spoken(text):
    """“2013”, “August 2014”, “12 December 2017”; “2014년 8월”; empty where nothing is known."""
    if not text:
        return ""
    if len(text) == 4:
        return _("{year}").format(year=text)
    day = datetime.date.fromisoformat(f"{text}-01"[:10])
    return date_format(day, "YEAR_MONTH_FORMAT" if len(text) == 7 else "DATE_FORMAT")


def element(text, words=None):
    """The same for a page, with the ISO text for machines: <time datetime="2014-08">."""
    return text and format_html('<time datetime="{}">{}</time>', text, words or spoken(text))


def in_words(text, words=None):
    return words or spoken(text)


def period(start, end, say=in_words):
    """“2005–2013”, “2013”, “since 2007”, “by 2013”, or empty; `say` makes text or elements."""
    if start == end:
        return say(start)
    if not end:
        return format_html(_("since {start}"), start=say(start))
    if not start:
        return format_html(_("by {end}"), end=say(end))
    if len(start) == len(end) == 4:
        first, last = say(start, start), say(end, end)
        return format_html(_("{first_year}–{last_year}"), first_year=first, last_year=last)
    return format_html(_("{start} – {end}"), start=say(start), end=say(end))


def years(first, last, ended=False):
    """“2007–2013”, “2013”, “since 2006”, “until 2013”, or empty, from whole years or None.

    What has ended without a last year is “from 2006”: it does not go on.
    """
    if (first and last) or not (first or last):
        return period(str(first or ""), str(last or ""))
    if last:
        return _("until %(year)s") % {"year": last}
    return (_("from %(year)s") if ended else _("since %(year)s")) % {"year": first}


def moment(text):
    """A day, perhaps with the time, as a source prints it: “2017-12-12 08:38”.

    Returns the page's element, or the text as it is where it is no such thing.
    """
    day, _space, clock = text.partition(" ")
    try:
        words = date_format(datetime.date.fromisoformat(day), "DATE_FORMAT")
        if clock:
            time = datetime.time.fromisoformat(clock)
            words = _("{day}, {time}").format(day=words, time=time.strftime("%H:%M"))
    except ValueError:
        return text
    return format_html('<time datetime="{}">{}</time>', text, words)
