"""All formats name the same licence, or none where none is set; pages say which it is."""

import io
import json
import re
import zipfile

import pytest
import rdflib

from tests import pages
from tests.one_number.reading import body_of, json_of
from tests.snapshots import MAKE, pressed

pytestmark = [
    pytest.mark.django_db,
    # rdflib's own reader of JSON-LD is behind its own names.
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]

ADDRESS = "https://licences.example/by/4.0/"
NAME = "Some Rights 4.0"
# What an address of a licence looks like here, so that one is seen wherever it stands.
NONE_IN_READ_ME = "No licence has been set for these data."
LICENCES = re.compile(r"https://licences\.example/[\w./-]*\w/")


def data_package(client):
    said = json_of(client, "/data/datapackage.json")
    return [(one["path"], one["title"]) for one in said.get("licenses", [])]


def csvw(client):
    said = json_of(client, "/data/csv-metadata.json").get("dc:license")
    return [(said["@id"], None)] if said else []


def description_of_api(client):
    said = json_of(client, "/api/v1/openapi.json")["info"].get("license")
    return [(said["url"], said["name"])] if said else []


def root_of_api(client):
    said = json_of(client, "/api/v1").get("licence")
    return [(said["url"], said["name"])] if said else []


def turtle(client):
    return in_graph(body_of(client, "/data/catalog.ttl"), "turtle")


def json_ld_of_catalogue(client):
    return in_graph(body_of(client, "/data/catalog.jsonld"), "json-ld")


def in_graph(data, form):
    graph = rdflib.Graph().parse(data=data, format=form)
    return sorted({(str(one), None) for one in graph.objects(None, rdflib.DCTERMS.license)})


def json_ld_of_pages(client):
    found = []
    for address in ("/programs/", "/figures/", "/participants/", "/data/"):
        [block] = pages.parsed(client.get(address)).cssselect("script[type='application/ld+json']")
        nodes = json.loads(block.text)["@graph"]
        found += [one.get("license") for one in nodes if one["@type"] == "Dataset"]
    assert len(found) >= 4
    return [(one, None) for one in {*found}] if any(found) else []


def read_me(client):
    data = body_of(client, "/data/environmental-cooperation-data.zip")
    text = zipfile.ZipFile(io.BytesIO(data)).read("README.txt").decode()
    lines = text.rpartition("-------\n")[2].split()
    return [] if NONE_IN_READ_ME in text else [(lines[-1], " ".join(lines[:-1]))]


def citation(client):
    page = client.post(MAKE, pressed())["Location"]
    text = body_of(client, f"{page}citation.json").decode()
    return [(one, None) for one in LICENCES.findall(text)]


def linked(address, none):
    """What a page leads to as the licence, or nothing where it says `none` instead."""

    def on_page(client):
        [main] = pages.parsed(client.get(address)).cssselect("main")
        links = main.xpath(f".//a[@href='{ADDRESS}']")
        assert bool(links) != (none in pages.text_of(main))
        return [(one.get("href"), pages.text_of(one)) for one in links]

    return on_page


def snapshot(client):
    return linked(client.post(MAKE, pressed())["Location"], "None is set for the data.")(client)


READERS = {
    "Data Package": data_package,
    "CSV on the Web": csvw,
    "OpenAPI": description_of_api,
    "API": root_of_api,
    "DCAT in Turtle": turtle,
    "DCAT in JSON-LD": json_ld_of_catalogue,
    "JSON-LD of pages": json_ld_of_pages,
    "README of the archive": read_me,
    "citation": citation,
    "page of the data": linked("/data/", "No licence has been set for these data yet"),
    "page of the API": linked("/api/", "has not been decided yet"),
    "page of a snapshot": snapshot,
}


@pytest.mark.parametrize("name", READERS)
def test_a_licence_that_is_set_is_named(client, settings, name):
    settings.DATA_LICENCE, settings.DATA_LICENCE_NAME = ADDRESS, NAME
    [(address, called)] = READERS[name](client)
    assert address == ADDRESS
    assert called in (NAME, None)


@pytest.mark.parametrize("name", READERS)
def test_where_none_is_set_none_is_named(client, settings, name):
    settings.DATA_LICENCE = settings.DATA_LICENCE_NAME = ""
    assert READERS[name](client) == []
