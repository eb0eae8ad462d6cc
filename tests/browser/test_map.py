"""The map under a visitor's hands: by keyboard, by pointer, and on a small screen."""

import pytest


@pytest.fixture
def countries(portal, page):
    """The page of countries in a window of a common size."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{portal}/countries/")
    return page


def focused(page):
    return page.evaluate("document.activeElement.getAttribute('aria-label')")


def test_the_keyboard_reaches_each_country_once_and_enters_it(countries):
    countries.locator(".whole a").first.focus()
    labels = countries.locator(".whole a").evaluate_all(
        "links => links.map(link => link.getAttribute('aria-label'))"
    )
    reached = [focused(countries)]
    for _ in labels[1:]:
        countries.keyboard.press("Tab")
        reached.append(focused(countries))
    assert reached == labels
    countries.keyboard.press("Tab")
    assert countries.evaluate("document.activeElement.closest('.counts') !== null")
    countries.locator(".whole a[href$='/IDN/']").focus()
    countries.keyboard.press("Enter")
    countries.wait_for_url("**/countries/IDN/")
    assert countries.get_by_role("heading", level=1).inner_text() == "Indonesia"


def test_focus_can_be_seen_on_the_map(countries):
    shape = countries.locator("#at-AUS")
    fill = "shape => getComputedStyle(shape).fill"
    before = shape.evaluate(fill)
    countries.locator(".whole a").nth(1).focus()
    countries.keyboard.press("Shift+Tab")
    link = countries.locator(".whole a[href$='/AUS/']")
    assert link.evaluate("link => link.matches(':focus-visible')")
    assert shape.evaluate(fill) != before
    assert link.evaluate("link => getComputedStyle(link).outlineStyle") == "solid"


def test_the_inset_leads_to_a_country_by_the_pointer(countries):
    box = countries.locator(".inset a[href$='/CHN/'] use").bounding_box()
    inset = countries.locator(".inset").bounding_box()
    middle = inset["x"] + inset["width"] * 0.35, inset["y"] + inset["height"] * 0.45
    assert box["x"] < middle[0] < box["x"] + box["width"]
    countries.mouse.click(*middle)
    countries.wait_for_url("**/countries/CHN/")


def test_the_inset_clones_have_the_colours_of_the_map(countries):
    """A clone without its colour would be black on both."""
    picture = countries.locator(".inset")
    assert picture.evaluate("one => getComputedStyle(one).getPropertyValue('--named').trim()")
    assert countries.locator("#at-CHN").evaluate("one => getComputedStyle(one).fill") == (
        "rgb(0, 99, 74)"
    )


def test_on_a_small_screen_the_inset_stands_below_and_the_list_is_large_enough(portal, page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{portal}/countries/")
    whole, inset = (page.locator(one).bounding_box() for one in (".whole", ".inset"))
    assert inset["y"] >= whole["y"] + whole["height"]
    assert whole["width"] > 340
    heights = page.locator(".counts tbody a, .regions a").evaluate_all(
        "links => links.map(link => link.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44
