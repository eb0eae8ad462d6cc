"""Whoever has no mouse reaches everything, in the order of the page, and sees where they are."""

import pytest
from playwright.sync_api import expect

# What can be operated and is shown: each gets a number.
NUMBER_ALL = """
() => {
    const kinds = 'a[href], button, input, select, textarea, summary, [tabindex]';
    const shown = [...document.querySelectorAll(kinds)].filter(one =>
        one.tabIndex >= 0 && !one.disabled && one.type !== 'hidden'
        && one.checkVisibility({visibilityProperty: true}));
    // Of radio buttons of one name the Tab key stops at one; arrows lead to the others.
    const names = new Set();
    const stops = shown.filter(one => {
        if (one.type !== 'radio') return true;
        const fresh = !names.has(one.name);
        names.add(one.name);
        return fresh;
    });
    stops.forEach((one, number) => { one.dataset.number = number; });
    return stops.length;
}
"""
# The number of what has the focus, and whether one can see that it has.
FOCUSED = """
() => {
    const one = document.activeElement, style = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const inside = box.width > 0 && box.bottom > 0 && box.right > 0
        && box.top < innerHeight && box.left < innerWidth;
    return {number: one.dataset.number ?? null, seen: outlined && inside,
            html: one.outerHTML.slice(0, 160)};
}
"""
ADDRESSES = [
    *("/", "/programs/?country=CHN", "/programs/nier-tripartite-joint-research/"),
    *("/countries/CHN/", "/participants/", "/ko/programs/?country=CHN"),
]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", ADDRESSES)
def test_the_tab_key_reaches_everything_and_shows_where_it_is(page, address, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    stops = page.evaluate(NUMBER_ALL)
    assert stops > 10
    reached = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert focused["seen"], focused["html"]
        reached.append(int(focused["number"]))
    assert reached == list(range(stops))


def test_the_first_stop_leads_past_the_navigation(page):
    page.goto("/programs/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_filter_opens_and_is_set_by_the_keyboard(page):
    page.goto("/programs/")
    page.locator("#facet-kind > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#facet-kind') !== null")
    page.keyboard.press("Space")
    assert page.locator(":focus").is_checked()
