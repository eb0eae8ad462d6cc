"""A filter lets through the same rows in every format: those of the second computation."""

import pytest
from django.utils.http import urlencode
from hypothesis import given
from hypothesis import strategies as st

from participants.models.figure import FigureKind
from participants.models.measure import Group
from programs.models.program import Kind, State
from tests.adversaries import make_adverse_figures, make_adverse_programs
from tests.examples import examples
from tests.naive_figures import Figures
from tests.naive_programs import Programs
from tests.one_number.reading import body_of, by_key, csv_rows, rows_of_api, xlsx_rows

pytestmark = pytest.mark.django_db

OF_FIGURES = {
    "institute": ["keco", "slc", "made-up"],
    "program": ["made-up", "slc-landfill-visitors"],
    "group": Group.values,
    "measure": ["made-up-visits", "foreign-visitors", "training-participants"],
    "country": ["XXA", "XXB", "KOR", "CHN"],
    "kind": FigureKind.values,
    "source": ["me-affiliated-organizations-2017", "another-source"],
    "year": ["1999", "2000", "2012", "2013", "2014"],
}
OF_PROGRAMS = {
    "institute": ["keco", "nier", "made-up"],
    "country": ["KOR", "CHN", "IDN", "XXA"],
    "region": ["m49:142", "m49:990", "term:africa", "term:developing-countries"],
    "framework": ["under-a", "seoul-initiative", "temm"],
    "theme": ["about-a", "biodiversity"],
    "kind": Kind.values,
    "state": State.values,
    "year": ["1999", "2014", "2031"],
}


def filters(parameters):
    """{parameter: values}: up to three parameters, each with some of its values."""

    def with_values(names):
        values = {
            name: st.lists(st.sampled_from(parameters[name]), min_size=1, max_size=3, unique=True)
            for name in names
        }
        return st.fixed_dictionaries(values)

    names = st.lists(st.sampled_from(list(parameters)), max_size=3, unique=True)
    return names.flatmap(with_values)


def keys_everywhere(client, table, chosen):
    """{format: the keys that it has, in its order} of a list; of the page how many there are."""
    query = urlencode(chosen, doseq=True)
    count = client.get(f"/{table}/?{query}").context["paginator"].count
    answers = {
        "CSV": by_key(csv_rows(body_of(client, f"/{table}.csv?{query}"))),
        "workbook": by_key(xlsx_rows(body_of(client, f"/{table}.xlsx?{query}"))),
        "API": by_key(rows_of_api(client, table, query)),
    }
    return count, {name: list(rows) for name, rows in answers.items()}


@examples(40)
@given(chosen=filters(OF_FIGURES))
def test_figures_are_those_of_the_second_computation(client, figures, chosen):
    count, found = keys_everywhere(client, "figures", chosen)
    expected = figures.keys(chosen)
    assert count == len(expected)
    assert found == dict.fromkeys(found, expected)


@examples(40)
@given(chosen=filters(OF_PROGRAMS))
def test_programs_are_those_of_the_second_computation(client, programs, chosen):
    count, found = keys_everywhere(client, "programs", chosen)
    expected = programs.slugs(chosen)
    assert count == len(expected)
    assert found == dict.fromkeys(found, expected)


@pytest.fixture
def figures():
    make_adverse_figures()
    return Figures()


@pytest.fixture
def programs():
    make_adverse_programs()
    return Programs()
