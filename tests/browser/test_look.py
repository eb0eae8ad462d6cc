"""What a person sees: nothing runs over the edge, night is dark, paper is white, nothing moves."""

import pytest

from tests.browser.addresses import PAGES

NARROW = {"width": 390, "height": 844}
SIZES = [{"width": 320, "height": 640}, NARROW, {"width": 1280, "height": 900}]
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# The luminance (0 black to 1 white) of the ground and of the words on it.
LUMINANCES = """
() => {
    const drawn = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    const luminance = colour => {
        drawn.fillStyle = 'white';
        drawn.fillRect(0, 0, 1, 1);
        drawn.fillStyle = colour;
        drawn.fillRect(0, 0, 1, 1);
        const [red, green, blue] = drawn.getImageData(0, 0, 1, 1).data;
        return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
    };
    const style = getComputedStyle(document.body);
    return [luminance(style.backgroundColor), luminance(style.color)];
}
"""
# Whatever takes longer than an instant to change, or goes on moving.
MOVING = """
() => {
    const lasting = value => value.split(',').some(one => parseFloat(one) > 0.01);
    const sides = [null, '::before', '::after'];
    return [...document.querySelectorAll('*')].filter(one => sides.some(side => {
        const style = getComputedStyle(one, side);
        return lasting(style.transitionDuration)
            || (style.animationName !== 'none' && lasting(style.animationDuration))
            || style.scrollBehavior === 'smooth';
    })).map(one => one.outerHTML.slice(0, 200));
}
"""
SMALL = """
() => [...document.querySelectorAll(
        'nav a, .download, button, summary, .grid > li > a, h3 a, .cards .name a')]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 44)
    .map(one => one.outerHTML.slice(0, 200))
"""


def test_no_page_runs_over_the_edge(page):
    for address in PAGES:
        page.goto(address)
        for size in SIZES:
            page.set_viewport_size(size)
            assert page.evaluate(TOO_WIDE) <= 0, (address, size)


@pytest.mark.parametrize("address", ["/", "/ko/programs/", "/nowhere/"])
def test_night_is_dark_and_day_is_light(page, address):
    page.goto(address)
    page.emulate_media(color_scheme="dark")
    ground, words = page.evaluate(LUMINANCES)
    assert ground < 0.15
    assert words > 0.7
    page.emulate_media(color_scheme="light")
    ground, words = page.evaluate(LUMINANCES)
    assert ground > 0.9
    assert words < 0.2


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/programs/?country=CHN&year=2014&kind=forum", "/ko/figures/"])
def test_paper_is_white_and_bears_the_content_only(page, address, scheme):
    page.goto(address)
    page.emulate_media(media="print", color_scheme=scheme)
    page.set_viewport_size({"width": 720, "height": 1000})  # A4, less its margins
    ground, words = page.evaluate(LUMINANCES)
    assert ground > 0.99
    assert words < 0.2
    assert page.locator("h1").is_visible()
    assert page.locator("main").get_by_role("link").first.is_visible()
    assert page.evaluate(TOO_WIDE) <= 0
    for hidden in ("header nav", "form", "button", ".skip"):
        for element in page.locator(hidden).all():
            assert not element.is_visible(), hidden


@pytest.mark.parametrize("address", ["/", "/programs/", "/countries/", "/participants/"])
def test_nothing_moves_where_a_visitor_asked_for_that(page, address):
    page.goto(address)
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(MOVING) != []
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(MOVING) == []


def test_the_links_are_large_enough_to_touch(page):
    page.set_viewport_size(NARROW)
    for address in ("/", "/programs/", "/participants/", "/ko/countries/"):
        page.goto(address)
        assert page.evaluate(SMALL) == [], address


def test_letters_are_drawn_in_the_portals_font_and_hangul_in_the_systems(page):
    page.goto("/")
    page.evaluate("document.fonts.ready.then(() => null)")
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    custom = {}
    for words in ("h1", ".language a"):
        node = session.send("DOM.querySelector", {"nodeId": root, "selector": words})["nodeId"]
        fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        custom[words] = {font["isCustomFont"] for font in fonts}
    assert custom == {"h1": {True}, ".language a": {False}}
