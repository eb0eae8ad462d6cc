"""Days where the standard asks for days, and what is said beside those that nobody stated.

A date is ISO 8601 text as precise as it is known: 2013, 2014-08 or 2017-12-12.
"""

import calendar
import datetime


def first_day(text):
    """The first day that a date may mean."""
    return datetime.date.fromisoformat(text + "-01-01"[len(text) - 4 :])


def last_day(text):
    """The last day that a date may mean."""
    if len(text) == 10:
        return datetime.date.fromisoformat(text)
    year, month = int(text[:4]), int(text[5:] or 12)
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def day_of_document(row):
    """The day by which the document of `row` says what it says.

    When it was last modified, if it prints that as a day; when it was retrieved; or the day of
    the row's last change here.
    """
    return row.source.modified_on or row.source.retrieved or row.changed_at.date()
