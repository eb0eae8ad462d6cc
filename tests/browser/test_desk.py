"""The desk in a real browser: axe-core finds nothing, in both languages, by day and by night, small
and wide; and nothing is asked of another host (`faults` in conftest.py)."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from tests.browser.test_accessibility import JUDGED, OPEN_ALL, OPTIONS, THIN_OUT
from tests.browser.test_feedback import read_a_while
from tests.served import accounts

# It fetches style sheets once more, and those that one names by @import from the wrong address.
OPTIONS = OPTIONS | {"preload": False}
# Django's tables of rows in a form: the first column says what a row is, and has no heading.
KNOWN = 'empty-table-header: <th class="original">'
# Each screen is looked at as most people do and as fewest do; those of every day in all ways.
LANGUAGES = {
    "en": ("en-GB", [(1280, "light"), (1280, "dark")]),
    "ko": ("ko-KR", [(390, "dark"), (390, "light")]),
}
TWO_WAYS = [(1280, "light"), (390, "dark")]
OF_EVERY_DAY = ["/admin/", "/admin/programs/program/", "{program}change/"]
FIGURE = "keco-pilot-projects-by-2013"
OF_PUBLISHERS = [
    "/admin/",
    "/admin/programs/program/",
    "/admin/participants/figure/?waiting=unconfirmed",
    "/admin/programs/program/add/",
    "{program}change/",
    "{program}history/",
    "{program}withdraw/",
    "/admin/programs/program/import/",
    "/admin/programs/program/export/",
    "/admin/programs/program/imports/",
    "/admin/participants/proposal/",
    "/admin/programs/program/?q=forum",
    "{proposal}change/",
    "{question}change/",
    "/admin/programs/partner/",
    "/admin/second-factor/",
    "/admin/password_change/",
]
OF_ADMINISTRATORS = [
    "/admin/programs/source/add/",
    "/admin/programs/source/1/delete/",
    "/admin/institutes/account/2/change/",
    "/admin/sign-in/people/2/",
    "/admin/keco_portal/rating/",
]
SCREENS = [
    (None, "/admin/login/"),
    *(("publisher", address) for address in OF_PUBLISHERS),
    *(("admin", address) for address in OF_ADMINISTRATORS),
]


def sign_in(page, name, password):
    page.goto("/admin/login/")
    page.locator("[name=username]").fill(name)
    page.locator("[name=password]").fill(password)
    page.locator("#login-form [type=submit]").click()
    page.wait_for_url("/admin/")


@pytest.fixture(scope="module")
def cookies(browser, portal, served):
    """What a browser keeps of an account that is signed in, by its name."""
    kept = {}
    for name in ("admin", "publisher", "editor"):
        context = browser.new_context(base_url=portal, locale="en-GB")
        sign_in(context.new_page(), name, accounts(served.said)[name])
        kept[name] = context.storage_state()
        context.close()
    return kept


@pytest.fixture(scope="module")
def places(browser, portal, cookies):
    """Addresses of a public program, of a change of it that waits, and of a question."""
    context = browser.new_context(base_url=portal, locale="en-GB", storage_state=cookies["editor"])
    page = context.new_page()
    page.goto(f"/figures/{FIGURE}/report/")
    read_a_while()
    page.get_by_label("What is wrong").fill("The source says another number.")
    with page.expect_navigation():
        page.get_by_role("button", name="Send").click()
    found = {}
    for kind in ("program", "proposal", "question"):
        if kind == "proposal":
            page.goto(f"{found['program']}change/")
            page.locator("#id_name_en").fill("A name that waits")
            page.locator("[name=_save]").click()
            page.locator(".messagelist").wait_for()
        app = "programs" if kind == "program" else "participants"
        page.goto(f"/admin/{app}/{kind}/")
        link = page.locator("#result_list tbody th a").first.get_attribute("href")
        found[kind] = link.partition("change/")[0]
    context.close()
    return found


def judged(page, views):
    """What axe finds on `page` at each of `views`, and whether it is wider than the screen."""
    page.evaluate(AXE_SCRIPT)
    page.evaluate(OPEN_ALL)
    page.evaluate(THIN_OUT)
    found = []
    for width, scheme in views:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += [one for one in page.evaluate(JUDGED, OPTIONS) if not one.startswith(KNOWN)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"wider than {width} pixels")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "address"), SCREENS)
def test_axe_finds_no_violation(new_context, cookies, places, name, address, language):
    locale, views = LANGUAGES[language]
    views = views if address in OF_EVERY_DAY else views[:1]
    page = new_context(locale=locale, storage_state=cookies.get(name)).new_page()
    assert page.goto(address.format(**places)).status == 200
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1
    assert judged(page, views) == []


@pytest.fixture
def publisher(new_context, cookies):
    return new_context(locale="en-GB", storage_state=cookies["publisher"]).new_page()


def test_axe_finds_no_violation_in_the_preview_of_an_import(publisher):
    publisher.goto("/admin/programs/program/import/")
    rows = b"program,name\nkeco-seoul-initiative-secretariat,Another name\n"
    file = {"name": "programs.csv", "mimeType": "text/csv", "buffer": rows}
    publisher.locator("[name=import_file]").set_input_files(file)
    publisher.get_by_role("button", name="Show the preview").click()
    publisher.get_by_role("button", name="Confirm import").wait_for()
    assert judged(publisher, TWO_WAYS) == []


def test_axe_finds_no_violation_in_the_comparison_of_two_who_save(
    new_context, cookies, places, faults
):
    context = new_context(locale="en-GB", storage_state=cookies["publisher"])
    first, second = context.new_page(), context.new_page()
    for page in (first, second):
        page.goto(f"{places['program']}change/")
    for page, name in ((first, "One name"), (second, "Another name")):
        page.locator("#id_name_en").fill(name)
        with page.expect_navigation():
            page.locator("[name=_save]").click()
    second.locator(".comparison").wait_for()
    assert judged(second, TWO_WAYS) == []
    assert len(faults) == 1
    assert "409" in faults.pop()


def test_a_field_that_is_chosen_by_typing_says_what_it_is(publisher):
    publisher.goto("/admin/programs/program/add/")
    for name in ("Institute", "Parent", "Themes"):
        assert (
            publisher.get_by_role("combobox", name=name)
            .or_(publisher.get_by_role("searchbox", name=name))
            .count()
        )


def test_the_language_is_chosen_by_a_button_and_stays(publisher):
    publisher.goto("/admin/programs/program/")
    publisher.get_by_role("button", name="한국어").click()
    expect(publisher.locator("html")).to_have_attribute("lang", "ko")
    assert publisher.url.endswith("/admin/programs/program/")
    publisher.goto("/admin/")
    publisher.get_by_role("button", name="English").click()
    expect(publisher.locator("html")).to_have_attribute("lang", "en")
