"""The Data Package: valid by its standard, read by real readers, each column in it."""

import datetime
import json

import frictionless
import jsonschema
import pandas
import pytest

from keco_portal.open_data.tables import TABLES
from keco_portal.standards import datapackage
from keco_portal.standards.columns import columns_of
from participants.models import Figure
from tests.factories import make_figure, make_partnership, make_program
from tests.keco_portal.catalogue.opened import Opened
from tests.one_number.typed import ADVERSE
from tests.standards import standards

pytestmark = pytest.mark.django_db

JOINED = {
    "programs": ["frameworks", "themes", "countries", "country_roles", "regions", "partners"],
    "regions": ["matches"],
}
WITHOUT_PRIMARY_KEY = {
    "partnerships": "partner, as_printed",
    "framework_partners": "partner, country, as_printed",
}
NAMES_OF_STANDARDS = {"UN M49", "SHA-256"}


def test_every_column_of_every_table_is_described_in_both_languages():
    for name, public in TABLES.items():
        fields = datapackage.schema_of(public)["fields"]
        assert [one["name"] for one in fields] == list(public.table.columns()), name
        for one in fields:
            assert one["title"] == one["titles"]["en"]
            assert one["description"].endswith(".")
            korean = one["titles"]["ko"]
            assert any("가" <= sign <= "힣" for sign in korean) or korean in NAMES_OF_STANDARDS


def test_every_table_is_described_too(client):
    package = Opened(client).json("datapackage.json")
    assert [one["name"] for one in package["resources"]] == list(TABLES)
    for one in package["resources"]:
        assert one["title"] == one["titles"]["en"]
        assert one["description"].endswith(".")


@pytest.mark.conformance
def test_the_profiles_of_the_standard_find_no_fault(client, adverse, conformance):
    package = Opened(client).json("datapackage.json")
    checked, faults = [("datapackage", package)], []
    for one in package["resources"]:
        checked += [("dataresource", one), ("tableschema", one["schema"])]
        checked.append(("tabledialect", one["dialect"]))
    for name, said in checked:
        profile = json.loads(standards(f"datapackage-2.0/{name}-2.0.json").read_text())
        assert said["$schema"].endswith(f"/2.0/{name}.json")
        faults += jsonschema.Draft7Validator(profile).iter_errors(said)
    tables = len(package["resources"])
    conformance(
        "datapackage", "JSON Schema, profiles 2.0", of="jsonschema", faults=faults, tables=tables
    )


@pytest.mark.conformance
def test_frictionless_finds_no_fault_in_the_archive(client, adverse, tmp_path, conformance):
    """It looks at the schema, the keys, the links and every row."""
    make_partnership(program=adverse, partner=None, as_printed='=somebody, "named"\tso')
    (tmp_path / "data.zip").write_bytes(Opened(client).data)
    report = frictionless.Package(str(tmp_path / "data.zip")).validate()
    faults = report.flatten(["type", "rowNumber", "fieldName", "message"])
    rows = {task.name: task.stats["rows"] for task in report.tasks}
    assert rows == {name: public.published().count() for name, public in TABLES.items()}
    counted = {"tables": len(rows), "rows": sum(rows.values())}
    conformance("datapackage", "Frictionless", of="frictionless", faults=faults, **counted)


@pytest.mark.usefixtures("committing")
def test_frictionless_finds_no_fault_in_what_is_served(live_server):
    report = frictionless.Package(f"{live_server.url}/data/datapackage.json").validate()
    assert report.flatten(["type", "rowNumber", "fieldName", "message"]) == []
    assert [task.name for task in report.tasks] == list(TABLES)


def test_frictionless_would_find_what_is_wrong(client, tmp_path):
    folder = Opened(client).extract(tmp_path)
    file = folder / "figures.csv"
    wrong = file.read_bytes().replace(b",cumulative,22,", b",cumulative,-22,")
    wrong = wrong.replace(b"keco-seoul-initiative-pilot-projects,", b"no-such-program,")
    file.write_bytes(wrong)
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    found = {kind for [kind] in report.flatten(["type"])}
    assert {"hash-count", "byte-count", "foreign-key", "constraint-error"} <= found


def test_the_keys_are_those_that_no_row_lacks():
    for name, public in TABLES.items():
        schema = datapackage.schema_of(public)
        key = list(public.table().key_names)
        if name in WITHOUT_PRIMARY_KEY:
            assert "primaryKey" not in schema
            assert schema["uniqueKeys"] == [key]
            said = datapackage.described(public)
            assert f"no primary key, because {WITHOUT_PRIMARY_KEY[name]} can be blank" in said
        else:
            assert schema["primaryKey"] == key, name


def test_each_link_leads_to_the_key_of_its_table():
    links = {
        (name, link["fields"][0]): link["reference"]
        for name, public in TABLES.items()
        for link in datapackage.schema_of(public).get("foreignKeys", [])
    }
    assert links["figures", "program"] == {"resource": "programs", "fields": ["program"]}
    assert links["figures", "country"] == {"resource": "countries", "fields": ["country"]}
    assert links["measures", "part_of"] == {"fields": ["measure"]}
    assert links["partnerships", "partner"] == {"resource": "partners", "fields": ["partner"]}
    assert links["editions", "host_country"]["resource"] == "countries"
    assert links["framework_partners", "framework"]["resource"] == "frameworks"
    assert len(links) == 26


def test_each_column_has_the_type_of_what_it_holds():
    types = {(name, one.name): one.type for name, public in TABLES.items()
             for one in columns_of(public)}  # fmt: skip
    named = {
        kind: {column for column, one in types.items() if one.name == kind}
        for kind in {one.name for one in types.values()}
    }
    assert named.pop("string")
    assert named == {
        "integer": {("figures", name) for name in ("value", "value_lower", "value_upper")},
        "year": {
            *(("programs", "start_year"), ("programs", "end_year")),
            *(("editions", "year"), ("frameworks", "launched_year")),
        },
        "boolean": {("measures", "of_named")},
        "date": {("sources", "retrieved")},
        "datetime": {("programs", "changed_at"), ("figures", "changed_at")},
    }
    several = {column for column, one in types.items() if one.separator}
    assert several == {(table, name) for table, names in JOINED.items() for name in names}


def test_a_number_says_where_its_unit_stands():
    fields = {one["name"]: one for one in datapackage.schema_of(TABLES["figures"])["fields"]}
    for name in ("value", "value_lower", "value_upper"):
        assert fields[name]["unit"] == {"field": "unit"}
        assert fields[name]["constraints"] == {"minimum": 0}
    assert fields["kind"]["constraints"]["enum"] == [
        *("annual", "cumulative", "snapshot", "recurring", "ongoing", "plan")
    ]


def test_the_licence_stands_there_only_where_one_is_set(client, settings):
    assert "licenses" not in Opened(client).json("datapackage.json")
    settings.DATA_LICENCE = "https://example.org/licence"
    settings.DATA_LICENCE_NAME = "The licence"
    assert datapackage.licences() == {
        "licenses": [{"path": "https://example.org/licence", "title": "The licence"}]
    }
    package = Opened(client).json("datapackage.json")
    assert package["licenses"] == datapackage.licences()["licenses"]


def test_its_moment_is_in_utc_whatever_zone_it_is_known_in():
    in_korea = datetime.datetime.fromisoformat("2026-11-28T08:00:00+09:00")
    files = dict.fromkeys(TABLES, datapackage.TableAsFile(0, "", 0))
    contents = datapackage.Contents(files, "2026.11.27", in_korea)
    assert datapackage.package(contents)["created"] == "2026-11-27T23:00:00Z"


def test_it_says_of_when_it_is_and_where_it_comes_from(client, settings):
    settings.PUBLIC_ADDRESS = "https://portal.example.org"
    package = Opened(client).json("datapackage.json")
    changed = Figure.objects.get(key="slc-visitors-2000").changed_at
    assert package["created"] >= changed.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert package["version"].partition("+")[0] == f"{changed.year}.{changed.month}.{changed.day}"
    assert package["homepage"] == "https://portal.example.org/data/"
    assert package["contributors"] == [
        {
            "title": "Environmental Cooperation Portal",
            "path": "https://portal.example.org/",
            "roles": ["publisher"],
        }
    ]
    assert package["sources"] == [
        {
            "title": "International cooperation of affiliated organizations (web page)",
            "version": "2017-12-12 08:38",
        }
    ]


def test_pandas_reads_every_table_by_its_schema(client, adverse, tmp_path):
    folder = Opened(client).extract(tmp_path)
    package = json.loads((folder / "datapackage.json").read_text())
    numbers = {"integer": "Int64", "year": "Int64", "boolean": "boolean"}
    for one in package["resources"]:
        fields = one["schema"]["fields"]
        types = {field["name"]: numbers.get(field["type"], "string") for field in fields}
        table = pandas.read_csv(
            folder / one["path"], dtype=types, encoding="utf-8-sig",
            keep_default_na=False, na_values=one["schema"]["missingValues"],
        )  # fmt: skip
        assert len(table) == one["rows"]
        required = [
            field["name"] for field in fields if field.get("constraints", {}).get("required")
        ]
        assert table[required].notna().all(axis=None), one["name"]
    figures = pandas.read_csv(folder / "figures.csv", index_col="figure", dtype={"value": "Int64"})
    assert figures.loc["adverse-zero", "value"] == 0
    assert figures.loc["adverse-large", "value"] == 2**53 - 1
    for key in ("adverse-null", "adverse-suppressed", "adverse-range"):
        assert pandas.isna(figures.loc[key, "value"]), key


def test_what_is_missing_is_missing_for_its_reader(client, adverse, tmp_path):
    (tmp_path / "data.zip").write_bytes(Opened(client).data)
    package = frictionless.Package(str(tmp_path / "data.zip"))
    with package.get_resource("figures") as figures:
        rows = {row["figure"]: row.to_dict() for row in figures.row_stream}
    for key, typed in ADVERSE.items():
        said = (rows[key]["value"], rows[key]["value_lower"], rows[key]["value_upper"])
        assert said == typed[1:4], key
        assert rows[key]["value_status"] == typed.value_status


def test_an_apostrophe_before_a_formula_is_taken_off_as_the_readme_says(client):
    program = make_program(slug="formulas")
    texts = ["=1+1", "'=1+1", "''-2", "+82 2", "@home", "-", "＝1", "'plain", "plain='"]
    for number, text in enumerate(texts):
        make_figure(program=program, key=f"formula-{number}", note=text, source_locator="x")
    rows = {row["figure"]: row["note"] for row in Opened(client).rows("figures")}
    for number, text in enumerate(texts):
        cell = rows[f"formula-{number}"]
        is_formula = text.lstrip("'")[:1] in tuple("=+-@\t\r＝＋－＠")
        assert (cell[1:] if is_formula else cell) == text
        assert not cell.startswith(tuple("=+-@＝＋－＠"))


def test_drafts_are_in_no_file(client):
    program = make_program(slug="open-program", parent=make_program(
        slug="secret-draft", publication="draft"))  # fmt: skip
    for publication in ("draft", "review", "withdrawn"):
        make_figure(
            program=program, key=f"secret-{publication}", value=987654321, publication=publication
        )
    opened = Opened(client)
    for name in opened.names:
        assert b"secret-" not in opened.read(name), name
        assert b"987654321" not in opened.read(name), name
