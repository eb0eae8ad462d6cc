"""What a person sees: nothing runs over the edge, nothing is fetched from elsewhere."""

from urllib.parse import urlsplit

import pytest

from tests.test_pages import BUDGETS

SIZES = [{"width": 390, "height": 844}, {"width": 1280, "height": 900}]


@pytest.fixture
def requested(page):
    """The hosts that the pages asked for anything."""
    hosts = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    return hosts


def test_no_page_runs_over_the_edge_or_asks_another_host(portal, page, requested):
    for size in SIZES:
        page.set_viewport_size(size)
        for address in BUDGETS:
            assert page.goto(portal + address).status == 200
            wider = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert wider <= 0, (address, size)
    assert requested == {urlsplit(portal).netloc}


def test_a_visitor_filters_without_javascript_and_takes_the_csv_along(portal, browser):
    page = browser.new_context(java_script_enabled=False, accept_downloads=True).new_page()
    page.goto(f"{portal}/programs/")
    page.get_by_label("Indonesia").check()
    page.get_by_role("button", name="Show").click()
    assert page.url.endswith("country=IDN&year=") or "country=IDN" in page.url
    assert page.get_by_role("heading", level=3).all_inner_texts() == [
        "Sustainable Development for Indonesia"
    ]
    with page.expect_download() as download:
        page.get_by_role("link", name="All 1 as CSV").click()
    name = download.value.suggested_filename
    assert name.startswith("programs_")
    assert name.endswith("_country-idn.csv")
    page.get_by_role("link", name="Remove Country: Indonesia").click()
    assert page.get_by_role("heading", level=2, name="47 programs").is_visible()
    page.context.close()


def test_the_links_are_large_enough_to_touch(portal, page):
    page.set_viewport_size(SIZES[0])
    for address in ("/", "/programs/", "/participants/"):
        page.goto(portal + address)
        small = page.evaluate(
            """[...document.querySelectorAll('nav a, .download, button, summary, .grid > li > a')]
               .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 44)
               .map(one => one.outerHTML)"""
        )
        assert small == []
