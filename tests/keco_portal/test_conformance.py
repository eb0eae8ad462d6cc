"""The page of what validators said, and that the test run writes it and nobody else."""

import json
import subprocess
import sys

import pytest

from keco_portal.conformance import results
from keco_portal.conformance.formats import FORMATS, KEYS
from tests import pages
from tests.processes import CHECKOUT, surroundings

pytestmark = pytest.mark.django_db

CHECK = {
    "format": "csv",
    "checked_with": "Some reader",
    "version": "1.2",
    "counted": {"rows": 1616, "files": 3},
    "errors": 0,
    "passed": True,
    "test": "tests/test_some.py::test_thing_is_read",
    "at": "2026-11-28T03:04:05+00:00",
}
TESTS = """
import pytest

pytestmark = pytest.mark.conformance

def test_good(conformance):
    conformance("csvw", "A reader", of="pytest", faults=[], tables=13, rows=40)

@pytest.mark.parametrize("rows", [1, 20, 0])
@pytest.mark.parametrize("key", ["ris", "csv"])
def test_each(conformance, key, rows):
    faults = ["of none"] if key == "ris" and not rows else []
    conformance(key, "Another", version="9", faults=faults, rows=rows, files=1)

def test_with_faults(conformance):
    conformance("csl", "A judge", version="2", faults=["this", "that"], entries=5)

def test_of_a_reader(conformance):
    with conformance.reading("bibtex", "A reader", version="3", entries=2):
        assert 1 == 1
    with conformance.reading("robots", "A reader", version="3", entries=2):
        assert 1 == 2

def test_that_breaks_off_afterwards(conformance):
    conformance("atom", "A judge", version="2", faults=[], entries=5)
    assert False

def test_that_never_comes_so_far(conformance):
    assert False

def test_skipped(conformance):
    pytest.skip("not here")
    conformance("iati-activities", "A judge", version="2", faults=[], entries=5)

def test_of_nothing(conformance):
    conformance("dcat", "A judge", version="2", faults=[], entries=0)
"""
UNMARKED = """
def test_unmarked(conformance):
    conformance("sitemap", "A judge", version="2", faults=[], entries=5)
"""


@pytest.fixture
def runs(monkeypatch, settings, tmp_path):
    """Makes files of runs: of the project, and of this machine."""
    settings.PORTAL_DATA = tmp_path / "data"
    settings.PORTAL_DATA.mkdir()
    monkeypatch.setattr(results, "COMMITTED", tmp_path / "committed.json")
    return results.COMMITTED, settings.PORTAL_DATA / results.FILE


def rows(client, address="/data/conformance/"):
    """The texts of each format's row or rows, without its heading, by its key."""
    page = pages.parsed(client.get(address))
    return {
        body.get("id"): [
            [pages.text_of(cell) for cell in row.cssselect("td")] for row in body.cssselect("tr")
        ]
        for body in page.cssselect("tbody")
    }


def write(file, finished="2026-11-28T03:05:00+00:00", **given):
    file.write_text(json.dumps({"finished": finished, "checks": [CHECK | given]}))


def test_the_page_says_of_each_format_what_judged_it_and_when(client, runs):
    write(runs[0])
    found = rows(client)
    assert list(found) == KEYS
    [[judge, counted, result, when]] = found.pop("csv")
    assert (judge, result) == ("Some reader 1.2 thing is read", "passed, errors: 0")
    assert counted == "files: 3, rows: 1,616"
    assert when == "28 November 2026, 03:04 UTC tests/test_some.py"
    assert "ended on 28 November 2026, 03:05 UTC." in client.get("/data/conformance/").text
    assert set(map(str, found.values())) == {"[['not checked']]"}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"passed": False, "errors": 1234}, "failed, errors: 1,234"),
        ({"passed": False, "errors": 0}, "failed, the test broke off"),
    ],
)
def test_what_failed_is_said_with_its_number(client, runs, given, said):
    write(runs[0], **given)
    assert rows(client)["csv"][0][2] == said


def test_without_a_run_nothing_is_checked(client, runs):
    assert set(map(str, rows(client).values())) == {"[['not checked']]"}
    assert "No run of the tests has left its results here." in client.get("/data/conformance/").text


def test_the_later_of_two_runs_counts_whole(client, runs):
    committed, own = runs
    write(committed, format="ris")
    write(own, finished="2026-11-28T03:05:01+00:00")
    assert rows(client)["ris"] == [["not checked"]]
    write(committed, finished="2026-11-28T03:05:02+00:00", format="ris")
    assert rows(client)["csv"] == [["not checked"]]


def test_the_page_is_there_in_korean(client, runs):
    write(runs[0])
    assert rows(client, "/ko/data/conformance/")["csv"][0][0].startswith("Some reader 1.2")


def test_no_two_formats_have_one_key():
    assert len(set(KEYS)) == len(FORMATS)


@pytest.mark.parametrize("workers", ["", "2"])
def test_a_run_writes_what_its_tests_found_and_nothing_of_those_that_did_not_run(tmp_path, workers):
    (tmp_path / "test_made_up.py").write_text(TESTS)
    (tmp_path / "test_unmarked.py").write_text(UNMARKED)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = conformance: judged\n")
    file = tmp_path / "found" / "conformance.json"
    plain = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": str(CHECKOUT)}
    words = ["-q", "-p", "tests.conformance"]
    words += ["-p", "xdist", "-n", workers] if workers else []
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *words, f"--conformance={file}"],
        cwd=tmp_path, env=surroundings(**plain), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "6 failed, 6 passed, 1 skipped, 1 error" in done.stdout, done.stdout
    written = json.loads(file.read_text())["checks"]
    assert [
        (one["format"], one["checked_with"], one["counted"], one["errors"], one["passed"])
        for one in written
    ] == [
        ("csv", "Another", {"files": 3, "rows": 21}, 0, True),
        ("csvw", "A reader", {"rows": 40, "tables": 13}, 0, True),
        ("atom", "A judge", {"entries": 5}, 0, False),
        ("robots", "A reader", {"entries": 2}, 1, False),
        ("bibtex", "A reader", {"entries": 2}, 0, False),
        ("ris", "Another", {"files": 3, "rows": 21}, 1, False),
        ("csl", "A judge", {"entries": 5}, 2, False),
    ]
    assert written[1]["version"] == pytest.__version__
    assert written[1]["test"].endswith("test_made_up.py::test_good")
