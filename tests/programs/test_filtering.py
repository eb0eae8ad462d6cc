"""What every filter holds to: unknown values are errors, unknown names nothing at all."""

import pytest
from django.http import QueryDict

from participants.filters import FigureFilter
from participants.models import Figure
from programs.facets import Facets
from programs.filters import ProgramFilter
from programs.models import Country, Program
from tests.factories import make_country, make_program

pytestmark = pytest.mark.django_db


def programs(query):
    return ProgramFilter(QueryDict(query), queryset=Program.objects.published())


def figures(query):
    return FigureFilter(QueryDict(query), queryset=Figure.objects.published())


UNKNOWN_VALUES = [
    *((programs, "institute", value) for value in ("xxx", "KECO", "1", "keco%00", "%EF%BF%BD")),
    *((programs, "country", value) for value in ("XYZ", "idn", "China", "ID", "360")),
    *((programs, "region", value) for value in ("035", "m49:999", "africa", "term:", ":")),
    *((programs, "region_includes", value) for value in ("XYZ", "035")),
    *((programs, "region_roughly", value) for value in ("XYZ", "idn")),
    *((programs, "framework", value) for value in ("xxx", "Seoul%20Initiative")),
    *((programs, "theme", value) for value in ("xxx", "-1")),
    *((programs, "kind", value) for value in ("xxx", "Training", "training%20")),
    *((programs, "state", value) for value in ("xxx", "Active")),
    *((programs, "year", value) for value in ("20144", "1944", "2101", "-2014", "2014.0", "x")),
    *((programs, "year", value) for value in ("٢٠١٤", "²⁰¹⁴", "9" * 400, "2014%00", "1e3")),
    *((programs, "sort", value) for value in ("xxx", "Name", "-name", "name%00")),
    *((programs, "q", value) for value in ("x" * 201, "a%00b", "%00")),
    *((figures, "institute", value) for value in ("xxx", "9" * 400)),
    *((figures, "program", value) for value in ("xxx", "%00")),
    *((figures, "group", value) for value in ("people", "Training")),
    *((figures, "measure", value) for value in ("xxx", "Foreign%20visitors")),
    *((figures, "country", value) for value in ("XYZ", "idn")),
    *((figures, "kind", value) for value in ("yearly", "Annual")),
    *((figures, "year", value) for value in ("20144", "1944", "2101", "x")),
]


@pytest.mark.parametrize(("filtered", "name", "value"), UNKNOWN_VALUES)
def test_an_unknown_value_is_an_error_beside_its_field(filtered, name, value):
    one = filtered(f"{name}={value}")
    assert not one.is_valid()
    assert list(one.errors) == [name]


@pytest.mark.parametrize(
    ("filtered", "query"),
    [
        (programs, "country=CHN&country=XYZ"),
        (programs, "kind=training&kind=xxx"),
        (programs, "year=2014&year=20144"),
        (figures, "measure=foreign-visitors&measure=xxx"),
    ],
)
def test_a_known_value_does_not_excuse_an_unknown_one(filtered, query):
    assert not filtered(query).is_valid()


def test_errors_of_several_parameters_come_together():
    one = programs("country=XYZ&year=x&kind=training&state=y")
    assert not one.is_valid()
    assert list(one.errors) == ["country", "state", "year"]


@pytest.mark.parametrize("query", ["", "utm_source=mail&page=2", "country=&q=&year=", "q=%20"])
def test_unknown_names_and_blank_values_narrow_nothing(query):
    one = programs(query)
    assert one.is_valid()
    assert set(one.qs) == set(Program.objects.published())
    assert one.query == ""


def test_a_draft_is_no_program_to_ask_figures_for():
    program = make_program(publication="draft")
    assert not figures(f"program={program.slug}").is_valid()


def test_the_query_holds_what_is_chosen_and_nothing_else():
    one = programs("utm_source=mail&year=2014&country=KOR&country=CHN&page=3&q=")
    assert one.query == "country=KOR&country=CHN&year=2014"


def test_each_choice_can_be_taken_away():
    one = programs("country=KOR&country=CHN&kind=training&q=A+%26+B&year=2014")
    assert one.is_valid()
    assert [(c["label"], c["words"], c["without"]) for c in one.chosen()] == [
        ("Words", "A & B", "country=KOR&country=CHN&kind=training&year=2014"),
        ("Country", "Republic of Korea", "q=A+%26+B&country=CHN&kind=training&year=2014"),
        ("Country", "China", "q=A+%26+B&country=KOR&kind=training&year=2014"),
        ("Kind", "training", "q=A+%26+B&country=KOR&country=CHN&year=2014"),
        ("Year", "2014", "q=A+%26+B&country=KOR&country=CHN&kind=training"),
    ]


def offered(one, name):
    [facet] = [facet for facet in Facets(one) if facet.name == name]
    return sorted(choice.value for choice in facet.choices)


def test_the_form_offers_the_countries_that_programs_name():
    assert offered(programs(""), "country") == ["AUS", "CHN", "IDN", "JPN", "KOR", "RUS"]
    assert offered(figures(""), "country") == ["CHN", "JPN", "KOR"]


def test_the_form_offers_what_is_chosen_though_nothing_names_it():
    assert "FRA" in offered(programs("country=FRA"), "country")
    assert "FRA" not in offered(programs("country=%00FRA"), "country")


def test_a_country_of_drafts_is_not_offered():
    country = make_country()
    make_program(countries=[country], publication="draft")
    assert country.iso3 not in offered(programs(""), "country")
    assert programs(f"country={country.iso3}").is_valid()


def test_twenty_values_may_be_asked_for_and_not_one_more():
    codes = [f"country={country.iso3}" for country in Country.objects.all()]
    assert programs("&".join(codes[:20])).is_valid()
    assert programs("&".join([*codes[:20], *codes[:20]])).is_valid(), "the same value twice is one"
    too_many = programs("&".join(codes[:21]))
    assert too_many.errors == {"country": ["Choose at most 20 of these."]}
