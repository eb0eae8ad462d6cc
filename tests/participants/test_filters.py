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
from programs.models import Country, Program, Source
from tests.adversaries import make_adverse_figures
from tests.examples import examples
from tests.naive_figures import Figures

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def adversaries():
    make_adverse_figures()


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
    "measure": lambda: [measure.slug for measure in Measure.objects.published()],
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
    second = Figures()
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
    assert found(chosen) == Figures().keys(chosen)


def test_the_people_are_those_of_training_and_visits():
    expected = {one.key for one in Figures().figures if one.measure.group in ("training", "visits")}
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
