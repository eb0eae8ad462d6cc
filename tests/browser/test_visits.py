"""Ways through the portal, with and without JavaScript."""

import csv
import re

import pytest
from playwright.sync_api import expect

from tests.browser.addresses import ENGLISH


@pytest.fixture
def plain_page(new_context):
    """A page of a browser without JavaScript."""
    return new_context(java_script_enabled=False).new_page()


def programs(page):
    return page.locator(".programs").get_by_role("heading", level=3)


def test_the_language_switch_stays_on_the_page_and_keeps_the_filter(page):
    page.goto("/programs/?country=CHN&country=JPN&year=2014")
    count = programs(page).count()
    page.locator("header").get_by_role("link", name="한국어").click()
    page.wait_for_url("/ko/programs/?country=CHN&country=JPN&year=2014")
    assert page.locator("html").get_attribute("lang") == "ko"
    assert programs(page).count() == count
    page.locator("header").get_by_role("link", name="English").click()
    page.wait_for_url("/programs/?country=CHN&country=JPN&year=2014")
    assert page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize("prefix", ["", "/ko"])
def test_a_visitor_filters_without_javascript_and_takes_the_csv_along(plain_page, prefix):
    page = plain_page
    page.goto(f"{prefix}/programs/")
    everything = programs(page).count()
    page.get_by_label("Indonesia" if not prefix else "인도네시아").check()
    page.locator("form:has(input[name=country])").locator("button").first.click()
    expect(programs(page)).to_have_count(1)
    assert "country=IDN" in page.url
    with page.expect_download() as download:
        page.locator("a[href*='/programs.csv']").first.click()
    name = download.value.suggested_filename
    assert re.fullmatch(r"programs_[\d-]+_country-idn\.csv", name)
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        found = [row["program"] for row in csv.DictReader(file)]
    assert found == ["ehrd-indonesia-sustainable-development"]
    page.locator(".chosen a").first.click()
    expect(programs(page)).to_have_count(everything)
    assert "country=IDN" not in page.url


def test_every_page_is_whole_without_javascript(page, plain_page):
    for address in ENGLISH:
        texts = []
        for visit in (page, plain_page):
            visit.goto(address)
            texts.append(visit.locator("main h1, main h2").all_inner_texts())
        assert texts[0] == texts[1], address


def test_a_visitor_comes_from_home_to_a_country_and_its_programs_without_javascript(plain_page):
    page = plain_page
    page.goto("/")
    page.locator("nav a[href='/countries/']").first.click()
    page.locator("main .counts a[href='/countries/CHN/']").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("China")
    page.locator("main a[href^='/programs/']").first.click()
    expect(page.locator(".figures, .facts, dl").first).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
