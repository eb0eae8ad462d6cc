"""Each rule of the database has a name, and each name a test that shows the refusal."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.models.constraints import BaseConstraint, CheckConstraint

from tests.institutes import test_constraints as of_institutes
from tests.participants import test_constraints as of_participants
from tests.programs import test_constraints as of_programs
from tests.raw_sql import refusal

pytestmark = pytest.mark.django_db

SEEDED_TWICE = (
    "INSERT INTO keco_portal_seededrow (model, key, hashes) "
    "SELECT model, key, '{}' FROM keco_portal_seededrow LIMIT 1"
)
REFUSED = [("seeded_row_unique", SEEDED_TWICE)]

# Only there for a foreign key to refer to: `id` alone is unique already.
CANNOT_BE_BROKEN = {"program_id_institute_unique", "region_id_scheme_unique"}


def rules():
    """Names of all rules on the tables of this portal, without primary and plain foreign keys."""
    tables = [
        table
        for app in ("institutes", "programs", "participants", "keco_portal")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        for table in [model._meta.db_table]
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT conname FROM pg_constraint
            WHERE conrelid = ANY (%(tables)s::text[]::regclass[])
              AND (contype IN ('c', 'u', 'x', 't') OR contype = 'f' AND conname !~ '_fk_')
            UNION
            SELECT indexrelid::regclass::text FROM pg_index
            WHERE indrelid = ANY (%(tables)s::text[]::regclass[])
              AND indisunique AND NOT indisprimary
            """,
            {"tables": tables},
        )
        return {name for (name,) in cursor}


@pytest.mark.parametrize(("name", "statement"), REFUSED)
def test_postgresql_refuses(name, statement):
    assert refusal(statement) == name


def test_every_check_says_in_words_what_it_refuses():
    checks = [
        constraint
        for app in ("institutes", "programs", "participants", "keco_portal")
        for model in apps.get_app_config(app).get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint)
    ]
    silent = BaseConstraint.default_violation_error_message
    assert [one.name for one in checks if one.violation_error_message == silent] == []


def test_every_rule_of_the_database_is_shown_to_refuse():
    tables = (REFUSED, of_institutes.REFUSED, of_programs.REFUSED, of_participants.REFUSED)
    shown = {row[0] for table in tables for row in table}
    assert shown | CANNOT_BE_BROKEN == rules()
