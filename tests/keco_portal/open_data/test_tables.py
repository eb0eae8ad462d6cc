"""The public tables: each has its key, its titles and descriptions, and only what is public."""

import pytest
from django.utils.translation import override

from keco_portal.open_data.tables import TABLES, table_of
from participants.models import Figure
from programs.models import Partner, Program
from tests.factories import make_edition, make_figure, make_program

pytestmark = pytest.mark.django_db

ROWS = {
    "programs": 47, "figures": 16, "institutes": 6, "countries": 249, "regions": 40,
    "program_countries": 24, "program_regions": 18, "partners": 10, "partnerships": 22,
    "frameworks": 13, "framework_partners": 10, "themes": 24, "editions": 9, "measures": 15,
    "sources": 1,
}  # fmt: skip


def rows_of(name):
    """The public rows of a table, each a dict by its columns."""
    table = TABLES[name]
    columns = {column.alias: key for key, column in table.table.columns().items()}
    return [{columns[alias]: value for alias, value in row.items()} for row in table.rows()]


def test_every_table_has_the_rows_of_the_seed():
    assert {name: len(rows_of(name)) for name in TABLES} == ROWS


@pytest.mark.parametrize("name", TABLES)
def test_the_key_of_a_row_is_its_own(name):
    keys = TABLES[name].table().key_names
    found = [tuple(row[key] for key in keys) for row in rows_of(name)]
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("name", TABLES)
def test_each_column_has_a_title_in_both_languages_and_a_sentence(name):
    table = TABLES[name].table
    english = table.titles()
    with override("ko"):
        korean = table.titles()
    for column in table.columns():
        assert english[column]
        assert any("가" <= letter <= "힣" for letter in korean[column]) or korean[column].isupper()
        assert table.columns()[column].description.endswith(".")


@pytest.mark.parametrize("name", TABLES)
def test_what_a_cell_names_is_a_row_of_a_public_table(name):
    for key, column in TABLES[name].table.columns().items():
        if column.names:
            other = table_of(column.names)
            [its_key] = other.table().key_names
            known = {row[its_key] for row in rows_of(other.name)}
            assert {row[key] for row in rows_of(name)} - {None} <= known


def test_what_belongs_to_a_draft_is_in_no_table():
    before = {name: rows_of(name) for name in TABLES}
    partner = Partner.objects.create(slug="of-a-draft", name_en="Of a draft", type="research")
    draft = make_program(slug="draft", publication="draft")
    draft.partnerships.create(partner=partner, role="partner")
    make_edition(program=draft)
    make_figure(program=draft, publication="published")
    make_figure(publication="draft", program=Program.objects.published().first())
    assert {name: rows_of(name) for name in TABLES} == before


def test_the_published_parent_of_a_program_is_named_and_an_unpublished_one_is_not():
    parent = make_program(slug="the-parent")
    make_program(slug="the-child", parent=parent, institute=parent.institute)
    named = {row["program"]: row["parent"] for row in rows_of("programs")}
    assert named["the-child"] == "the-parent"
    Program.objects.filter(slug="the-parent").update(publication="draft")
    named = {row["program"]: row["parent"] for row in rows_of("programs")}
    assert named["the-child"] is None


def test_figures_name_published_measures_and_these_their_published_wholes():
    wholes = {row["measure"]: row["part_of"] for row in rows_of("measures")}
    assert wholes["trainees-sent"] == "training-completed"
    Figure.objects.filter(measure__slug__in=["trainees-sent"]).update(publication="draft")
    assert "trainees-sent" not in {row["measure"] for row in rows_of("measures")}
