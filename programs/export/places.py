"""How many files are made at once, over all processes that serve the portal.

Whoever makes a file takes a place first: a lock of PostgreSQL that the connection holds, the same
one that copies the rows. It ends with the connection, so that a process that is killed leaves no
place taken.
"""

import time
import zlib
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_lazy as _

from institutes.refusals import TooManyRequests

# Of PostgreSQL's locks by two numbers, the first of ours.
KIND = zlib.crc32(b"a file in the making") >> 1
# A file of some hundred rows takes less than this, and then the next is not refused for it.
PATIENCE = 0.3  # seconds
STEP = 0.02  # seconds
RETRY_AFTER = 10  # seconds; what a file of all figures takes, about
# Asked of one row after another, until one is free.
FREE = "SELECT FROM generate_series(1, %s) AS number WHERE {}(%s, number) LIMIT 1"


@contextmanager
def place():
    """Within it one of `settings.EXPORTS_AT_ONCE` places is taken; on one connection only once.

    Inside a transaction it is kept to the end of that. Else the connection is closed afterwards,
    if it is not yet. Raises TooManyRequests where no place became free, DatabaseError.
    """
    within_transaction = connection.in_atomic_block
    try:
        if not is_taken(
            "pg_try_advisory_xact_lock" if within_transaction else "pg_try_advisory_lock"
        ):
            raise TooManyRequests(
                RETRY_AFTER,
                _("Other files are being made just now, and so many at once would slow down all."),
            )
        yield
    finally:
        if not within_transaction:
            connection.close()


def is_taken(lock):
    """Whether a place was free, and is ours now; waits a moment for one."""
    until = time.monotonic() + PATIENCE
    while True:
        with connection.cursor() as cursor:
            cursor.execute(FREE.format(lock), [settings.EXPORTS_AT_ONCE, KIND])
            if cursor.rowcount:
                return True
        if time.monotonic() > until:
            return False
        time.sleep(STEP)
