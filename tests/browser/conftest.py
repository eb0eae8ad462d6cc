"""A real Chromium on the real web server, which shows the seed: one for all browser tests."""

import os
import signal

import pytest

from tests.browser import chromium
from tests.browser.addresses import REFUSED
from tests.served import Served, accounts, empty_database

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """These come last: Playwright's event loop stays, and beside one Django's ORM refuses."""
    items.sort(key=lambda item: "/tests/browser/" in item.path.as_posix())
    for item in items:
        if "/tests/browser/" in item.path.as_posix() and "browser_name" in item.fixturenames:
            item.add_marker(pytest.mark.browser)
            if not chromium.found() and not chromium.needed():
                item.add_marker(pytest.mark.skip(chromium.MISSING))


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """`manage.py serve` with a database of its own: nothing here meets the ORM of the tests."""
    if "DATABASE_URL" not in os.environ:
        pytest.skip("the tests were given no DATABASE_URL")
    with empty_database() as url:
        folder = tmp_path_factory.mktemp("served")
        served = Served(folder, is_counted=False, DATABASE_URL=url)
        try:
            yield served.await_ready()
        finally:
            served.end(signal.SIGTERM)


@pytest.fixture(scope="session")
def portal(served):
    """The address of the portal."""
    return f"http://127.0.0.1:{served.port}"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    if not chromium.found():
        pytest.fail(chromium.MISSING)
    return browser_type_launch_args | {"executable_path": chromium.found(), "args": FLAGS}


@pytest.fixture(scope="session")
def base_url(portal):
    """Where `page.goto("/programs/")` goes."""
    return portal


@pytest.fixture
def faults():
    """What pages asked other hosts for, and what the console and scripts complained of."""
    return []


@pytest.fixture
def new_context(new_context, portal, faults):
    """Contexts whose pages must have no faults; a test that expects some clears them."""

    def requested(request):
        if not request.url.startswith((f"{portal}/", "data:", "blob:")):
            faults.append(f"asked for {request.url}")

    def said(message):
        expected = message.location["url"].removeprefix(portal) in REFUSED
        if message.type in ("error", "warning") and not expected:
            faults.append(f"{message.location['url']}: {message.text}")

    def make(**given):
        context = new_context(**given)
        context.on("request", requested)
        context.on("console", said)
        context.on("weberror", lambda failure: faults.append(str(failure.error)))
        return context

    yield make
    assert faults == []


@pytest.fixture
def staff(page, served):
    """A page whose visitor has signed in as the administrator of the first start."""
    name, password = "admin", accounts(served.said)["admin"]
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("/admin/")
    return page
