"""A real browser on a real server, showing the seed."""

import os
import shutil

import pytest
from django.core.management import call_command
from playwright.sync_api import sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_collection_modifyitems(items):
    for item in items:
        if "/tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM and not os.environ.get("CI"):
                item.add_marker(pytest.mark.skip("No chromium here; CI has one."))


@pytest.fixture
def portal(transactional_db, live_server):
    """The address of a server that shows the seed; the flush after the test takes it away."""
    call_command("seed", verbosity=0)
    return live_server.url


@pytest.fixture
def browser(portal):
    """Chromium, closed before the database is flushed: its event loop would meet the ORM."""
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser):
    return browser.new_page()
