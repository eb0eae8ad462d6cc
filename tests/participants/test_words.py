"""A figure in words: its number with the unit, and when."""

import re

import pytest

from participants.models import Figure, Measure
from participants.models.figure import FigureKind, Qualifier
from participants.words import MEANING, NUMBER, WHEN, number, number_as_text, when, when_as_text

PEOPLE = Measure(slug="people", unit="people")


@pytest.mark.parametrize(
    ("given", "words", "machine"),
    [
        ({"value": 1183}, "1,183 people", "1183"),
        ({"value": 0}, "0 people", "0"),
        ({"value": 30, "qualifier": "about"}, "about 30 people", "30"),
        ({"value": 30, "qualifier": "at-least"}, "at least 30 people", "30"),
        ({"value": 30, "qualifier": "at-most"}, "at most 30 people", "30"),
        ({"value_lower": 3, "value_upper": 4}, "3–4 people", ""),
        ({"value_status": "not-stated"}, "not stated", ""),
        ({"value_status": "suppressed"}, "suppressed", ""),
    ],
)
def test_a_number_is_said_with_its_unit_and_how_sure_it_is(given, words, machine):
    figure = Figure(measure=PEOPLE, **given)
    assert number_as_text(figure) == words
    html = number(figure)
    assert re.sub("<[^>]+>", "", html) == words
    assert f'<data value="{machine}">' in html


@pytest.mark.parametrize(
    ("kind", "start", "end", "as_of", "words"),
    [
        ("annual", "2013", "2013", "", "2013"),
        ("cumulative", "2005", "2013", "", "2005–2013, cumulative"),
        ("cumulative", "", "2013", "", "by 2013, cumulative"),
        ("cumulative", "", "", "", "cumulative"),
        ("snapshot", "", "", "2014-08", "as of August 2014"),
        ("snapshot", "2014", "2014", "2014-08", "2014, at one moment; as of August 2014"),
        ("snapshot", "", "", "", "at one moment"),
        ("recurring", "", "", "", "each year"),
        ("ongoing", "2014", "", "", "since 2014, ongoing"),
        ("ongoing", "", "", "2014", "ongoing; as of 2014"),
        ("plan", "2015", "2015", "", "2015, planned"),
    ],
)
def test_when_is_said_with_what_the_number_means(kind, start, end, as_of, words):
    figure = Figure(kind=kind, period_start=start, period_end=end, as_of=as_of)
    assert when_as_text(figure) == words
    html = when(figure)
    assert re.sub("<[^>]+>", "", html) == words
    assert all(f'<time datetime="{date}">' in html for date in (start, end, as_of) if date)


def test_every_kind_and_every_qualifier_has_its_words():
    assert set(WHEN) == set(MEANING) == set(FigureKind)
    assert set(NUMBER) == set(Qualifier)
