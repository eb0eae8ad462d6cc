"""Fills an empty database: migrations, the seed, then made-up rows by COPY."""

from contextlib import contextmanager

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction

from keco_portal.bench.data import MadeUpPortal

# Row by row these cost several times what they cost at the end: GiST and unique indexes, and
# foreign keys. Primary keys stay, for the foreign keys of others point at them.
CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conrelid = ANY(%s::regclass[]) AND contype IN ('u', 'x', 'f')
      AND NOT EXISTS (SELECT FROM pg_constraint other WHERE other.conindid = pg_constraint.conindid
                      AND other.contype = 'f' AND pg_constraint.contype <> 'f')
    ORDER BY contype = 'f', conname
"""
INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
    WHERE indrelid = ANY(%s::regclass[])
      AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
    ORDER BY 1
"""


def load(program_count, figure_count, bar):
    """Fill the tables; `bar(rows, total, description)` passes rows on and shows how far it is."""
    call_command("migrate", verbosity=0)
    call_command("seed", verbosity=0)
    tables = MadeUpPortal(program_count, figure_count).tables()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        names = [model._meta.db_table for model, *_ in tables]
        with without_triggers(cursor, names), without_indexes(cursor, names, bar):
            for model, columns, rows, count in tables:
                name = model._meta.db_table
                statement = f"COPY {name} ({', '.join(columns)}) FROM STDIN"
                with connection.wrap_database_errors, cursor.cursor.copy(statement) as copy:
                    for row in bar(rows, count, f"rows of {name}"):
                        copy.write_row(row)
        for statement in connection.ops.sequence_reset_sql(no_style(), [one[0] for one in tables]):
            cursor.execute(statement)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


@contextmanager
def without_triggers(cursor, tables):
    """Load what has no history: an event for each row would more than double the time.

    It takes the owner of the tables, which the benchmark is; `session_replication_role`, which
    would do the same for the session, takes a superuser.
    """
    for table in tables:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    for table in tables:
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@contextmanager
def without_indexes(cursor, tables, bar):
    """Drop the constraints that rest on other rows, and the indexes; make them again after."""
    cursor.execute(CONSTRAINTS, [tables])
    constraints = cursor.fetchall()
    for table, name, _ in reversed(constraints):
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    cursor.execute(INDEXES, [tables])
    indexes = cursor.fetchall()
    for name, _ in indexes:
        cursor.execute(f"DROP INDEX {name}")
    yield
    statements = [definition for _, definition in indexes]
    statements += [
        f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}"
        for table, name, definition in constraints
    ]
    for statement in bar(statements, len(statements), "indexes and constraints"):
        cursor.execute(statement)
