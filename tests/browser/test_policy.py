"""The policy of content in a real browser: nothing that a page or the admin uses breaks it."""

import pytest

from participants.models import Figure, Proposal, Question
from programs.models import Program
from tests.desks import OURS, address
from tests.spreadsheets import FIGURE, as_csv

INLINE = {
    "style": "document.body.setAttribute('style', 'color: red')",
    "script": "document.body.append(Object.assign(document.createElement('script'), "
    "{textContent: 'window.ran = true'}))",
}


@pytest.mark.parametrize("kind", INLINE)
def test_what_is_inline_would_be_stopped_and_heard(page, faults, kind):
    page.goto("/")
    with page.expect_console_message(lambda one: "Content Security Policy" in one.text):
        page.evaluate(INLINE[kind])
    assert page.evaluate("window.ran") is None
    assert len(faults) == 1
    faults.clear()


def test_what_comes_from_elsewhere_would_be_stopped_and_heard(page, faults):
    page.goto("/")
    image = "Object.assign(new Image(), {src: 'http://localhost:1/'})"
    with page.expect_console_message(lambda one: "Content Security Policy" in one.text):
        page.evaluate(f"document.body.append({image})")
    assert faults
    faults.clear()


@pytest.mark.parametrize("address", ["/", "/ko/programs/", "/figures/slc-visitors-2000/"])
def test_data_for_search_engines_is_no_script_to_the_policy(page, faults, address):
    page.goto(address)
    assert page.locator('head script[type="application/ld+json"]').count() == 1
    page.wait_for_timeout(200)
    assert faults == []


@pytest.mark.parametrize("model", OURS, ids=[model.__name__ for model in OURS])
def test_no_page_of_a_desk_breaks_the_policy(staff, faults, model):
    assert staff.goto(address(model, "changelist")).status == 200
    link = staff.locator("#result_list tbody th a").first
    # Nobody has proposed or asked anything yet.
    assert link.count() or model in (Proposal, Question)
    row = link.get_attribute("href").partition("/change/")[0] if link.count() else None
    if staff.locator(".addlink").count():
        assert staff.goto(address(model, "add")).status == 200
    for act in ("change", "history") if row else ():
        assert staff.goto(f"{row}/{act}/").status == 200
    if row and staff.goto(f"{row}/delete/").status != 200:
        # What was public is withdrawn instead, which the console says too.
        assert [fault for fault in faults if "403 (Forbidden)" not in fault] == []
        faults.clear()


def test_choosing_in_the_admin_breaks_no_policy(staff):
    staff.goto(address(Figure, "add"))
    staff.locator(".field-program .select2-selection").first.click()
    staff.locator(".select2-search__field").fill("Indonesia")
    staff.locator(".select2-results__option", has_text="Indonesia").first.click()
    staff.goto(address(Program, "changelist"))
    staff.locator("#changelist-filter summary").first.click()
    staff.locator("input.action-select").first.check()
    staff.locator("select[name=action]").select_option("delete_selected")
    staff.get_by_role("button", name="Run").or_(staff.get_by_role("button", name="Go")).click()
    staff.get_by_text("what is public can be withdrawn").wait_for()


def test_spreadsheets_go_out_and_come_in_without_breaking_the_policy(staff):
    staff.goto(address(Figure, "import"))
    file = {"name": "rows.csv", "mimeType": "text/csv", "buffer": as_csv([FIGURE])}
    staff.locator("input[type=file]").set_input_files(file)
    staff.get_by_role("button", name="Show the preview").click()
    staff.get_by_role("button", name="Confirm import").click()
    staff.get_by_text("Imported: ").wait_for()
    staff.goto(address(Figure, "export"))
    staff.get_by_label("All columns").uncheck()
    staff.locator("#id_figuretable_figure").check()
    staff.locator("#id_figuretable_value").check()
    staff.locator("select[name=format]").select_option(label="csv")
    with staff.expect_download() as download:
        staff.get_by_role("button", name="Export").click()
    header = download.value.path().read_text(encoding="utf-8-sig").splitlines()[0]
    assert header == "figure,value"
