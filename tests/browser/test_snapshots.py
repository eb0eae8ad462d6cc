"""A visitor cites a list with one click, and gets a page that everybody can use."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from tests.browser.test_accessibility import JUDGED, OPEN_ALL, OPTIONS, VIEWS


@pytest.fixture
def plain(browser):
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def cite(page, address):
    """Press the button of a list; it is the only one whose form makes a snapshot."""
    page.goto(address)
    page.locator("form[action$='/data/snapshots/make/'] button").click()
    page.wait_for_url("**/data/snapshots/*/")


def test_one_click_without_javascript_and_without_a_cookie_makes_a_snapshot(portal, plain):
    cite(plain, f"{portal}/programs/?country=CHN")
    first = plain.url
    expect(plain.get_by_role("heading", name="Programs: China")).to_be_visible()
    with plain.expect_download() as download:
        plain.get_by_role("link", name="These rows as CSV").click()
    assert download.value.suggested_filename.startswith("programs-")
    cite(plain, f"{portal}/programs/?country=CHN&sort=newest&utm_source=letter")
    expect(plain).to_have_url(first)
    assert plain.context.cookies() == []


def test_after_a_choice_the_button_is_for_what_is_shown_then(portal, page):
    page.goto(f"{portal}/figures/")
    page.locator("#by-institute-slc").check()
    page.wait_for_url("**institute=slc")
    page.get_by_role("button", name="Cite these rows").click()
    page.wait_for_url("**/data/snapshots/*/")
    expect(page.locator("aside").get_by_text("Institute: SLC")).to_be_visible()


@pytest.mark.parametrize("start", ["", "/ko"])
@pytest.mark.parametrize("table", ["programs", "figures"])
def test_axe_finds_no_violation_on_the_page_of_a_snapshot(portal, page, start, table):
    cite(page, f"{portal}{start}/{table}/")
    page.evaluate(AXE_SCRIPT)
    page.evaluate(OPEN_ALL)
    found = {}
    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found[width, scheme] = page.evaluate(JUDGED, OPTIONS)
        wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(wider)
    assert not any(found.values()), found


@pytest.mark.parametrize("what", ["text", "bib", "ris", "json"])
def test_a_citation_is_copied_with_a_click(portal, page, what):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=portal)
    cite(page, f"{portal}/programs/?country=CHN")
    page.evaluate(OPEN_ALL)
    page.locator(f"[data-copies=citation-{what}]").click()
    expect(page.locator(f"[data-copies=citation-{what}] + output")).to_have_text("Copied.")
    text = page.locator(f"#citation-{what}").text_content().strip()
    assert page.evaluate("navigator.clipboard.readText()") == text != ""


def test_where_copying_is_forbidden_the_text_is_selected(portal, page):
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page.goto(f"{portal}/api/")
    page.get_by_role("button", name="Copy curl").click()
    page.wait_for_function("() => getSelection().toString().startsWith('curl --fail')")


def test_without_javascript_there_is_no_button_that_does_nothing(portal, plain):
    plain.goto(f"{portal}/api/")
    buttons = plain.locator("[data-copies]").all()
    assert len(buttons) == 3
    assert all(one.is_hidden() for one in buttons)
