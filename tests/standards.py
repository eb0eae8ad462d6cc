"""Reference data of the standards: too large to copy into the project, and somebody else's.

The folder that holds them is named by STANDARDS_DATA; CONTRIBUTING.md says what belongs there.
"""

import os
from pathlib import Path

import pytest
from django.conf import settings

BESIDE = settings.BASE_DIR.parent / "shared" / "standards"
FOLDER = Path(os.environ.get("STANDARDS_DATA") or BESIDE)


def standards(path):
    """The file or folder at `path`; a test without it is skipped, but never where CI is set."""
    found = FOLDER / path
    if not found.exists() and not os.environ.get("CI"):
        pytest.skip(f"{path} is not there: STANDARDS_DATA names the folder of reference data")
    return found
