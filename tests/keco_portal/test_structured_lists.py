"""The JSON-LD of lists: their rows in order, and the tables as data sets with their files."""

import pytest
from django.conf import settings

from tests import expected, pages
from tests.snapshots import make_snapshot
from tests.structured_data import document, of_type

pytestmark = pytest.mark.django_db


def test_a_list_has_its_rows_in_their_order_and_says_how_many_there_are(client, monkeypatch):
    monkeypatch.setattr("programs.views.program.ProgramList.paginate_by", 5)
    [items] = of_type(document(client, "/programs/?page=2"), "ItemList")
    shown = client.get("/programs/?page=2").context["object_list"]
    assert items["numberOfItems"] == len(expected.PROGRAMS)
    assert [(one["position"], one["name"]) for one in items["itemListElement"]] == [
        (place, program.name_en) for place, program in enumerate(shown, start=6)
    ]


@pytest.mark.parametrize("language", ["", "/ko"])
def test_a_table_is_a_data_set_with_its_files(client, language):
    for name in ("programs", "figures", "participants"):
        [table] = of_type(document(client, f"{language}/{name}/"), "Dataset")
        assert table["@id"] == f"{settings.PUBLIC_ADDRESS}/{name}/#dataset"
        files = {one["contentUrl"]: one["encodingFormat"] for one in table["distribution"]}
        assert [*files] == [f"{settings.PUBLIC_ADDRESS}/{name}.{end}" for end in ("csv", "xlsx")]
        for address, kind in files.items():
            answer = client.get(address.removeprefix(settings.PUBLIC_ADDRESS))
            assert answer["Content-Type"].partition(";")[0] == kind
            assert pages.body(answer)
        assert "license" not in table
        assert [one["@type"] for one in table["isBasedOn"]] == ["CreativeWork"]


def test_the_archive_and_a_snapshot_are_data_sets_too(client):
    [package] = of_type(document(client, "/data/"), "Dataset")
    assert package["@id"] == f"{settings.PUBLIC_ADDRESS}/data/#dataset"
    [file] = package["distribution"]
    assert file["encodingFormat"] == "application/zip"
    assert len(package["hasPart"]) == 3
    snapshot = make_snapshot("figures", "institute=slc")
    [kept] = of_type(document(client, snapshot.get_absolute_url()), "Dataset")
    assert kept["identifier"] == snapshot.key
    assert kept["isBasedOn"]["@id"] == f"{settings.PUBLIC_ADDRESS}/figures/#dataset"


def test_the_licence_stands_there_once_it_is_set(client, settings):
    settings.DATA_LICENCE = "https://example.org/licence/"
    [table] = of_type(document(client, "/figures/"), "Dataset")
    assert table["license"] == "https://example.org/licence/"


def test_a_data_set_covers_what_is_published_and_no_more(client):
    [table] = of_type(document(client, "/programs/"), "Dataset")
    countries = {one["identifier"] for one in table["spatialCoverage"]}
    named = {code for row in expected.PROGRAMS.values() for code, _role, _words in row.countries}
    assert countries == named
    [table] = of_type(document(client, "/participants/"), "Dataset")
    assert table["temporalCoverage"] == "2000/2014"
    assert "spatialCoverage" not in table
    people = {row.measure for row in expected.FIGURES.values() if row.unit == "people"}
    assert len(table["variableMeasured"]) == len(people)


def test_a_filtered_list_is_no_data_set(client):
    for query in ("?country=CHN", "?q=water"):
        assert of_type(document(client, f"/programs/{query}"), "Dataset") == []


def test_the_first_page_says_how_to_search(client):
    for prefix in ("", "/ko"):
        [site] = of_type(document(client, f"{prefix}/"), "WebSite")
        template = site["potentialAction"]["target"]["urlTemplate"]
        assert template == f"{settings.PUBLIC_ADDRESS}{prefix}/search/?q={{words}}"
        assert client.get(f"{prefix}/search/?q=water").status_code == 200
