"""The filter of figures against a second computation over all rows, in plain loops."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from institutes.models import Institute
from participants.filters import FigureFilter
from participants.models import Figure, Measure
from participants.models.figure import FigureKind
from participants.models.measure import Group
from programs.models import Country, Program, ProgramCountry, Source
from tests.examples import examples
from tests.factories import (
    make_country,
    make_figure,
    make_institute,
    make_measure,
    make_program,
    make_program_country,
    make_source,
)
from tests.naive import first_day, last_day

pytestmark = pytest.mark.django_db

PERIODS = [
    ("", "", ""),
    ("", "", "2012"),
    ("", "", "2012-12-31"),
    ("", "", "2013-01"),
    ("2012", "", ""),
    ("2012", "", "1999"),
    ("", "2012", ""),
    ("", "2012-06", "1999"),
    ("2012", "2012", "1999"),
    ("2010", "2014", ""),
    ("2012-12-31", "2013-01-01", ""),
    ("2011-02", "2012-01", ""),
    ("1945", "2100", ""),
]


@pytest.fixture(autouse=True)
def adversaries():
    """Every kind of open and unknown period, countries in two roles, drafts on both sides."""
    country, other = make_country(iso3="XXA"), make_country(iso3="XXB")
    program = make_program(slug="made-up", institute=make_institute(code="made-up"))
    for role in ("partner", "host", "origin"):
        make_program_country(program=program, country=country, role=role)
    make_program_country(program=program, country=other)
    for number, (start, end, as_of) in enumerate(PERIODS):
        # A figure in one period has both its ends, and would be refused without.
        kinds = FigureKind.values if start and end else FigureKind.values[1:]
        make_figure(
            program=program,
            country=(None, country, other)[number % 3],
            kind=kinds[number % len(kinds)],
            period_start=start,
            period_end=end,
            as_of=as_of,
        )
    visits = make_measure(slug="made-up-visits", group="visits")
    make_figure(measure=visits, value_status="not-stated", country=country)
    make_figure(measure=visits, value_lower=0, value_upper=0, sex="F")
    make_figure(program=program, publication="draft", country=country)
    make_figure(program=program, publication="withdrawn", country=None, period_start="2012")
    make_figure(source=make_source(slug="another-source"))
    series = {"program": program, "measure": visits, "kind": "annual"}
    for year in ("2001", "2002"):
        make_figure(key=f"series-{year}", period_start=year, period_end=year, **series)
    for key, of in {"of-women": {"sex": "F"}, "of-country": {"country": country}}.items():
        make_figure(key=f"series-{key}", period_start="2003", period_end="2003", **series, **of)
    make_figure(period_start="2004", period_end="2004", publication="draft", **series)
    make_figure(period_start="2005", period_end="2005", **series | {"kind": "cumulative"})
    hidden = make_program(publication="review", countries=[country])
    make_figure(program=hidden, country=country)


class Second:
    """Whether a figure fits a value of a parameter: everything read first, then plain loops."""

    def __init__(self):
        figures = Figure.objects.select_related(
            "program__institute", "measure", "country", "source"
        )
        self.figures = [
            figure
            for figure in figures
            if figure.publication == figure.program.publication == "published"
        ]
        self.places = list(ProgramCountry.objects.values_list("program_id", "country__iso3"))

    def keys(self, chosen):
        """The keys of the figures that fit one of the values of each parameter of `chosen`."""
        return sorted(
            figure.key
            for figure in self.figures
            if all(
                any(getattr(self, name)(figure, value) for value in values)
                for name, values in chosen.items()
                if values
            )
        )

    def institute(self, figure, code):
        return figure.program.institute.code == code

    def program(self, figure, slug):
        return figure.program.slug == slug

    def group(self, figure, word):
        return figure.measure.group == word

    def measure(self, figure, slug):
        return figure.measure.slug == slug

    def country(self, figure, iso3):
        """The country's own figures, and the wholes of programs that name it."""
        if figure.country:
            return figure.country.iso3 == iso3
        return (figure.program_id, iso3) in self.places

    def kind(self, figure, word):
        return figure.kind == word

    def source(self, figure, slug):
        return figure.source.slug == slug

    def series(self, figure, key):
        [one] = [other for other in self.figures if other.key == key]
        return figure.kind == "annual" and all(
            getattr(figure, name) == getattr(one, name)
            for name in ("program_id", "measure_id", "country_id", "sex")
        )

    def year(self, figure, text):
        start, end = first_day(figure.period_start), last_day(figure.period_end)
        if start or end:
            first = start.year if start else end.year
            last = end.year if end else 2100
        elif figure.as_of:
            first = last = first_day(figure.as_of).year
        else:
            return False
        return first <= int(text) <= last


def found(chosen):
    """The keys that the filter lets through, doubles and all."""
    data = QueryDict(mutable=True)
    for name, values in chosen.items():
        data.setlist(name, values)
    one = FigureFilter(data, queryset=Figure.objects.published())
    assert one.is_valid(), one.errors
    return sorted(one.qs.values_list("key", flat=True))


def every(model, key):
    return lambda: list(model.objects.values_list(key, flat=True))


VALUES = {
    "institute": every(Institute, "code"),
    "program": lambda: [program.slug for program in Program.objects.published()],
    "group": lambda: Group.values,
    "measure": every(Measure, "slug"),
    "country": every(Country, "iso3"),
    "kind": lambda: FigureKind.values,
    "source": every(Source, "slug"),
    "series": lambda: [figure.key for figure in Figure.objects.published()],
    "year": lambda: [str(year) for year in (1945, *range(1998, 2018), 2099, 2100)],
}


def test_every_parameter_of_the_filter_has_its_second_computation():
    assert list(VALUES) == list(FigureFilter.base_filters)


@pytest.mark.parametrize("name", VALUES)
def test_each_value_of_a_parameter_lets_through_what_the_second_computation_says(name):
    second = Second()
    hits = 0
    for value in VALUES[name]():
        expected = second.keys({name: [value]})
        assert found({name: [value]}) == expected, value
        hits += bool(expected)
    assert hits > 1


# Values of which each lets something through, so that together they mean something.
FRUITFUL = {
    "institute": ["keco", "slc", "made-up"],
    "program": ["made-up", "slc-landfill-visitors", "ehrd-international-environment-education"],
    "group": Group.values,
    "measure": ["made-up-visits", "foreign-visitors", "training-participants"],
    "country": ["XXA", "XXB", "KOR", "CHN"],
    "kind": FigureKind.values,
    "source": ["me-affiliated-organizations-2017", "another-source"],
    "series": ["slc-visitors-2000", "series-2001", "series-of-women"],
    "year": ["1999", "2000", "2012", "2013", "2014"],
}


@examples(120)
@given(st.data())
def test_several_values_mean_either_and_several_parameters_mean_all(data):
    names = data.draw(st.lists(st.sampled_from(list(FRUITFUL)), max_size=3, unique=True))
    chosen = {
        name: data.draw(st.lists(st.sampled_from(FRUITFUL[name]), max_size=3, unique=True))
        for name in names
    }
    assert found(chosen) == Second().keys(chosen)


def test_the_people_are_those_of_training_and_visits():
    expected = {one.key for one in Second().figures if one.measure.group in ("training", "visits")}
    assert set(Figure.objects.published().of_people().values_list("key", flat=True)) == expected


# By hand: what the address /figures/?country=… holds of the seed. None of them is a share of the
# country's own, all are wholes of programs that name it.
OF_SEED = {
    "KOR": {
        *("nier-tripartite-organizations", "nier-priority-areas", "slc-visitors-2000"),
        *("ehrd-participants-2005-2013", "ehrd-countries-2005-2013", "slc-visitors-2013"),
        "ehrd-tripartite-training-countries",
    },
    "CHN": {
        *("nier-tripartite-organizations", "nier-priority-areas"),
        "ehrd-tripartite-training-countries",
    },
    "IDN": set(),
    "FRA": set(),
}


@pytest.mark.parametrize("iso3", OF_SEED)
def test_figures_of_a_country_of_the_seed_are_wholes_that_name_it(iso3):
    country = Country.objects.get(iso3=iso3)
    assert set(found({"country": [iso3]})) == OF_SEED[iso3]
    assert not Figure.objects.for_country(country).exists()
    assert {one.key for one in Figure.objects.wholes_naming(country)} == OF_SEED[iso3]
