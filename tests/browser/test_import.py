"""An import in a real browser: how far it is, its preview small and wide, twice and back again."""

import re

from playwright.sync_api import expect

from participants.models import Figure
from tests.browser.test_desk import TWO_WAYS, judged
from tests.desks import address
from tests.spreadsheets import FIGURE, as_csv

SENT = re.compile(r"/import/[0-9a-f-]{36}/$")
GOOD = [
    FIGURE | {"figure": f"browsed-{year}", "period_start": year, "period_end": year}
    for year in ("1960", "1961")
]
WRONG = FIGURE | {"figure": "browsed-wrong", "value": "about 30"}


def choose(page, rows, name="rows.csv"):
    page.goto(address(Figure, "import"))
    file = {"name": name, "mimeType": "text/csv", "buffer": as_csv(rows)}
    page.get_by_label("File").set_input_files(file)


def preview(page, rows):
    choose(page, rows)
    page.get_by_role("button", name="Show the preview").click()
    page.locator(".verdict").wait_for()


def expect_rows(page, *keys):
    """Wait until just the rows of these figures are shown."""
    rows = page.locator(".rows li:visible > p:first-child")
    expect(rows).to_have_text([re.compile(rf"{key}\s*$") for key in keys])


# Playwright itself looks at no page that another one is to replace: it is told by the console.
WATCH = """() => {
  const box = document.querySelector("#progress");
  const [words, bar] = box.children;
  const tell = () => console.debug(words.textContent, bar.value);
  new MutationObserver(tell).observe(box, {subtree: true, childList: true, attributes: true});
}"""


def test_the_page_says_how_far_a_file_is_until_its_preview_comes(staff):
    held = []
    staff.route(SENT, lambda route: held.append(route))
    said = {"words": "Its rows are compared.", "done": 3, "total": 6}
    staff.route("**/progress/", lambda route: route.fulfill(json=said))
    choose(staff, GOOD)
    staff.evaluate(WATCH)
    with staff.expect_console_message(lambda one: one.text == "Its rows are compared. 0.5"):
        staff.get_by_role("button", name="Show the preview").click(no_wait_after=True)
    held[0].continue_()
    staff.get_by_role("button", name="Confirm import").wait_for()


def test_a_preview_is_read_by_everybody(staff):
    preview(staff, [*GOOD, WRONG])
    assert judged(staff, TWO_WAYS) == []
    preview(staff, [{"figure": "slc-visitors-2000", "value": "125"}])
    assert judged(staff, TWO_WAYS) == []


def test_rows_of_one_kind_are_shown_alone_without_a_script(new_context, staff):
    page = new_context(
        locale="en-GB", java_script_enabled=False, storage_state=staff.context.storage_state()
    ).new_page()
    preview(page, [*GOOD, WRONG])
    expect_rows(page, "browsed-1960", "browsed-1961", "browsed-wrong")
    page.get_by_label("wrong: 1").check()
    expect_rows(page, "browsed-wrong")
    page.get_by_label("new: 2").check()
    expect_rows(page, "browsed-1960", "browsed-1961")


def test_a_double_click_imports_once_and_who_goes_back_is_told(staff):
    preview(staff, GOOD)
    staff.get_by_role("button", name="Confirm import").dblclick()
    staff.get_by_text("Imported: 2 new drafts.").wait_for()
    staff.go_back()
    button = staff.get_by_role("button", name="Confirm import")
    gone = staff.get_by_text("This file was imported already or is gone")
    button.or_(gone).wait_for()
    if button.count():  # as the browser kept it
        button.click()
    gone.wait_for()


def test_too_large_a_file_is_refused_in_place(staff, faults):
    staff.goto(address(Figure, "import"))
    file = {"name": "rows.csv", "mimeType": "text/csv", "buffer": b"a" * (10 * 1024**2 + 1)}
    staff.get_by_label("File").set_input_files(file)
    staff.get_by_role("button", name="Show the preview").click()
    staff.get_by_role("status").get_by_text("larger than 10 MB").wait_for()
    assert staff.url.endswith(address(Figure, "import"))
    faults.clear()  # the console says 413 too
