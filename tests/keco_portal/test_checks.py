"""The check that a database knows Hangul as letters, against one that does and one that does not.

Words in Korean are found by pattern and by search only where the locale knows them.
"""

import psycopg
import pytest
from django.core.checks import Tags, registry
from django.db import connection

from keco_portal import checks

pytestmark = pytest.mark.django_db


def connect(name):
    address = {**connection.get_connection_params(), "dbname": name, "autocommit": True}
    address.pop("cursor_factory", None)
    address.pop("context", None)
    return psycopg.connect(**address)


@pytest.fixture
def without_hangul():
    """A connection to an empty database whose locale knows no letters but those of ASCII."""
    name = f"{connection.settings_dict['NAME']}_c"
    with connect(connection.settings_dict["NAME"]) as ours:
        ours.execute(f'DROP DATABASE IF EXISTS "{name}"')
        ours.execute(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'")
        try:
            with connect(name) as theirs:
                yield theirs
        finally:
            theirs.close()
            ours.execute(f'DROP DATABASE "{name}"')


def test_ours_knows_hangul():
    assert checks.hangul_are_letters(None, databases=["default"]) == []


def test_a_database_that_does_not_is_named_with_the_cure(without_hangul, monkeypatch):
    monkeypatch.setattr(checks, "connections", {"other": without_hangul})
    [warning] = checks.hangul_are_letters(None, databases=["other"])
    assert warning.id == "portal.W001"
    assert warning.msg.startswith(f"The database “{without_hangul.info.dbname}” does not know")
    assert "CREATE DATABASE" in warning.hint
    assert "LOCALE 'C.UTF-8'" in warning.hint


def test_the_check_runs_where_databases_are_checked_and_only_there():
    assert checks.hangul_are_letters in registry.registry.get_checks()
    assert checks.hangul_are_letters.tags == (Tags.database,)
    assert checks.hangul_are_letters(None, databases=None) == []
