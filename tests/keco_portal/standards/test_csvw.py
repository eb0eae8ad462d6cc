"""CSV on the Web: valid by its reader, found from the CSV, the same declaration once more."""

import json

import csvw as reader
import pytest

from keco_portal.open_data.tables import TABLES
from keco_portal.standards import csvw, datapackage
from keco_portal.standards.columns import columns_of
from tests import pages
from tests.factories import make_partnership
from tests.keco_portal.catalogue.opened import Opened
from tests.one_number.typed import ADVERSE

pytestmark = pytest.mark.django_db


@pytest.mark.conformance
def test_its_reader_finds_no_fault_in_all_tables(client, adverse, tmp_path, conformance):
    """It looks at the metadata, the headers, every cell, the keys and the links."""
    make_partnership(program=adverse, partner=None, as_printed='=somebody, "named"\tso')
    folder = Opened(client).extract(tmp_path)
    read = reader.CSVW(str(folder / "csv-metadata.json"), validate=True)
    assert read.is_valid == (not read.warnings)
    faults = [warning.message for warning in read.warnings]
    rows = {one.url.string: len(list(one)) for one in read.tables}
    assert rows == {f"{name}.csv": public.published().count() for name, public in TABLES.items()}
    counted = {"tables": len(rows), "rows": sum(rows.values())}
    conformance("csvw", "csvw", of="csvw", faults=faults, **counted)


def test_its_reader_would_find_what_is_wrong(client, tmp_path):
    folder = Opened(client).extract(tmp_path)
    file = folder / "program_countries.csv"
    file.write_bytes(file.read_bytes().replace(b",CHN,", b",ZZZ,", 1))
    read = reader.CSVW(str(folder / "csv-metadata.json"), validate=True)
    with pytest.raises(ValueError, match="ZZZ"):
        assert read.is_valid


def test_its_reader_has_numbers_lists_and_nothing_where_nothing_is(client, adverse, tmp_path):
    folder = Opened(client).extract(tmp_path)
    group = reader.TableGroup.from_file(folder / "csv-metadata.json")
    tables = {one.url.string: {row_key(row): row for row in one} for one in group.tables}
    for key, typed in ADVERSE.items():
        row = tables["figures.csv"][key]
        said = (row["value"], row["value_lower"], row["value_upper"])
        assert said == typed[1:4], key
        assert row["country"] is None
    joint = tables["programs.csv"]["nier-tripartite-joint-research"]
    assert joint["countries"] == ["CHN", "JPN", "KOR"]
    assert tables["programs.csv"]["adverse"]["countries"] == []


def row_key(row):
    return next(iter(row.values()))


def test_titles_begin_with_the_header_and_are_in_both_languages(client):
    for public in TABLES.values():
        for one in csvw.table(public, with_links=True)["tableSchema"]["columns"]:
            assert one["titles"]["en"][0] == one["name"]
            assert one["null"] == [""]


def test_it_says_what_the_data_package_says():
    for public in TABLES.values():
        schema = datapackage.schema_of(public)
        said = csvw.table(public, with_links=True)["tableSchema"]
        assert said.get("primaryKey") == schema.get("primaryKey")
        for field, column in zip(schema["fields"], said["columns"], strict=True):
            assert column["name"] == field["name"]
            assert column["titles"]["en"][1] == field["title"]
            assert column["titles"]["ko"] == [field["titles"]["ko"]]
            assert column["required"] == field.get("constraints", {}).get("required", False)
            assert column.get("separator") == field.get("separator")


def test_a_link_that_may_be_blank_is_none_in_this_standard():
    linked = {
        (name, link["columnReference"][0])
        for name, public in TABLES.items()
        for link in csvw.table(public, with_links=True)["tableSchema"].get("foreignKeys", [])
    }
    wanted = {
        (name, one.name)
        for name, public in TABLES.items()
        for one in columns_of(public)
        if one.refers_to and one.is_required
    }
    assert linked == wanted
    assert ("figures", "country") not in linked
    assert ("program_countries", "country") in linked


@pytest.mark.usefixtures("committing")
def test_its_reader_finds_it_from_the_csv(live_server):
    """It takes the byte order mark off files, but not off what it gets by an address."""
    for name, public in TABLES.items():
        found = reader.CSVW(f"{live_server.url}/data/{name}.csv", validate=True)
        assert not found.no_metadata, name
        assert not found.warnings, name
        columns = [one.name for one in found.tables[0].tableSchema.columns]
        assert columns == list(public.table.columns())


def test_each_table_alone_is_valid(client, adverse, tmp_path):
    folder = Opened(client).extract(tmp_path)
    for name in TABLES:
        alone = client.get(f"/data/{name}.csv-metadata.json")
        assert alone["Content-Type"] == "application/csvm+json"
        file = folder / f"{name}.csv-metadata.json"
        file.write_bytes(alone.content)
        assert reader.CSVW(str(file), validate=True).is_valid, name


def test_a_csv_says_where_it_is_described(client):
    response = client.get("/data/figures.csv")
    pages.body(response)
    assert response["Link"] == (
        '</data/figures.csv-metadata.json>; rel="describedby"; type="application/csvm+json"'
    )
    described = client.get("/data/csv-metadata.json")
    assert described["Content-Type"] == "application/csvm+json"
    group = json.loads(pages.body(described))
    assert "figures.csv" in {one["url"] for one in group["tables"]}


def test_the_licence_stands_there_only_where_one_is_set(settings):
    assert "dc:license" not in csvw.table_group()
    settings.DATA_LICENCE = "https://example.org/licence"
    for said in (csvw.table_group(), csvw.table_alone(TABLES["figures"])):
        assert said["dc:license"] == {"@id": "https://example.org/licence"}
