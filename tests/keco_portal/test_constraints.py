"""Each rule of the database has a name, and each name a test that shows the refusal."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.models.constraints import BaseConstraint, CheckConstraint

from tests.institutes import test_constraints as of_institutes
from tests.keco_portal.catalogue import test_constraints as of_archives
from tests.keco_portal.snapshots import test_kept_for_ever as of_snapshots
from tests.participants import test_constraints as of_participants
from tests.participants import test_desk_constraints as of_desk
from tests.programs import test_constraints as of_programs
from tests.programs import test_sent_file as of_files
from tests.raw_sql import refusal, run

pytestmark = pytest.mark.django_db

SEEDED_TWICE = (
    "INSERT INTO keco_portal_seededrow (model, key, hashes) "
    "SELECT model, key, '{}' FROM keco_portal_seededrow LIMIT 1"
)
RATED = (
    "INSERT INTO keco_portal_rating (page, language, score, comment, rated_at, nonce) "
    "VALUES ({page}, {language}, {score}, {comment}, {rated_at}, {nonce})"
)


def rated(**changed):
    """A statement that stores a good rating but for what is `changed`, as SQL."""
    good = {
        "page": "'/programs/'", "language": "'en'", "score": "4", "comment": "''",
        "rated_at": "'2026-11-24T01:00Z'", "nonce": "'a-number'",
    }  # fmt: skip
    return RATED.format(**good | changed)


REFUSED = [
    ("seeded_row_unique", SEEDED_TWICE),
    ("rating_text_is_clean", rated(comment="E'two\\r\\nlines'")),
    ("rating_text_is_clean", rated(nonce="' a'")),
    ("rating_page_is_a_path", rated(page="''")),
    ("rating_page_is_a_path", rated(page="'programs/'")),
    ("rating_page_is_a_path", rated(page="'//evil.example/'")),
    ("rating_page_is_a_path", rated(page="'/programs/?q=me'")),
    ("rating_page_is_a_path", rated(page="'/a b/'")),
    ("rating_language_is_known", rated(language="'fr'")),
    ("rating_score_is_1_to_5", rated(score="0")),
    ("rating_score_is_1_to_5", rated(score="6")),
    ("rating_comment_is_short", rated(comment="repeat('환', 2001)")),
    ("rating_time_is_of_the_hour", rated(rated_at="'2026-11-24T01:30Z'")),
    ("rating_time_is_of_the_hour", rated(rated_at="'2026-11-24T01:00:00.001Z'")),
    ("rating_nonce_unique", f"{rated()}; {rated()}"),
    ("rating_has_the_number_of_its_form", rated(nonce="''")),
]

# Only there for a foreign key to refer to: `id` alone is unique already.
CANNOT_BE_BROKEN = {"program_id_institute_unique", "region_id_scheme_unique"}


def rules():
    """Names of all rules on the tables of this portal, without primary and plain foreign keys."""
    tables = [
        model._meta.db_table
        for app in ("institutes", "programs", "participants", "keco_portal", "catalogue")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if not model._meta.proxy
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


@pytest.mark.parametrize(
    "changed",
    [{}, {"page": "'/'"}, {"comment": "repeat('환', 2000)"}, {"score": "1"}, {"language": "'ko'"}],
)
def test_postgresql_accepts_a_good_rating(changed):
    assert run(rated(**changed)) == 1


def test_every_check_that_a_form_can_break_says_in_words_what_it_refuses():
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
    tables = (*tables, of_desk.REFUSED, of_files.REFUSED, of_archives.REFUSED)
    tables = (*tables, of_snapshots.REFUSED)
    shown = {row[0] for table in tables for row in table}
    assert shown | CANNOT_BE_BROKEN == rules()
