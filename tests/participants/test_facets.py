"""The number beside a choice in a list of figures, as in lists of programs."""

import pytest
from django.http import QueryDict

from participants.filters import FigureFilter
from participants.models import Figure
from programs.facets import Facets
from tests.adversaries import make_adverse_figures
from tests.naive_figures import Figures

pytestmark = pytest.mark.django_db

FACETS = ["institute", "group", "measure", "country", "kind", "year"]
QUERIES = [
    *("", "country=XXA", "country=XXA&country=XXB&year=2012", "group=training&kind=cumulative"),
    *("institute=made-up&country=XXB", "program=made-up", "country=KOR", "year=2013&year=1999"),
    *("source=another-source", "measure=made-up-visits&kind=snapshot"),
]


@pytest.fixture(autouse=True)
def adversaries():
    make_adverse_figures()


def filtered(data, queryset=None):
    queryset = Figure.objects.published() if queryset is None else queryset
    return FigureFilter(QueryDict(data, mutable=True), queryset=queryset)


def numbers(one):
    """{facet: {value: the count that the form shows}}"""
    return {
        facet.name: {choice.value: choice.count for choice in facet.choices}
        for facet in Facets(one)
    }


@pytest.mark.parametrize("query", QUERIES)
def test_the_count_of_a_choice_is_the_length_of_the_list_that_it_gives(query):
    shown, naive = numbers(filtered(query)), Figures()
    assert list(shown) == FACETS
    chosen = dict(QueryDict(query).lists())
    for name, values in shown.items():
        for value, count in values.items():
            alone = QueryDict(query, mutable=True)
            alone.setlist(name, [value])
            found = filtered(alone.urlencode()).qs
            assert count == len(set(found)) == found.count(), (name, value)
            assert count == len(naive.keys(chosen | {name: [value]})), (name, value)


@pytest.mark.parametrize("query", QUERIES)
def test_no_country_is_left_out(query):
    shown, naive = numbers(filtered(query))["country"], Figures()
    chosen = dict(QueryDict(query).lists())
    for iso3 in {iso3 for _, iso3 in naive.places}:
        expected = len(naive.keys(chosen | {"country": [iso3]}))
        assert shown.get(iso3, 0) == expected, iso3


def test_the_participants_count_people_only():
    people = Figure.objects.published().of_people()
    groups = numbers(filtered("", people))["group"]
    assert set(groups) == {"training", "visits"}
    assert sum(groups.values()) == people.count()
