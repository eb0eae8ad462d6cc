"""The seed is the test world: every test that asks for the database finds the fixtures in it."""

import gc

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.utils import translation

from institutes.visitors.floods import ClientsOfTheMinute
from keco_portal.api import throttling
from tests.conformance import conformance, pytest_addoption, pytest_configure

__all__ = ["conformance", "pytest_addoption", "pytest_configure"]


def pytest_collection_finish():
    """What is loaded by now stays; to look for garbage in it takes a tenth of the time of all."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        call_command("seed", verbosity=0)


@pytest.fixture
def committing(transactional_db):
    """The database for a test that commits, from several connections perhaps.

    These come last, and each leaves the tables empty: the next one is given the seed again.
    """
    from institutes.models import Institute

    if not Institute.objects.exists():
        call_command("seed", verbosity=0)


@pytest.fixture(scope="session", autouse=True)
def _a_folder_for_static_files(tmp_path_factory):
    """WhiteNoise looks for one, collected or not."""
    django_settings.STATIC_ROOT = tmp_path_factory.mktemp("static")


@pytest.fixture(autouse=True)
def _plain_static_files(settings):
    """Pages in tests name static files as they are: none were collected."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """A hash that is slow to guess is slow to make."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _nobody_asked_the_api(monkeypatch):
    """In this minute; all tests of a process would be one client."""
    monkeypatch.setattr(throttling, "clients", ClientsOfTheMinute())


@pytest.fixture(autouse=True)
def _english_at_first():
    """A Korean page that an earlier test asked for leaves its language behind."""
    translation.activate(django_settings.LANGUAGE_CODE)
