"""One number is the same in every format, each held against values typed by hand.

No format is held against another one. Of every figure of the seed and every adverse one each
format says what was typed, and has no figure more.
"""

import pytest

from tests.one_number.figures import CARRIED, FILES, FOR_PROGRAMS, IN_CELLS, OF_THE_DESK, PAGES
from tests.one_number.reading import body_of, by_key, csv_rows, facet_counts, xlsx_rows
from tests.one_number.typed import FIGURES, FIGURES_COUNTED, NOTES

pytestmark = pytest.mark.usefixtures("adverse")

READERS = PAGES | FILES | FOR_PROGRAMS | OF_THE_DESK


@pytest.mark.parametrize("name", READERS)
def test_a_format_says_of_each_figure_what_was_typed(client, admin_client, name):
    said = READERS[name](admin_client if name in OF_THE_DESK else client)
    assert said.keys() == FIGURES.keys()
    for key, typed in FIGURES.items():
        expected = {one: getattr(typed, one) for one in CARRIED.get(name, IN_CELLS)}
        assert {one: said[key].get(one, "nothing said") for one in expected} == expected, key


@pytest.mark.parametrize("name", FILES | OF_THE_DESK)
def test_texts_that_look_like_formulas_are_inert_in_cells(client, admin_client, name):
    said = READERS[name](admin_client if name in OF_THE_DESK else client)
    assert {key: said[key]["note"] for key in NOTES} == {
        key: cell for key, (_, cell) in NOTES.items()
    }
    assert said["adverse-about"]["note"] is None


@pytest.mark.parametrize("facet", FIGURES_COUNTED)
def test_the_form_counts_what_was_counted_by_hand(client, facet):
    assert facet_counts(client, "/figures/", facet) == FIGURES_COUNTED[facet]


def test_the_trainee_statistics_are_the_figures_of_people(client):
    people = {key: typed.value for key, typed in FIGURES.items() if typed.unit == "people"}
    assert len(people) == 16
    for address, rows in {"/participants.csv": csv_rows, "/participants.xlsx": xlsx_rows}.items():
        said = by_key(rows(body_of(client, address)))
        assert {key: row["value"] for key, row in said.items()} == people
