"""The bytes of each format, read by what reads it elsewhere, as rows by their key.

In a row what is missing is None, and a reader makes nothing else of it: an empty cell of a CSV, no
cell in a workbook, null in JSON, an attribute or a property that is absent.
"""

import csv
import io
import json

import openpyxl
from django.conf import settings
from django.urls import reverse
from lxml import etree

from keco_portal.open_data.tables import TABLES
from tests import pages
from tests.snapshots import MAKE, pressed

NUMBERS = {"value", "value_lower", "value_upper", "start_year", "end_year"}


def body_of(client, address):
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    data = pages.body(response)
    if "Content-Length" in response:
        assert int(response["Content-Length"]) == len(data)
    return data


def by_key(rows):
    """Rows by their first column, each key once."""
    rows = list(rows)
    found = {next(iter(row.values())): row for row in rows}
    assert len(found) == len(rows)
    return found


def csv_rows(data):
    """Rows of a CSV; a number there is its digits, and a missing one nothing at all."""
    assert data.startswith(b"\xef\xbb\xbf")
    for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        yield {name: of_cell(name, text) for name, text in row.items()}


def of_cell(name, text):
    if text == "":
        return None
    return int(text) if name in NUMBERS else text


def xlsx_rows(data):
    """Rows of the first sheet; a number there is a number, and a missing one no cell."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    header, *rows = book.worksheets[0].iter_rows(values_only=True)
    for cells in rows:
        row = dict(zip(header, cells, strict=True))
        for name, cell in row.items():
            assert isinstance(cell, int if name in NUMBERS else str) or cell is None, (name, cell)
        yield row


def desk_rows(client, model, file_format):
    """Rows as staff export them, by the number of the format in the form."""
    name = f"{model._meta.app_label}_{model._meta.model_name}"
    table = TABLES[f"{model._meta.model_name}s"].table
    chosen = {f"{table.__name__.lower()}_{column}": "on" for column in table.columns()}
    answer = client.post(
        reverse(f"admin:{name}_export"), {"format": file_format, "resource": "0"} | chosen
    )
    return {"0": csv_rows, "1": xlsx_rows}[file_format](pages.body(answer))


def facet_counts(client, address, facet):
    """{value: the count beside it} of the choices of one facet in the form of a list."""
    page = pages.parsed(client.get(address))
    return {
        box.get("value"): int(pages.text_of(box.getparent().cssselect(".number")[0]))
        for box in page.cssselect(f"input[type=checkbox][name={facet}]")
    }


def json_of(client, address):
    return json.loads(body_of(client, address))


def rows_of_api(client, resource, query=""):
    """All rows of a resource of the API that a filter lets through, page after page."""
    address = f"/api/v1/{resource}?page_size=20&{query}"
    while address:
        said = json_of(client, address)
        yield from said["results"]
        address = said["next"] and said["next"].removeprefix(settings.PUBLIC_ADDRESS)


def node_of(client, row):
    """What the page of a row says of it in JSON-LD."""
    page = pages.parsed(client.get(row.get_absolute_url()))
    [block] = page.cssselect('script[type="application/ld+json"]')
    of_it = f"{row.get_absolute_url()}#{row._meta.model_name}"
    [node] = [one for one in json.loads(block.text)["@graph"] if one["@id"].endswith(of_it)]
    return node


def last_part(address):
    """The key in an address, whole or in part."""
    return address.partition("#")[0].strip("/").rpartition("/")[2]


def activities(client):
    """The activities of IATI by the slug of their program."""
    root = etree.fromstring(body_of(client, "/data/iati/activities.xml"))
    return {one.find("other-identifier").get("ref"): one for one in root.iter("iati-activity")}


def snapshot_rows(client, table):
    """The rows of a snapshot that a click on the list makes."""
    answer = client.post(MAKE, pressed(table))
    return csv_rows(body_of(client, answer["Location"].rstrip("/") + ".csv"))
