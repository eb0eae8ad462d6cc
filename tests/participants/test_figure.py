"""A figure in words, and what the form says of one that does not hold together."""

import pytest
from django.core.exceptions import ValidationError

from participants.models import Figure
from participants.models.figure import ValueStatus
from tests.factories import make_figure, make_measure, make_program


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"value": 1183}, "1,183"),
        ({"value": 0}, "0"),
        ({"value_lower": 3, "value_upper": 4}, "3–4"),
        ({"value_lower": 0, "value_upper": 1000}, "0–1,000"),
        ({"value_status": ValueStatus.NOT_STATED}, "not stated"),
        ({"value_status": ValueStatus.SUPPRESSED}, "suppressed"),
    ],
)
def test_a_number_is_printed_or_the_reason_why_there_is_none(given, words):
    assert Figure(**given).value_as_text == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2005", "2013", "2005–2013"),
        ("2013", "2013", "2013"),
        ("2007", "", "since 2007"),
        ("", "2013", "by 2013"),
        ("", "", ""),
        ("2014-08", "2014", "August 2014 – 2014"),
    ],
)
def test_a_period_is_written_as_people_do(start, end, words):
    assert Figure(period_start=start, period_end=end).period == words


RANGE = {"value": None, "value_lower": 3, "value_upper": 4}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"value": -1}, "A count is never negative."),
        (RANGE | {"value_lower": 5}, "The lower end of the range is above the upper one."),
        (RANGE | {"value": 3}, "Give a value or a range, not both."),
        ({"value_status": "not-stated"}, "A value or a whole range stands beside “stated”"),
        ({"value": None}, "A value or a whole range stands beside “stated”"),
        ({"period_start": "2014", "period_end": "2013"}, "The period ends before it starts."),
        ({"period_start": "2013-13"}, "is not a date such as 2013"),
        ({"as_of": "2013-02-29"}, "is not a day of the calendar"),
        ({"period_end": "2101"}, "is outside 1945–2100"),
        ({"kind": "yearly"}, "'yearly' is not a valid choice"),
        ({"key": "Key"}, "small Latin letters"),
        ({"source_locator": "\u3000"}, "This field cannot be blank."),
        ({"period_start": "2005"}, "This figure stands here already."),
        (
            {"kind": "annual", "period_start": "2004", "period_end": "2005"},
            "The period overlaps another of the same series.",
        ),
    ],
)
def test_what_does_not_hold_together_is_said_before_it_is_stored(change, complaint):
    series = {"program": make_program(), "measure": make_measure()}
    make_figure(period_start="2005", **series)
    make_figure(kind="annual", period_start="2005", period_end="2005", **series)
    figure = make_figure(**series)
    figure.full_clean()
    for name, value in change.items():
        setattr(figure, name, value)
    with pytest.raises(ValidationError, match=complaint):
        figure.full_clean()
