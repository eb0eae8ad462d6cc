"""What researchers open the files with reads the numbers that were typed."""

import io

import pandas
import pytest

from tests.one_number.reading import body_of
from tests.one_number.typed import FIGURES, PROGRAMS

pytestmark = [pytest.mark.usefixtures("adverse"), pytest.mark.conformance]

# As the documentation has it: whole numbers that may be missing, and codes as they are.
FIGURE_TYPES = dict.fromkeys(("value", "value_lower", "value_upper"), "Int64")
PROGRAM_TYPES = dict.fromkeys(("start_year", "end_year"), "Int64")


def from_csv(client, table, types):
    data = io.BytesIO(body_of(client, f"/{table}.csv"))
    return pandas.read_csv(data, dtype=types, keep_default_na=False, na_values=[""])


def from_xlsx(client, table, types):
    data = io.BytesIO(body_of(client, f"/{table}.xlsx"))
    return pandas.read_excel(data, dtype=types, keep_default_na=False, na_values=[""])


READ = {"csv": from_csv, "xlsx": from_xlsx}


def differences(rows, typed, names):
    """Where the frame `rows` says something else than `typed`, by key and name."""
    rows = rows.set_index(rows.columns[0])
    assert list(rows.index) == sorted(typed)
    for key, one in typed.items():
        for name in names:
            cell, expected = rows.at[key, name], getattr(one, name)
            if not (pandas.isna(cell) if expected is None else cell == expected):
                yield f"{key}: {name} is {cell!r}, not {expected!r}"


@pytest.mark.parametrize("file", READ)
def test_pandas_reads_the_numbers_of_figures(client, conformance, file):
    rows = READ[file](client, "figures", FIGURE_TYPES)
    faults = differences(rows, FIGURES, [*FIGURE_TYPES, "value_status", "qualifier", "kind"])
    conformance(file, "pandas", of="pandas", faults=faults, files=1, rows=len(rows))


@pytest.mark.parametrize("file", READ)
def test_pandas_reads_the_years_of_programs(client, conformance, file):
    rows = READ[file](client, "programs", PROGRAM_TYPES)
    faults = differences(rows, PROGRAMS, [*PROGRAM_TYPES, "kind", "state", "parent"])
    conformance(file, "pandas", of="pandas", faults=faults, files=1, rows=len(rows))
