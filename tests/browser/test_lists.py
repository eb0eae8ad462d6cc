"""Lists in a browser: choices answer at once, Back restores them, and nothing needs a script."""

import re

import pytest
from playwright.sync_api import expect

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
MARK = "document.documentElement.dataset.mark"


@pytest.fixture
def programs(portal, page):
    """The list of programs, marked: another load of the page would lose the mark."""
    page.set_viewport_size(WIDE)
    page.goto(f"{portal}/programs/")
    page.evaluate(f"{MARK} = 'same page'")
    return page


def heading(page):
    return page.locator("#found")


def box(page, name):
    return page.get_by_role("checkbox", name=name)


def shows(page, words):
    """Wait until the heading of the results says `words`."""
    page.wait_for_function(
        "words => document.getElementById('found')?.textContent === words", arg=words
    )


def is_same_page(page):
    return page.evaluate(MARK) == "same page"


def query(page):
    return page.url.partition("?")[2]


def test_a_choice_changes_the_list_the_counts_and_the_address_at_once(programs):
    box(programs, "China").check()
    shows(programs, "7 programs")
    assert is_same_page(programs)
    assert query(programs) == "country=CHN"
    assert programs.locator("#facet-institute .choices li").all_inner_texts() != []
    assert programs.get_by_role("checkbox", name="SLC").count() == 0
    assert programs.locator("nav.language a").get_attribute("href") == "/ko/programs/?country=CHN"
    download = programs.get_by_role("link", name="All 7 as CSV")
    assert download.get_attribute("href") == "/programs.csv?country=CHN"


def test_the_number_found_is_announced_and_the_focus_stays(programs):
    box(programs, "China").focus()
    programs.keyboard.press("Space")
    shows(programs, "7 programs")
    assert programs.get_by_role("status").first.text_content() == "7 programs"
    assert programs.evaluate("document.activeElement.id") == "by-country-CHN"
    programs.keyboard.press("Space")
    shows(programs, "47 programs")
    assert query(programs) == ""
    assert programs.evaluate("document.activeElement.id") == "by-country-CHN"


def test_what_is_typed_is_looked_for_and_the_cursor_stays(programs):
    words = programs.get_by_role("searchbox", name="Words")
    words.press_sequentially("forum", delay=20)
    programs.wait_for_url(re.compile(r"\?q=forum$"))
    words.press_sequentially(" health", delay=20)
    programs.wait_for_url(re.compile(r"q=forum\+health$"))
    assert is_same_page(programs)
    assert words.input_value() == "forum health"
    assert programs.evaluate("document.activeElement.name") == "q"


def test_a_late_answer_does_not_replace_a_later_one(programs):
    held = []
    programs.route("**/programs/?country=CHN", lambda route: held.append(route))
    box(programs, "China").check()
    box(programs, "Indonesia").check()
    shows(programs, "8 programs")
    assert len(held) == 1
    for route in held:
        route.continue_()
    programs.wait_for_timeout(300)
    assert heading(programs).text_content() == "8 programs"
    assert query(programs) == "country=CHN&country=IDN"


def test_where_no_answer_comes_the_form_is_sent_as_any_other(programs, faults):
    def refuse(route):
        if route.request.resource_type == "fetch":
            route.abort()
        else:
            route.continue_()

    programs.route("**/programs/?*", refuse)
    with programs.expect_navigation():
        box(programs, "Indonesia").check()
    assert not is_same_page(programs)
    assert heading(programs).text_content() == "1 program"
    assert "country=IDN" in query(programs)
    faults.clear()


def test_back_restores_the_form_and_the_list(programs):
    box(programs, "China").check()
    shows(programs, "7 programs")
    box(programs, "NIER").check()
    programs.wait_for_function("() => location.search.includes('institute=nier')")
    programs.get_by_role("searchbox", name="Words").fill("health")
    programs.wait_for_function("() => location.search.includes('q=health')")
    programs.wait_for_timeout(300)  # whatever else would still change the list
    found = heading(programs).text_content()
    programs.locator(".programs a").first.click()
    programs.wait_for_url(re.compile(r"/programs/[a-z0-9-]+/$"))
    programs.go_back()
    shows(programs, found)
    assert box(programs, "China").is_checked()
    assert box(programs, "NIER").is_checked()
    assert not box(programs, "Japan").is_checked()
    assert programs.get_by_role("searchbox", name="Words").input_value() == "health"


def test_back_after_a_chip_brings_its_choice_back(programs):
    box(programs, "China").check()
    shows(programs, "7 programs")
    programs.get_by_role("link", name="Remove Country: China").click()
    shows(programs, "47 programs")
    assert not box(programs, "China").is_checked()
    programs.go_back()
    shows(programs, "7 programs")
    assert box(programs, "China").is_checked()


def test_the_order_is_changed_at_once_and_kept(programs):
    programs.get_by_label("Order").select_option("newest")
    programs.wait_for_url(re.compile(r"\?sort=newest$"))
    assert is_same_page(programs)
    box(programs, "China").check()
    programs.wait_for_url(re.compile(r"country=CHN&sort=newest$"))
    shows(programs, "7 programs")
    assert programs.get_by_label("Order").input_value() == "newest"
    assert programs.get_by_role("link", name="All 7 as CSV").get_attribute("href") == (
        "/programs.csv?country=CHN"
    )


def test_a_typed_year_becomes_a_choice_that_can_be_taken_away(programs):
    programs.locator("summary", has_text="Year").click()
    programs.get_by_label("Another year").fill("2016")
    programs.get_by_label("Another year").press("Tab")
    programs.wait_for_url(re.compile(r"\?year=2016$"))
    expect(box(programs, "2016")).to_be_checked()
    box(programs, "2016").click()  # it goes with the list, so nobody can see it unchecked
    shows(programs, "47 programs")
    expect(box(programs, "2016")).to_have_count(0)
    assert query(programs) == ""


def test_half_a_year_is_not_asked_for(programs):
    programs.locator("summary", has_text="Year").click()
    programs.get_by_label("Another year").fill("20")
    programs.get_by_label("Another year").press("Tab")
    programs.wait_for_timeout(300)
    assert is_same_page(programs)
    assert query(programs) == ""


def test_what_was_opened_stays_open(programs):
    programs.locator("summary", has_text="Theme").click()
    programs.locator("#more-theme summary").click()
    box(programs, "NIER").check()
    shows(programs, "14 programs")
    assert programs.locator("#facet-theme").get_attribute("open") is not None
    if programs.locator("#more-theme").count():
        assert programs.locator("#more-theme").get_attribute("open") is not None


def test_on_a_phone_the_filter_is_one_line_that_says_how_much_is_set(portal, page):
    page.set_viewport_size(NARROW)
    page.goto(f"{portal}/programs/?country=CHN&country=JPN&state=active")
    summary = page.locator("#facets > summary")
    assert summary.inner_text().split() == ["Filter", "3"]
    expect(box(page, "China")).to_be_hidden()
    summary.click()
    box(page, "Japan").uncheck()
    shows(page, "6 programs")
    expect(box(page, "China")).to_be_visible()
    page.get_by_role("button", name="Show 6 results").click()
    page.locator("#results:focus").wait_for()
    expect(box(page, "China")).to_be_hidden()
    expect(page.locator("#found")).to_be_visible()


def test_without_a_script_the_form_and_the_order_work(portal, browser):
    context = browser.new_context(java_script_enabled=False, viewport=WIDE)
    page = context.new_page()
    page.goto(f"{portal}/programs/")
    box(page, "China").check()
    page.get_by_label("Order").select_option("oldest")
    page.get_by_role("button", name="Sort").click()
    expect(heading(page)).to_have_text("7 programs")
    assert box(page, "China").is_checked()
    assert page.get_by_label("Order").input_value() == "oldest"
    with page.expect_navigation():
        page.locator(".programs a").first.click()
    page.go_back()
    assert box(page, "China").is_checked()
    context.close()


def test_an_empty_list_leads_on(programs):
    box(programs, "Indonesia").check()
    shows(programs, "1 program")
    programs.get_by_role("searchbox", name="Words").fill("forum")
    shows(programs, "0 programs")
    programs.get_by_role("link", name="Without Words: forum").click()
    shows(programs, "1 program")


@pytest.mark.parametrize(
    ("address", "words"), [("/figures/", "figures"), ("/participants/", "figures of people")]
)
def test_figures_answer_at_once_too(portal, page, address, words):
    page.set_viewport_size(WIDE)
    page.goto(portal + address)
    page.evaluate(f"{MARK} = 'same page'")
    number = page.locator("label", has=box(page, "visits")).locator(".number").inner_text()
    box(page, "visits").check()
    shows(page, f"{number} {words}")
    assert is_same_page(page)
