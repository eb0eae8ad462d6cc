"""A visitor says how satisfied they are, by keyboard and without JavaScript."""

import time

import pytest
from playwright.sync_api import expect

from institutes.visitors.tokens import YOUNGEST


def read_a_while():
    time.sleep(YOUNGEST + 1.1)


@pytest.fixture
def plain(browser):
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_visitor_answers_at_the_foot_without_javascript_and_goes_back(portal, plain):
    plain.goto(f"{portal}/frameworks/")
    read_a_while()
    plain.get_by_label("Very satisfied").check()
    plain.get_by_text("Add a comment").click()
    plain.get_by_label("What should be better").fill("Short and clear.")
    plain.get_by_role("button", name="Send").click()
    expect(plain.get_by_role("heading", name="Thank you")).to_be_visible()
    plain.get_by_role("link", name="Back to the page").click()
    expect(plain).to_have_url(f"{portal}/frameworks/")
    assert plain.context.cookies() == []


def test_a_visitor_reports_a_problem_with_a_figure_without_javascript(portal, plain):
    plain.goto(f"{portal}/figures/slc-visitors-2000/")
    plain.get_by_role("link", name="Report a problem with this figure").click()
    read_a_while()
    plain.get_by_label("What is wrong").fill("The source says 400.")
    plain.get_by_role("button", name="Send").click()
    expect(plain.get_by_role("heading", name="Thank you")).to_be_visible()
    plain.get_by_role("link", name="Back to the figure").click()
    expect(plain).to_have_url(f"{portal}/figures/slc-visitors-2000/")
    assert plain.context.cookies() == []


def test_what_was_typed_too_fast_is_shown_again_and_can_be_sent(portal, plain):
    for _ in range(5):  # a busy machine may need as long as somebody who reads
        plain.goto(f"{portal}/feedback/?page=/programs/")
        plain.get_by_label("Dissatisfied", exact=True).check()
        plain.get_by_label("What should be better").fill("Too fast")
        with plain.expect_navigation():
            plain.get_by_role("button", name="Send").click()
        if not plain.get_by_role("heading", name="Thank you").count():
            break
    assert "faster than anybody reads" in plain.get_by_role("alert").inner_text()
    assert plain.get_by_label("What should be better").input_value() == "Too fast"
    assert plain.get_by_label("Dissatisfied", exact=True).is_checked()
    read_a_while()
    plain.get_by_role("button", name="Send").click()
    expect(plain.get_by_role("heading", name="Thank you")).to_be_visible()


def test_the_keyboard_meets_no_field_that_people_do_not_see(portal, page):
    page.goto(f"{portal}/feedback/?page=/programs/")
    page.locator("input[name=score]").first.focus()
    met = []
    for _ in range(5):
        page.keyboard.press("Tab")
        met.append(page.evaluate("document.activeElement.name || document.activeElement.tagName"))
    assert met == ["SUMMARY", "A", "comment", "BUTTON", "A"]
    expect(page.locator("input[name=homepage]")).to_be_hidden()


def test_the_answers_are_large_enough_to_touch(portal, page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{portal}/frameworks/")
    for what in (".scores label", ".satisfaction summary", ".satisfaction button"):
        heights = [one.bounding_box()["height"] for one in page.locator(what).all()]
        assert heights
        assert min(heights) >= 44, what
