"""axe-core judges every type of page, in both languages, by day and by night, small and wide."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.browser.addresses import PAGES

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
JUDGED = """
async options => (await axe.run(options)).violations.flatMap(rule =>
    rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 200)} (${node.failureSummary})`))
"""
OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"
# Rows alike are judged once; four views of a long list would take a minute otherwise.
THIN_OUT = """
document.querySelectorAll('main :is(ul, ol, tbody, fieldset, g)').forEach(
    list => [...list.children].slice(8).forEach(row => row.remove()))
"""
VIEWS = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_no_violation(page, address):
    page.goto(address)
    page.evaluate(AXE_SCRIPT)
    page.evaluate(OPEN_ALL)
    found = {}
    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found[width, scheme] = page.evaluate(JUDGED, OPTIONS)
        page.evaluate(THIN_OUT)
    assert not any(found.values()), found


def test_axe_would_find_a_violation(page):
    page.goto("/")
    page.evaluate(AXE_SCRIPT)
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert [found.partition(":")[0] for found in page.evaluate(JUDGED, OPTIONS)] == ["image-alt"]
