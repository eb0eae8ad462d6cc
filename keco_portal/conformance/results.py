"""The results of the last test run that checked the formats, read from what it wrote.

The file is JSON: `finished` is when the run ended (ISO 8601, UTC), and `checks` are the checks of
the tests that ran, each with `format`, `checked_with`, `version` of that, `counted` (numbers by
word), `errors` (a number; 0 beside `passed: false` where the test failed after its check),
`passed`, `test` and `at`.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.dateparse import parse_datetime

from keco_portal.conformance.formats import COUNTED, FORMATS

FILE = "conformance.json"
COMMITTED = Path(__file__).with_name(FILE)


@dataclass(frozen=True)
class Check:
    """What one test found of one format."""

    format: str
    checked_with: str
    version: str
    counted: dict
    errors: int
    passed: bool
    test: str
    at: datetime

    @classmethod
    def read(cls, stored):
        return cls(**stored | {"at": parse_datetime(stored["at"])})

    @property
    def file(self):
        """Where the test stands."""
        return self.test.partition("::")[0]

    @property
    def sentence(self):
        """What the test is called: “pandas reads the numbers of figures”."""
        return self.test.rpartition("::")[2].removeprefix("test_").replace("_", " ")

    @property
    def counts(self):
        """Pairs of a word and how many there were, in the order of the words."""
        return [(COUNTED[word], number) for word, number in sorted(self.counted.items())]


def latest():
    """When the last run finished (None without one), and its checks for each of FORMATS.

    A run on this machine leaves its results with the data; those of the project came with the
    program. Whichever finished later counts, whole: two runs are never mixed.
    """
    runs = [run for file in (COMMITTED, settings.PORTAL_DATA / FILE) if (run := read(file))]
    run = max(runs, key=lambda run: run["finished"], default={"finished": "", "checks": []})
    checks = [Check.read(stored) for stored in run["checks"]]
    found = [(one, [check for check in checks if check.format == one.key]) for one in FORMATS]
    return run["finished"] and parse_datetime(run["finished"]), found


def read(file):
    """The run that `file` holds; None where there is none."""
    try:
        return json.loads(file.read_text())
    except FileNotFoundError:
        return None
