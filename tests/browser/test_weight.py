"""What a page weighs: all that a browser fetches to show it, as it comes through the wire."""

import gzip
import http.client
import re
from urllib.parse import urljoin

import brotli
import pytest
from lxml import html

from tests.browser.addresses import PAGES

UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
FETCHED = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}
PROGRAM_LIST, WITH_MAP = 60_000, 90_000


class Wire:
    """Fetches what the portal serves.

    `weights` has the bytes of each body by its address; `refused` are addresses that had none.
    """

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.weights, self.refused = {}, set()

    def fetch(self, address):
        """The unpacked body of `address`, and what its type is."""
        self.connection.request("GET", address, headers={"Accept-Encoding": "gzip, deflate, br"})
        answer = self.connection.getresponse()
        packed = answer.read()
        self.weights[address] = len(packed)
        if answer.status != 200:
            self.refused.add(address)
        return UNPACK[answer.headers["Content-Encoding"]](packed), answer.headers["Content-Type"]

    def fetch_all(self, address):
        """`address` and whatever it needs, each once; the page."""
        body, kind = self.fetch(address)
        for needed in {urljoin(address, needed) for needed in needs(body, kind)}:
            if needed not in self.weights and not needed.startswith("data:"):
                self.fetch_all(needed)
        return body


def needs(body, kind):
    """The addresses of what a page, a style sheet or a script asks for by itself."""
    if "html" in kind:
        page = html.fromstring(body.decode())
        for link in page.cssselect("link[href]"):
            if FETCHED & set(link.get("rel").split()):
                yield link.get("href")
        yield from (one.get("src") for one in page.cssselect("script[src], img[src]"))
    elif "css" in kind:
        yield from re.findall(r"""url\(["']?([^"')#]+)""", body.decode())
    elif "javascript" in kind:
        yield from re.findall(r"""(?:from|import)\s*\(?["']([^"']+)""", body.decode())


@pytest.fixture(scope="module")
def weighed(served):
    """The bytes of all that each page needs, which is all there."""
    found = {}
    for address in PAGES:
        wire = Wire(served.port)
        wire.fetch_all(address)
        wire.connection.close()
        assert wire.refused <= {address}
        found[address] = wire.weights
    return found


def test_a_page_brings_its_style_its_font_and_its_mark(weighed):
    for address, weights in weighed.items():
        kinds = {needed.rpartition(".")[2] for needed in weights}
        assert {"css", "woff2", "svg"} <= kinds, address
        assert all(weights.values()), address


@pytest.mark.parametrize("language", ["", "/ko"])
def test_the_program_list_is_light(weighed, language):
    weights = weighed[f"{language}/programs/"]
    assert sum(weights.values()) <= PROGRAM_LIST, weights


def test_every_page_is_light_even_with_the_map(weighed):
    for address, weights in weighed.items():
        assert sum(weights.values()) <= WITH_MAP, (address, weights)
