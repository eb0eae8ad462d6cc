"""The filter of programs against a second computation over all rows, in plain loops."""

import unicodedata
from itertools import pairwise

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from institutes.models import Institute
from programs.filters import ProgramFilter
from programs.models import Country, Framework, Partner, Program, Region, Source, Theme
from programs.models.program import Kind, State
from tests.adversaries import make_adverse_programs
from tests.examples import examples
from tests.naive_programs import Programs

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def adversaries():
    make_adverse_programs()


def found(chosen):
    """The slugs that the filter lets through, doubles and all."""
    data = QueryDict(mutable=True)
    for name, values in chosen.items():
        data.setlist(name, values)
    one = ProgramFilter(data, queryset=Program.objects.published())
    assert one.is_valid(), one.errors
    return sorted(one.qs.values_list("slug", flat=True))


def every(model, key):
    return lambda: list(model.objects.values_list(key, flat=True))


TEXTS = [
    *("KECO", "keco", "unescap", "환경", "기관", unicodedata.normalize("NFD", "하나"), " forum "),
    *("%", "100%", "_", "\\", "’", "no such words anywhere", "Landfill"),
]
VALUES = {
    "q": lambda: TEXTS,
    "institute": every(Institute, "code"),
    "country": every(Country, "iso3"),
    "region": every(Region, "key"),
    "region_includes": every(Country, "iso3"),
    "region_roughly": every(Country, "iso3"),
    "framework": every(Framework, "slug"),
    "partner": every(Partner, "slug"),
    "source": every(Source, "slug"),
    "theme": every(Theme, "slug"),
    "kind": lambda: Kind.values,
    "state": lambda: State.values,
    "year": lambda: [str(year) for year in (1945, *range(1988, 2033), 2099, 2100)],
}


def test_every_parameter_of_the_filter_has_its_second_computation():
    assert [*VALUES, "sort"] == list(ProgramFilter.base_filters)


@pytest.mark.parametrize("name", VALUES)
def test_each_value_of_a_parameter_lets_through_what_the_second_computation_says(name):
    second = Programs()
    hits = 0
    for value in VALUES[name]():
        expected = second.slugs({name: [value]})
        assert found({name: [value]}) == expected, value
        hits += bool(expected)
    assert hits > 1


# Values of which each lets something through, so that together they mean something.
FRUITFUL = {
    "q": TEXTS,
    "institute": ["keco", "nier", "slc", "made-up"],
    "country": ["KOR", "CHN", "IDN", "XXA"],
    "region": ["m49:142", "m49:990", "m49:001", "term:africa", "term:developing-countries"],
    "region_includes": ["IDN", "ZAF", "BRA", "XXA"],
    "region_roughly": ["CHN", "BRA", "AUS", "XXA"],
    "framework": ["under-a", "under-b", "seoul-initiative", "temm"],
    "partner": ["craes", "who", "named-partner"],
    "source": ["me-affiliated-organizations-2017", "another-source"],
    "theme": ["about-a", "about-b", "biodiversity", "climate-change"],
    "kind": ["project", "training", "visits", "forum"],
    "state": State.values,
    "year": ["1999", "2010", "2014", "2031"],
}


@examples(120)
@given(st.data())
def test_several_values_mean_either_and_several_parameters_mean_all(data):
    names = data.draw(st.lists(st.sampled_from(list(FRUITFUL)), max_size=3, unique=True))
    chosen = {
        name: data.draw(st.lists(st.sampled_from(FRUITFUL[name]), max_size=3, unique=True))
        for name in names
    }
    assert found(chosen) == Programs().slugs(chosen)


def test_two_values_of_every_parameter_mean_either():
    second = Programs()
    for name, values in FRUITFUL.items():
        for pair in pairwise(values):
            assert found({name: pair}) == second.slugs({name: pair}), (name, pair)
