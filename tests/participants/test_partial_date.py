"""Dates as precisely as they are known: what is one, and which days it may mean."""

import calendar
import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from participants.models import Figure
from participants.partial_date import FirstDay, LastDay, is_partial_date
from tests.examples import examples
from tests.factories import make_figure
from tests.naive import first_day, last_day

DATES = [
    "1945",
    "2013",
    "2100",
    "2014-08",
    "2014-12",
    "2012-02-29",
    "2000-02-29",
    "2017-12-12",
    "2100-12-31",
]
NOT_DATES = [
    *("13", "201", "20133", "-2013", " 2013", "2013 ", "2013\n", "２０１３", "MMXIII", "2013-"),
    *("2013-8", "2013-00", "2013-13", "2013-08-", "2013/08", "201308", "2013-08-1", "2013-08-00"),
    *("2013-08-32", "2013-08-01T00:00", "2013-W33", "2013-225", "by 2013"),
]
NO_DAYS = ["2013-02-29", "1900-02-29", "2014-04-31", "2014-02-30", "0000"]
OUTSIDE = ["1944", "1944-12-31", "2101", "2101-01-01", "9999", "0001"]


@pytest.mark.parametrize("text", DATES)
def test_a_year_a_month_or_a_day_is_a_date(text):
    is_partial_date(text)


@pytest.mark.parametrize(
    ("texts", "complaint"),
    [
        (NOT_DATES, "is not a date such as 2013, 2014-08 or 2017-12-12"),
        (NO_DAYS, "is not a day of the calendar"),
        (OUTSIDE, "is outside 1945–2100"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(texts, complaint):
    for text in texts:
        with pytest.raises(ValidationError, match=complaint):
            is_partial_date(text)


@examples(500)
@given(st.from_regex(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", fullmatch=True))
def test_a_text_is_a_date_where_the_calendar_has_it(text):
    try:
        known = 1945 <= first_day(text).year <= 2100
    except ValueError:
        known = False
    if known:
        is_partial_date(text)
    else:
        with pytest.raises(ValidationError):
            is_partial_date(text)


def days_in_postgresql(texts):
    """The first and the last day of each of `texts`, as the database computes them."""
    first, last = (days.template % {"expressions": "one"} for days in (FirstDay, LastDay))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT one, {first}, {last} FROM unnest(%s::text[]) AS one", [texts])
        days = {text: (first, last) for text, first, last in cursor}
    assert len(days) == len(set(texts))
    return days


@pytest.mark.django_db
def test_postgresql_knows_the_first_and_last_day_of_every_year_and_month():
    years = range(1945, 2101)
    texts = [f"{year}" for year in years]
    texts += [f"{year}-{month:02}" for year in years for month in range(1, 13)]
    for text, days in days_in_postgresql(texts).items():
        assert days == (first_day(text), last_day(text)), text


@pytest.mark.django_db
def test_a_day_is_its_own_first_and_last():
    calendars = calendar.Calendar()
    texts = [
        day.isoformat()
        for year in (1945, 1999, 2000, 2012, 2013, 2100)
        for month in range(1, 13)
        for day in calendars.itermonthdates(year, month)
        if (day.year, day.month) == (year, month)
    ]
    for text, days in days_in_postgresql(texts).items():
        assert days == (datetime.date.fromisoformat(text),) * 2


@pytest.mark.django_db
def test_postgresql_finds_no_day_in_what_is_no_date():
    texts = ["", *NOT_DATES]
    assert set(days_in_postgresql(texts).values()) == {(None, None)}


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", *DATES])
def test_a_figure_knows_the_days_of_its_period_as_soon_as_it_is_stored(text):
    figure = make_figure(period_start=text, period_end=text, as_of=text)
    expected = (first_day(text), last_day(text), last_day(text))
    assert (figure.starts_on, figure.ends_on, figure.as_of_on) == expected
    stored = Figure.objects.values_list("starts_on", "ends_on", "as_of_on").get(pk=figure.pk)
    assert stored == expected
    figure.period_end = "2100"
    figure.save()
    figure.refresh_from_db()
    assert figure.ends_on == datetime.date(2100, 12, 31)
