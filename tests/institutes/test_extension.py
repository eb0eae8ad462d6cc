"""An extension that cannot be created says what to do."""

import pytest
from django.db import DatabaseError, connection, transaction

from institutes.extension import TrustedExtension

pytestmark = pytest.mark.django_db


def create(name):
    with transaction.atomic(), connection.schema_editor(atomic=False) as editor:
        TrustedExtension(name).database_forwards("institutes", editor, None, None)


@pytest.mark.parametrize("name", ["no_such_extension", "file_fdw"])  # missing; not a trusted one
def test_an_extension_that_is_refused_names_the_cure(name):
    with pytest.raises(DatabaseError, match=f"CREATE EXTENSION {name}; then migrate again"):
        create(name)


def test_one_that_is_there_already_stays_as_it_is():
    create("pg_trgm")
