"""A program is the same in every format, each held against facts typed by hand."""

import pytest

from tests.one_number.programs import CARRIED, FILES, IN_CELLS, OF_THE_DESK, OTHERS
from tests.one_number.reading import facet_counts
from tests.one_number.typed import PROGRAMS, PROGRAMS_COUNTED

pytestmark = pytest.mark.usefixtures("adverse")

READERS = FILES | OTHERS | OF_THE_DESK


@pytest.mark.parametrize("name", READERS)
def test_a_format_says_of_each_program_what_was_typed(client, admin_client, name):
    said = READERS[name](admin_client if name in OF_THE_DESK else client)
    assert said.keys() == PROGRAMS.keys()
    for slug, typed in PROGRAMS.items():
        expected = {one: getattr(typed, one) for one in CARRIED.get(name, IN_CELLS)}
        assert {one: said[slug].get(one, "nothing said") for one in expected} == expected, slug


@pytest.mark.parametrize("facet", PROGRAMS_COUNTED)
def test_the_form_counts_what_was_counted_by_hand(client, facet):
    assert facet_counts(client, "/programs/", facet) == PROGRAMS_COUNTED[facet]
