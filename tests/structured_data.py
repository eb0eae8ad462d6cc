"""Reads the JSON-LD in the head of a page."""

import json

from tests import pages


def blocks(response):
    return [
        script.text
        for script in pages.parsed(response).cssselect('head script[type="application/ld+json"]')
    ]


def document(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    [block] = blocks(response)
    return json.loads(block)


def of_type(document, kind):
    return [node for node in document["@graph"] if node["@type"] == kind]


def main(document):
    """The node that the page is about."""
    page = document["@graph"][0]
    [node] = [node for node in document["@graph"] if node["@id"] == page["mainEntity"]["@id"]]
    return node
