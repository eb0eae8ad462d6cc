"""What PostgreSQL refuses of measures and figures, by the name of the refusal."""

import pytest
from django.db import DataError

from tests.factories import make_country, make_figure, make_measure, make_program
from tests.raw_sql import refusal, run

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rows():
    """One series of yearly figures; three of the whole and one of a country; a range."""
    reach = make_measure(slug="reach", group="reach", unit="countries")
    program, measure = make_program(slug="program"), make_measure(slug="measure")
    make_measure(slug="part", group="reach", unit="countries", part_of=measure)
    make_figure(key="unknown", value_status="not-stated", measure=reach)
    country = make_country(iso3="XXA")
    make_country(iso3="XXB")
    series = {"program": program, "measure": measure}
    for years, kind in (
        (("2005", "2006"), "annual"),
        (("2007", "2007"), "annual"),
        (("2005", "2013"), "cumulative"),
        (("2005", "2014"), "cumulative"),
        (("2010", "2010"), "annual"),
    ):
        key = "-".join((kind, *years)).strip("-")
        make_figure(key=key, period_start=years[0], period_end=years[1], kind=kind, **series)
    in_country = {"country": country, "period_start": "2007", "period_end": "2007"}
    make_figure(key="of-country", kind="annual", **in_country, **series)
    make_figure(key="range", value_lower=3, value_upper=4)
    make_figure(key="alone")


MEASURE = "UPDATE participants_measure SET {} WHERE slug = 'measure'"
ALONE = "UPDATE participants_figure SET {} WHERE key = 'alone'"
RENAMED = f"UPDATE participants_figure SET key = 'renamed' WHERE key = 'range'; {ALONE}"
RANGE = "UPDATE participants_figure SET {} WHERE key = 'range'"
IN_2007 = "UPDATE participants_figure SET {} WHERE key = 'annual-2007-2007'"
IN_2010 = "UPDATE participants_figure SET {} WHERE key = 'annual-2010-2010'"
BY_2014 = "UPDATE participants_figure SET {} WHERE key = 'cumulative-2005-2014'"
OF_COUNTRY = "UPDATE participants_figure SET {} WHERE key = 'of-country'"
OTHER_COUNTRY = "(SELECT id FROM programs_country WHERE iso3 = 'XXB')"
OTHER_MEASURE = "(SELECT id FROM participants_measure WHERE slug = 'reach')"

# A status that is not known also agrees with no value, and PostgreSQL names only the first rule
# that is broken, by its name in the alphabet.
WITHOUT_AGREES = (
    "SET CONSTRAINTS ALL IMMEDIATE; "
    "ALTER TABLE participants_figure DROP CONSTRAINT figure_value_agrees_with_its_status; "
)

UNKNOWN = "UPDATE participants_figure SET {} WHERE key = 'unknown'"
NO_QUALIFIER = "figure_without_a_value_has_no_qualifier"
TOO_LARGE = "figure_fits_a_spreadsheet"
BOTH_ENDS = "figure_in_one_period_has_both_its_ends"
NOT_NEGATIVE = "figure_is_not_negative"
AGREES = "figure_value_agrees_with_its_status"
PARTIAL = "figure_dates_are_partial"
IN_RANGE = "figure_years_in_range"
NO_OVERLAP = "figure_annual_periods_do_not_overlap"

REFUSED = [
    ("measure_text_is_clean", MEASURE, "definition_ko = '정의 '"),
    ("measure_slug_is_well_formed", MEASURE, "slug = 'Measure'"),
    ("measure_has_a_name", MEASURE, "name_en = ''"),
    ("measure_group_is_known", MEASURE, "\"group\" = 'money'"),
    ("measure_unit_is_known", MEASURE, "unit = 'won', \"group\" = 'reach'"),
    ("measure_is_not_part_of_itself", MEASURE, "part_of_id = id"),
    (
        "measure_is_not_above_itself",
        MEASURE,
        "part_of_id = (SELECT id FROM participants_measure WHERE slug = 'part')",
    ),
    ("measure_of_people_counts_people", MEASURE, "unit = 'countries'"),
    ("measure_of_people_counts_people", MEASURE, "unit = 'countries', \"group\" = 'visits'"),
    ("participants_measure_slug_key", MEASURE, "slug = 'reach'"),
    ("figure_text_is_clean", ALONE, "note = ' a note'"),
    ("figure_key_is_well_formed", ALONE, "key = 'alone!'"),
    ("figure_has_a_source_locator", ALONE, "source_locator = ''"),
    ("participants_figure_key_key", ALONE, "key = 'range'"),
    ("figure_key_is_never_used_again", RENAMED, "key = 'range'"),
    ("figure_sex_is_known", ALONE, "sex = 'X'"),
    ("figure_kind_is_known", ALONE, "kind = 'yearly'"),
    ("figure_value_status_is_known", WITHOUT_AGREES + ALONE, "value_status = 'guessed'"),
    ("figure_qualifier_is_known", ALONE, "qualifier = ''"),
    ("figure_publication_is_known", ALONE, "publication = ''"),
    (NOT_NEGATIVE, ALONE, "value = -1"),
    (NOT_NEGATIVE, RANGE, "value_lower = -1"),
    (NOT_NEGATIVE, RANGE, "value_lower = -4, value_upper = -3"),
    (TOO_LARGE, ALONE, "value = 9007199254740992"),
    (TOO_LARGE, RANGE, "value_upper = 9007199254740992"),
    (TOO_LARGE, RANGE, "value_lower = 9007199254740992, value_upper = 9007199254740992"),
    (NO_QUALIFIER, UNKNOWN, "qualifier = 'about'"),
    (NO_QUALIFIER, UNKNOWN, "qualifier = 'at-least', value_status = 'suppressed'"),
    ("figure_range_is_not_upside_down", RANGE, "value_lower = 5"),
    ("figure_is_a_value_or_a_range", RANGE, "value = 3"),
    ("figure_is_a_value_or_a_range", ALONE, "value_upper = 11"),
    (AGREES, ALONE, "value_status = 'guessed'"),
    (AGREES, ALONE, "value_status = 'not-stated'"),
    (AGREES, ALONE, "value_status = 'suppressed'"),
    (AGREES, RANGE, "value_status = 'not-stated'"),
    (AGREES, RANGE, "value_status = 'suppressed', value_lower = NULL"),
    (AGREES, ALONE, "value = NULL"),
    (AGREES, ALONE, "value_status = 'computed', value = NULL"),
    (AGREES, RANGE, "value_upper = NULL"),
    (AGREES, RANGE, "value_lower = NULL"),
    *((PARTIAL, ALONE, f"period_start = '{text}'") for text in ("13", "2013-13", "2013-00")),
    *((PARTIAL, ALONE, f"period_end = '{text}'") for text in ("2013-8", "2013-08-32", "-2013")),
    *((PARTIAL, ALONE, f"as_of = '{text}'") for text in ("2013/08", "2013-08-", "２０１３")),
    (PARTIAL, ALONE, "as_of = E'2013\\n'"),
    ("figure_ends_after_its_start", ALONE, "period_start = '2014', period_end = '2013'"),
    ("figure_ends_after_its_start", ALONE, "period_start = '2013-09', period_end = '2013-08'"),
    ("figure_ends_after_its_start", ALONE, "period_start = '2013-08-02', period_end='2013-08-01'"),
    (IN_RANGE, ALONE, "period_start = '1944-12-31'"),
    (IN_RANGE, ALONE, "period_end = '2101'"),
    (IN_RANGE, ALONE, "as_of = '9999'"),
    (IN_RANGE, ALONE, "as_of = '0001'"),
    (BOTH_ENDS, IN_2007, "period_start = ''"),
    (BOTH_ENDS, IN_2007, "period_end = ''"),
    (BOTH_ENDS, ALONE, "kind = 'annual'"),
    (BOTH_ENDS, ALONE, "kind = 'annual', as_of = '2013', publication = 'withdrawn'"),
    ("figure_stands_once", BY_2014, "period_end = '2013'"),
    ("figure_stands_once", BY_2014, "period_start = '2005-01', period_end = '2013-12-31'"),
    ("figure_stands_once", OF_COUNTRY, "country_id = NULL"),
    (NO_OVERLAP, IN_2007, "period_start = '2006'"),
    (NO_OVERLAP, IN_2007, "period_start = '2006-12-31'"),
    ("figure_stands_once", IN_2007, "period_start = '2005', period_end = '2006'"),
    ("figure_stands_once", IN_2007, "period_start = '2005-01', period_end = '2006-12'"),
    (NO_OVERLAP, IN_2007, "period_start = '2004', period_end = '2008'"),
    (NO_OVERLAP, IN_2010, "period_start = '2007-12', period_end = '2010'"),
    (NO_OVERLAP, BY_2014, "kind = 'annual'"),
    (NO_OVERLAP, OF_COUNTRY, "country_id = NULL, period_end = '2008'"),
]
# The same period as another figure of the series, which is what the differences are about.
SAME_YEARS = "period_start = '2005', period_end = '2006'"
ACCEPTED = [
    (MEASURE, "part_of_id = " + OTHER_MEASURE),
    (MEASURE, "unit = 'specimens', \"group\" = 'activity'"),
    (ALONE, "value = 0"),
    (ALONE, "value = 9007199254740991"),
    (ALONE, "value_status = 'computed'"),
    (ALONE, "value = NULL, value_status = 'not-stated'"),
    (ALONE, "value = NULL, value_status = 'suppressed'"),
    (RANGE, "value_lower = 4"),
    (RANGE, "value_lower = 0, value_upper = 0"),
    (ALONE, "period_start = '2013', period_end = '2013'"),
    (ALONE, "period_start = '2013-08', period_end = '2013'"),
    (ALONE, "period_start = '2013', period_end = '2013-01-01'"),
    (ALONE, "period_start = '1945', period_end = '2100', as_of = '2100-12-31'"),
    (ALONE, "period_start = '2012-02-29', period_end = '', as_of = ''"),
    (BY_2014, "period_end = '2013', publication = 'withdrawn'"),
    (BY_2014, "period_end = '2013', as_of = '2013'"),
    (BY_2014, "period_end = '2013', sex = 'F'"),
    (BY_2014, "period_end = '2013', kind = 'plan'"),
    (BY_2014, "period_end = '2013', measure_id = " + OTHER_MEASURE),
    (OF_COUNTRY, "country_id = NULL, publication = 'withdrawn'"),
    (OF_COUNTRY, "period_start = '2006', country_id = " + OTHER_COUNTRY),
    (IN_2007, "period_end = '2009-12-31'"),
    (IN_2007, "period_start = '2007-01-01'"),
    (IN_2007, f"{SAME_YEARS}, publication = 'withdrawn'"),
    (IN_2007, f"{SAME_YEARS}, sex = 'F'"),
    (IN_2007, f"{SAME_YEARS}, kind = 'recurring'"),
    (IN_2007, f"{SAME_YEARS}, measure_id = " + OTHER_MEASURE),
    (IN_2007, f"{SAME_YEARS}, country_id = " + OTHER_COUNTRY),
    (IN_2010, "period_start = '2008'"),
    (BY_2014, "period_start = '', period_end = '2013'"),
    (RANGE, "qualifier = 'about', value_status = 'computed'"),
]


@pytest.mark.parametrize(("name", "statement", "change"), REFUSED)
def test_postgresql_refuses(name, statement, change):
    assert refusal(statement.format(change)) == name


@pytest.mark.parametrize(("statement", "change"), ACCEPTED)
def test_postgresql_accepts(statement, change):
    assert run(statement.format(change)) == 1


@pytest.mark.parametrize("day", ["2013-02-29", "2014-04-31", "0000"])
def test_a_day_that_no_calendar_has_is_refused(day):
    """Not by a constraint, but by the column that is generated from it."""
    with pytest.raises(DataError, match="date field value out of range"):
        run(ALONE.format(f"period_start = '{day}'"))


def test_a_withdrawn_figure_cannot_come_back_beside_the_one_that_replaced_it():
    assert run(BY_2014.format("period_end = '2013', publication = 'withdrawn'")) == 1
    assert refusal(BY_2014.format("publication = 'draft'")) == "figure_stands_once"


def test_a_withdrawn_period_cannot_come_back_over_another():
    assert run(IN_2007.format("period_start = '2006', publication = 'withdrawn'")) == 1
    assert refusal(IN_2007.format("publication = 'review'")) == NO_OVERLAP
