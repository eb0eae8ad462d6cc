"""SQL past Django and its validation, to see what PostgreSQL itself accepts and refuses."""

import pytest
from django.db import IntegrityError, connection, transaction


def run(sql, params=None):
    """Run one statement, and the checks it put off until commit; returns how many rows it hit."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
        hit = cursor.rowcount
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        return hit


def refusal(sql, params=None):
    """The name of the constraint that refuses `sql`."""
    with pytest.raises(IntegrityError) as caught:
        run(sql, params)
    return caught.value.__cause__.diag.constraint_name
