"""What holds for all tests of the catalogue."""

import pytest

from keco_portal.open_data.version import Version


@pytest.fixture(autouse=True)
def _nobody_else_writes(monkeypatch):
    """As far as the portal knows: another test on another core always does."""
    monkeypatch.setattr(Version, "is_complete", True)
