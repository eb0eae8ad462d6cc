"""The policy of content in a real browser: nothing that a page or the admin uses breaks it."""

import pytest
from django.contrib.auth.models import User

from keco_portal.models import Rating
from participants.models import Figure
from programs.models import Program
from tests.desks import OURS, address
from tests.ratings import make_rating
from tests.spreadsheets import FIGURE, as_csv
from tests.test_pages import BUDGETS


@pytest.fixture
def complaints(page):
    """What the console and the pages' scripts complain of, with the page it happened on."""
    found = []

    def heard(message):
        if message.type in ("error", "warning"):
            found.append((page.url, message.text))

    page.on("console", heard)
    page.on("pageerror", lambda error: found.append((page.url, str(error))))
    return found


@pytest.fixture
def desk_pages(portal, account):
    """The pages of one row of every desk, asked for before the browser starts."""
    shown = [(model, model.objects.first().pk) for model in (*OURS, User)]
    return [
        *(address(model, act) for model, _ in shown for act in ("changelist", "add")),
        *(address(model, act, key) for model, key in shown for act in ("change", "history")),
        *(address(model, "delete", key) for model, key in shown),
        address(Rating, "changelist"),
        address(Rating, "change", make_rating(comment="Quite good").pk),
        address(Rating, "export"),
    ]


@pytest.fixture
def account(portal):
    return User.objects.create_superuser("staff", password="a long enough one")


@pytest.fixture
def staff(portal, account, page):
    """The page of somebody who may do everything in the admin."""
    page.goto(f"{portal}/admin/")
    page.get_by_label("Username").fill("staff")
    page.get_by_label("Password").fill("a long enough one")
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("heading", name="What the portal shows").wait_for()
    return page


def test_no_public_page_breaks_the_policy(portal, page, complaints):
    for path in [*BUDGETS, *(f"/ko{path}" for path in BUDGETS)]:
        page.goto(portal + path)
    assert complaints == []


def test_what_is_inline_would_be_stopped_and_heard(portal, page, complaints):
    page.goto(portal)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">')")
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), "
                  "{textContent: 'window.ran = true'}))")  # fmt: skip
    assert page.evaluate("window.ran") is None
    assert len(complaints) >= 2
    assert all("Content Security Policy" in words for _, words in complaints)


def test_no_page_of_a_desk_breaks_the_policy(portal, desk_pages, staff, complaints):
    for path in desk_pages:
        assert staff.goto(portal + path).status == 200
    assert complaints == []


def test_choosing_in_the_admin_breaks_no_policy(portal, staff, complaints):
    staff.goto(portal + address(Figure, "add"))
    staff.locator(".field-program .select2-selection").first.click()
    staff.locator(".select2-search__field").fill("Indonesia")
    staff.locator(".select2-results__option", has_text="Indonesia").first.click()
    staff.goto(portal + address(Program, "changelist"))
    staff.locator("#changelist-filter summary").first.click()
    staff.locator("input.action-select").first.check()
    staff.locator("select[name=action]").select_option("delete_selected")
    staff.get_by_role("button", name="Run").or_(staff.get_by_role("button", name="Go")).click()
    staff.get_by_role("heading", name="Delete").first.wait_for()
    assert complaints == []


def test_spreadsheets_go_out_and_come_in_without_breaking_the_policy(portal, staff, complaints):
    staff.goto(portal + address(Figure, "import"))
    file = {"name": "rows.csv", "mimeType": "text/csv", "buffer": as_csv([FIGURE])}
    staff.locator("input[type=file]").set_input_files(file)
    assert staff.locator("select[name=format] option:checked").inner_text() == "csv"
    staff.get_by_role("button", name="Submit").click()
    staff.get_by_role("button", name="Confirm import").click()
    staff.get_by_text("Import finished").wait_for()
    staff.goto(portal + address(Figure, "export"))
    staff.get_by_label("All of them").uncheck()
    staff.locator("#id_figuretable_figure").check()
    staff.locator("#id_figuretable_value").check()
    staff.locator("select[name=format]").select_option(label="csv")
    with staff.expect_download() as download:
        staff.get_by_role("button", name="Export").click()
    header = download.value.path().read_text(encoding="utf-8-sig").splitlines()[0]
    assert header == "figure,value"
    assert complaints == []
