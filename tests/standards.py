"""Reference data of the standards, which stand beside a checkout of the team and not in it."""

import os

import pytest
from django.conf import settings

FOLDER = settings.BASE_DIR.parent / "shared" / "standards"


def standards(path):
    """The file or folder at `path`; a test without it is skipped, but never where CI is set."""
    found = FOLDER / path
    if not found.exists() and not os.environ.get("CI"):
        pytest.skip(f"the reference data {path} are not beside this checkout")
    return found
