"""Several queries that see the data of one moment."""

from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_moment(*, read_only=True):
    """All queries within see what was committed when the first began; they may not write.

    Where it is not `read_only` they may. Within a transaction that has begun already they see
    what that sees.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            kind = "REPEATABLE READ, READ ONLY" if read_only else "REPEATABLE READ"
            with connection.cursor() as cursor:
                cursor.execute(f"SET TRANSACTION ISOLATION LEVEL {kind}")
        yield
