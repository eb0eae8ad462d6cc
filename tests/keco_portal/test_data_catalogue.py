"""The catalogue of data sets in RDF: judged by the shapes of DCAT-AP, read by rdflib."""

import os
import subprocess
import sys

import pyshacl
import pytest
from django.conf import settings
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF

from institutes.refusals import TooManyRequests
from keco_portal import data_catalogue
from keco_portal.open_data.version import Version
from tests import expected, pages
from tests.factories import make_figure, make_program
from tests.standards import standards

pytestmark = pytest.mark.django_db

SHAPES = ("shapes.ttl", "range.ttl")


def catalogue(client, ending="ttl"):
    response = client.get(f"/data/catalog.{ending}")
    assert response.status_code == 200
    format = {"ttl": "turtle", "jsonld": "json-ld"}[ending]
    return Graph().parse(data=response.content, format=format)


def here(path):
    return URIRef(f"{settings.PUBLIC_ADDRESS}{path}")


def judged(graph):
    """Whether the shapes that DCAT-AP makes mandatory find nothing, and what they say."""
    shapes = Graph()
    for name in SHAPES:
        shapes.parse(standards(f"dcat-ap-3.0.1/{name}"))
    conforms, _, said = pyshacl.validate(graph, shacl_graph=shapes)
    return conforms, said


@pytest.mark.conformance
@pytest.mark.parametrize("licence", ["", "https://creativecommons.org/licenses/by/4.0/"])
def test_pyshacl_finds_nothing_by_the_shapes_of_dcat_ap_3_0_1(
    client, settings, licence, conformance
):
    settings.DATA_LICENCE = licence
    graph = catalogue(client)
    conforms, said = judged(graph)
    conformance(
        *("dcat", "SHACL shapes of DCAT-AP 3.0.1 by pyshacl"),
        of="pyshacl",
        faults=[] if conforms else [said],
        statements=len(graph),
    )


def test_the_shapes_find_a_data_set_without_a_title_and_a_language_without_a_class(client):
    graph = catalogue(client)
    graph.remove((here("/programs/#dataset"), DCTERMS.title, None))
    graph.remove((None, RDF.type, DCTERMS.LinguisticSystem))
    conforms, said = judged(graph)
    assert not conforms
    assert "title" in said
    assert "LinguisticSystem" in said


# What rdflib reads JSON-LD by it deprecates itself.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_turtle_and_json_ld_say_the_same(client):
    assert isomorphic(catalogue(client, "ttl"), catalogue(client, "jsonld"))


@pytest.mark.parametrize("ending", ["ttl", "jsonld"])
def test_the_same_facts_give_the_same_file_and_304(client, ending):
    first, second = (client.get(f"/data/catalog.{ending}") for _ in range(2))
    assert first.content == second.content
    again = client.get(f"/data/catalog.{ending}", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    make_program(name_en="Another", start_year=1971)
    assert client.get(f"/data/catalog.{ending}")["ETag"] != first["ETag"]


@pytest.mark.parametrize("ending", ["ttl", "jsonld"])
def test_it_is_made_once_for_each_change(client, monkeypatch, ending):
    def taken(rows=None):
        raise TooManyRequests(10)

    monkeypatch.setattr(Version, "is_complete", True)
    make_program(start_year=1971)
    address = f"/data/catalog.{ending}"
    first = client.get(address).content
    monkeypatch.setattr(data_catalogue, "place", taken)
    assert client.get(address).content == first
    make_program(start_year=1970)
    answer = client.get(address)
    assert (answer.status_code, answer["Retry-After"]) == (429, "10")


SERIALIZE = """
from rdflib import Graph
from keco_portal.standards.dcat import as_json_ld
import sys
graph = Graph().parse(sys.argv[1])
print(graph.serialize(format="turtle") + as_json_ld(graph))
"""


def test_the_order_does_not_depend_on_the_process(client, tmp_path):
    file = tmp_path / "catalog.ttl"
    file.write_bytes(client.get("/data/catalog.ttl").content)
    written = {
        subprocess.run(
            [sys.executable, "-c", SERIALIZE, file],
            env=os.environ | {"PYTHONHASHSEED": str(seed)},
            cwd=settings.BASE_DIR,
            capture_output=True,
            check=True,
        ).stdout
        for seed in (1, 2, 3)
    }
    assert len(written) == 1
    [text] = written
    assert len(text) > 5000


def test_every_list_with_files_is_a_data_set_and_its_files_are_there(client):
    graph = catalogue(client)
    sets = set(graph.objects(None, DCAT.dataset))
    assert {here(f"/{name}/#dataset") for name in ("programs", "figures", "participants")} <= sets
    for one in sets:
        files = [*graph.objects(one, DCAT.distribution)]
        assert files, one
        for file in files:
            [address] = graph.objects(file, DCAT.accessURL)
            response = client.get(str(address).removeprefix(settings.PUBLIC_ADDRESS))
            assert response.status_code == 200, address
            assert pages.body(response)
            [media] = graph.objects(file, DCAT.mediaType)
            assert str(media).endswith(response["Content-Type"].partition(";")[0])


def test_what_it_covers_is_what_is_published(client):
    make_figure(period_start="1950", period_end="1950", publication="draft")
    graph = catalogue(client)
    named = {code for row in expected.PROGRAMS.values() for code, _role, _words in row.countries}
    places = graph.objects(here("/programs/#dataset"), DCTERMS.spatial)
    assert {str(place).rpartition("/")[2] for place in places} == named
    for name, years in (("participants", ["2000", "2014"]), ("programs", ["1996", "2015"])):
        [period] = graph.objects(here(f"/{name}/#dataset"), DCTERMS.temporal)
        found = [str(graph.value(period, one)) for one in (DCAT.startDate, DCAT.endDate)]
        assert found == years, name


def test_it_agrees_with_the_data_sets_of_the_pages(client):
    import json

    graph = catalogue(client)
    for name in ("programs", "figures", "participants"):
        [block] = pages.parsed(client.get(f"/{name}/")).cssselect("script[type*=ld]")
        [table] = [one for one in json.loads(block.text)["@graph"] if one["@type"] == "Dataset"]
        node = URIRef(table["@id"])
        [period] = graph.objects(node, DCTERMS.temporal)
        years = [str(graph.value(period, one)) for one in (DCAT.startDate, DCAT.endDate)]
        assert table["temporalCoverage"] == "/".join(years), name
        files = {
            str(graph.value(file, DCAT.downloadURL))
            for file in graph.objects(node, DCAT.distribution)
        }
        assert {one["contentUrl"] for one in table["distribution"]} <= files


def test_both_languages_stand_in_it(client):
    graph = catalogue(client)
    [catalog] = graph.subjects(RDF.type, DCAT.Catalog)
    titles = {title.language for title in graph.objects(catalog, DCTERMS.title)}
    assert titles == {"en", "ko"}
    publisher = graph.value(catalog, DCTERMS.publisher)
    assert (publisher, RDF.type, FOAF.Agent) in graph


def test_the_licence_stands_at_each_file_once_it_is_set_and_else_a_comment_says_so(
    client, settings
):
    assert client.get("/data/catalog.ttl").content.startswith(b"# No licence is named")
    assert not list(catalogue(client).objects(None, DCTERMS.license))
    settings.DATA_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
    graph = catalogue(client)
    files = [*graph.subjects(RDF.type, DCAT.Distribution)]
    assert files
    for file in files:
        assert graph.value(file, DCTERMS.license) == URIRef(settings.DATA_LICENCE)
    assert not client.get("/data/catalog.ttl").content.startswith(b"#")


def test_a_draft_leaves_no_trace(client):
    make_program(slug="secret", name_en="Secret", publication="draft", start_year=1950)
    for ending in ("ttl", "jsonld"):
        text = client.get(f"/data/catalog.{ending}").content.lower()
        assert b"secret" not in text
        assert b"1950" not in text
