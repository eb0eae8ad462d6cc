"""Dates and periods in the words of the page's language; the ISO text stays for machines."""

import pytest
from django.utils.translation import override

from programs.dates import element, moment, period, spoken, years


@pytest.mark.parametrize(
    ("text", "english", "korean"),
    [
        ("2014-08", "August 2014", "2014년 8월"),
        ("2017-12-12", "12 December 2017", "2017년 12월 12일"),
        ("2012-02-29", "29 February 2012", "2012년 2월 29일"),
        ("", "", ""),
    ],
)
def test_a_date_is_spoken_in_the_language_of_the_page(text, english, korean):
    assert spoken(text) == english
    with override("ko"):
        assert spoken(text) == korean


def test_a_year_is_spoken_as_it_is():
    assert spoken("2013") == "2013"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2005", "2013", "2005–2013"),
        ("2013", "2013", "2013"),
        ("2014-08", "2014-08", "August 2014"),
        ("2014-08", "2014-10", "August 2014 – October 2014"),
        ("2014-08-01", "2014", "1 August 2014 – 2014"),
        ("2007", "", "since 2007"),
        ("", "2013", "by 2013"),
        ("", "2013-06", "by June 2013"),
        ("", "", ""),
    ],
)
def test_a_period_is_said_as_people_do(start, end, words):
    assert period(start, end) == words


def test_a_page_has_the_iso_text_beside_the_words():
    assert element("2014-08") == '<time datetime="2014-08">August 2014</time>'
    assert element("") == ""
    both = '<time datetime="2005">2005</time>–<time datetime="2013">2013</time>'
    assert period("2005", "2013", element) == both


@pytest.mark.parametrize(
    ("first", "last", "ended", "words"),
    [
        (2005, 2013, False, "2005–2013"),
        (2013, 2013, True, "2013"),
        (2006, None, False, "since 2006"),
        (2006, None, True, "from 2006"),
        (None, 2013, True, "until 2013"),
        (None, None, False, ""),
    ],
)
def test_years_are_said_as_people_do(first, last, ended, words):
    assert years(first, last, ended) == words


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "2017-12-12 08:38",
            '<time datetime="2017-12-12 08:38">12 December 2017, 08:38</time>',
        ),
        ("2017-12-12", '<time datetime="2017-12-12">12 December 2017</time>'),
        ("", ""),
        ("last Tuesday", "last Tuesday"),
        ("2017-13-12", "2017-13-12"),
        ("2017-12-12 at noon", "2017-12-12 at noon"),
    ],
)
def test_a_moment_as_printed_is_spoken_where_it_can_be_read(text, shown):
    assert moment(text) == shown
