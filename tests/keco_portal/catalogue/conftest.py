"""What holds for all tests of the catalogue."""

import pytest
from django.core.cache import cache

from keco_portal.catalogue import archive as archives
from keco_portal.catalogue import making
from keco_portal.open_data.version import Version


@pytest.fixture(autouse=True)
def _nobody_else_writes(monkeypatch):
    """As far as the portal knows: another test on another core always does."""
    monkeypatch.setattr(Version, "is_complete", True)


@pytest.fixture(autouse=True)
def _no_failure_is_remembered():
    cache.delete(archives.FAILED)
    yield
    cache.delete(archives.FAILED)


@pytest.fixture
def made(monkeypatch):
    """The list that each making of an archive is written into."""
    calls = []

    def make(*args, **kwargs):
        calls.append(args)
        return making.make(*args, **kwargs)

    monkeypatch.setattr(archives, "make", make)
    return calls
