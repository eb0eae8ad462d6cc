"""What a column holds follows from the model, and what must be declared is."""

import pytest
from django.db.models import F, TextField
from django.db.models.functions import Cast

from keco_portal.open_data.tables import TABLES
from participants.models import Figure, Measure
from programs.column_types import COUNT, KEY, TEXT, TRUTH, YEAR, fields_on_the_way, is_required
from programs.models import Program, Region, Source


def names(model, expression):
    return [field.name for field in fields_on_the_way(model, expression)]


def test_a_column_goes_through_the_fields_of_its_path():
    assert names(Figure, F("program__institute__code")) == ["program", "institute", "code"]
    assert names(Measure, Cast("of_named", TextField())) == ["of_named"]


@pytest.mark.parametrize("name", ["countries", "country_roles", "parent"])
def test_what_prints_several_fields_or_one_only_sometimes_goes_through_none(name):
    column = TABLES["programs"].table.columns()[name]
    assert fields_on_the_way(Program, column.public) == []


@pytest.mark.parametrize(
    ("model", "path", "required"),
    [
        (Program, "name_en", True),
        (Program, "name_ko", False),
        (Program, "start_year", False),
        (Program, "changed_at", True),
        (Figure, "country__iso3", False),
        (Figure, "program__institute__name_en", True),
        (Region, "key", True),
        (Source, "retrieved", False),
    ],
)
def test_a_column_is_required_where_no_row_can_lack_it(model, path, required):
    assert is_required(fields_on_the_way(model, F(path))) == required


@pytest.mark.parametrize(
    ("table", "column", "found"),
    [
        ("figures", "value", COUNT),
        ("figures", "figure", KEY),
        ("figures", "note", TEXT),
        ("programs", "start_year", YEAR),
        ("programs", "parent", KEY),
        ("measures", "of_named", TRUTH),
    ],
)
def test_the_type_is_that_of_the_field_where_none_is_declared(table, column, found):
    assert TABLES[table].table.type_of(column) == found


def test_each_table_says_what_a_row_of_it_is():
    for name, public in TABLES.items():
        assert str(public.table.about).endswith("."), name


def test_no_required_column_of_the_seed_is_blank(db):
    for name, public in TABLES.items():
        table = public.table
        required = [one for one in table.columns() if table.is_required(one)]
        aliases = [table.columns()[one].alias for one in required]
        for row in public.rows().values_list(*aliases):
            assert not {None, ""} & set(row), (name, dict(zip(required, row, strict=True)))
