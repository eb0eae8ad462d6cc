"""Rows as PostgreSQL's COPY gives them: many at once, and the connection free right after."""

from contextlib import contextmanager
from itertools import chain, islice

from django.db import connection

# About 100 kB. Larger pieces fall out of the processor's cache while they are hashed and written,
# and PostgreSQL waits meanwhile: 4096 rows took this process twice the time.
ROWS_TOGETHER = 256


@contextmanager
def copied(rows, form):
    """The rows of a queryset of values in blocks of bytes, whole rows each, in the `form` of COPY.

    Raises DatabaseError.
    """
    try:
        sql, params = statement(rows)
        # The cursor underneath: Django's debugging one takes no parameters for COPY.
        with (
            connection.wrap_database_errors,
            connection.cursor() as cursor,
            cursor.cursor.copy(f"COPY ({sql}) TO STDOUT ({form})", params) as copy,
        ):
            yield together(copy)
    finally:
        # The file may take a slow reader minutes; the connection is free for others meanwhile.
        if not connection.in_atomic_block:
            connection.close()


def statement(rows):
    """The SQL of a queryset of values, and its parameters."""
    # Not elided, a queryset that cannot have rows is a query too, of none.
    return rows.query.get_compiler(connection=connection, elide_empty=False).as_sql()


def together(rows):
    """The rows of a COPY, some hundred at a time."""
    rows = iter(rows)
    for first in rows:
        yield b"".join(chain((first,), islice(rows, ROWS_TOGETHER)))
