"""What a cell of a spreadsheet means, whether it comes as text, as a number or as a date."""

import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from institutes.text import clean
from participants.models import Figure
from programs.cells import (
    CountriesWithRoles,
    OneCountry,
    OneOf,
    SeveralOf,
    Text,
    WholeNumber,
    cell_text,
)
from programs.cells.reference import GUESSED_AT_MOST
from programs.models import Country, Region, Theme
from programs.models.place import CountryRole
from programs.tables import Printed
from tests.examples import examples


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("", ""),
        ("  KECO\n", "KECO"),
        (2013, "2013"),
        (2013.0, "2013"),
        (True, "TRUE"),
        (-0.5, "-0.5"),
        (datetime.datetime(2017, 12, 12), "2017-12-12"),  # noqa: DTZ001 (a spreadsheet has no zone)
        (datetime.datetime(2017, 12, 12, 8, 38), "2017-12-12 08:38:00"),  # noqa: DTZ001
        (datetime.date(2017, 12, 12), "2017-12-12"),
    ],
)
def test_a_cell_is_read_as_the_csv_would_print_it(cell, text):
    assert cell_text(cell) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("'=1+1", "=1+1"),
        ("''=1+1", "'=1+1"),
        ("'-", "-"),
        ("'+82 2", "+82 2"),
        ("'@home", "@home"),
        ("=1+1", "=1+1"),
        ("'quoted'", "'quoted'"),
        ("'", "'"),
        ("''", "''"),
        ("it's", "it's"),
        ("", ""),
        (None, ""),
    ],
)
def test_the_apostrophe_before_a_formula_is_taken_off(cell, text):
    assert Text().clean(cell) == text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "printed"),
    [
        *((f"{sign}1", f"'{sign}1") for sign in "=+-@"),
        *((f"'{sign}1", f"''{sign}1") for sign in "=+-@\t"),
        *((text, text) for text in ("1=1", "a-b", "'quoted'", "'", "(=)", "협력")),
        ("", None),
    ],
)
def test_what_would_be_a_formula_is_printed_behind_an_apostrophe(text, printed):
    Figure.objects.filter(key="slc-visitors-2000").update(note=text)
    assert Figure.objects.values_list(Printed("note")).get(key="slc-visitors-2000") == (printed,)


# Texts that are likely to be taken for a formula, or for text that only looks like one.
TEXTS = st.text(st.sampled_from("'=+-@\t\r\n\",|a1 가"), max_size=6) | st.text(
    st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20
)


@pytest.mark.django_db
@examples(400)
@given(TEXTS)
@example("'\r=1+1")
@example("''''@")
@example("-\t-")
def test_every_text_survives_the_way_through_the_database_into_a_cell_and_back(text):
    text = clean(text)
    Figure.objects.filter(key="slc-visitors-2000").update(note=text)
    printed = Figure.objects.values_list(Printed("note")).get(key="slc-visitors-2000")[0]
    assert Text().clean(printed) == text
    assert printed is None if text == "" else printed.endswith(text)
    assert not (printed or "").startswith(tuple("=+-@\t\r"))


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("", None),
        (None, None),
        ("0", 0),
        ("1183", 1183),
        ("1,183", 1183),
        (3340.0, 3340),
        (" 7 ", 7),
    ],
)
def test_a_count_is_digits_and_blank_is_not_zero(cell, number):
    assert WholeNumber().clean(cell) == number


@pytest.mark.parametrize(
    "cell", ["1,18", "007", "-", "0,183", "1.5", 1.5, "3–4", "１１", "1e3", "9" * 19, "+5", "1 183"]
)
def test_anything_else_is_no_count(cell):
    with pytest.raises(ValueError, match="is not a whole number in digits, such as 1183"):
        WholeNumber().clean(cell)


@pytest.mark.parametrize(
    ("cell", "words"),
    [("-1", "is negative"), ("△3", "is negative"), ("about 3", "is more than a number: write")],
)
def test_what_is_no_count_is_told_what_it_is(cell, words):
    with pytest.raises(ValueError, match=words):
        WholeNumber().clean(cell)


def test_a_count_is_at_most_what_spreadsheets_keep_exactly():
    assert WholeNumber().clean("9007199254740991") == 2**53 - 1
    for cell in ("9007199254740992", float(2**53), 2**53 + 1):
        with pytest.raises(ValueError, match="is more than 9007199254740991"):
            WholeNumber().clean(cell)


@pytest.mark.parametrize(
    "cell",
    [datetime.datetime(2014, 8, 1), datetime.date(2014, 8, 1), datetime.time(8, 38)],  # noqa: DTZ001
)
def test_a_date_cell_is_no_text(cell):
    with pytest.raises(ValueError, match="Format the cell as text and type it again"):
        Text().clean(cell)


@pytest.mark.django_db
def test_a_key_stands_for_its_row():
    one = OneOf(Country, "iso3")
    assert one.clean(" KOR ") == Country.objects.get(iso3="KOR")
    assert one.clean("") is None
    with pytest.raises(ValueError, match="“kor” is no country of this portal"):
        one.clean("kor")


@pytest.mark.django_db
def test_the_cells_of_a_column_may_name_more_rows_than_a_statement_takes_parameters():
    known = OneOf(Theme, "slug").lookup([*(f"no-theme-{n}" for n in range(70_000)), "biodiversity"])
    assert [*known.rows] == ["biodiversity"]


@pytest.mark.django_db
def test_several_keys_stand_for_their_rows_in_their_order():
    several = SeveralOf(Region, "key")
    assert [one.key for one in several.clean("term:africa| m49:035")] == ["term:africa", "m49:035"]
    assert several.clean("") == []
    assert several.clean(None) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cell", "complaint"),
    [
        ("biodiversity|xxx", "“xxx” is no theme of this portal"),
        ("biodiversity|biodiversity", "“biodiversity” stands in the cell twice"),
        ("biodiversity|", "“” is no theme of this portal"),
        ("biodiversity,climate-change", "“biodiversity,climate-change” is no theme"),
    ],
)
def test_several_keys_are_refused_by_the_one_that_is_wrong(cell, complaint):
    with pytest.raises(ValueError, match=complaint):
        SeveralOf(Theme, "slug").clean(cell)


@pytest.mark.django_db
def test_countries_come_with_their_roles():
    cell = CountriesWithRoles(Country, CountryRole)
    found = cell.clean("CHN:partner|KOR:host|KOR:partner")
    assert [(country.iso3, role) for country, role in found] == [
        *(("CHN", "partner"), ("KOR", "host"), ("KOR", "partner"))
    ]
    assert cell.clean("") == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("CHN", "“CHN” is not a country with a role such as CHN:partner; the roles are partner"),
        ("CHN:friend", "“CHN:friend” is not a country with a role"),
        ("XYZ:host", "“XYZ” is no country of this portal"),
        ("KOR:host|KOR:host", "“KOR:host” stands in the cell twice"),
    ],
)
def test_a_country_without_a_known_role_is_refused(text, complaint):
    with pytest.raises(ValueError, match=complaint):
        CountriesWithRoles(Country, CountryRole).clean(text)


@pytest.mark.django_db
def test_of_very_many_misspelt_names_the_first_are_guessed_and_all_are_refused():
    country = OneCountry(Country)
    known = country.lookup([])
    said = []
    for number in range(GUESSED_AT_MOST + 10):
        with pytest.raises(ValueError, match="is no country of this portal") as refusal:
            country.read(f"Indonisia{'n' * (number % 3)}", known)
        said.append("Is it Indonesia, IDN?" in str(refusal.value))
    assert said == [True] * GUESSED_AT_MOST + [False] * 10
