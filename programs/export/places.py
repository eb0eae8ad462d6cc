"""How many files are made at once, over all processes that serve the portal.

Whoever makes a file takes a place first: a lock of PostgreSQL that the connection holds, the same
one that copies the rows. It ends with the connection, so that a process that is killed leaves no
place taken. Large files and small ones have places of their own: who takes a few rows away is not
refused because somebody takes all.
"""

import time
import zlib
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_lazy as _

from institutes.refusals import TooManyRequests

ROWS_OF_A_SMALL_FILE = 10_000
# A small file takes less than this, and then the next is not refused for it.
PATIENCE = 0.3  # seconds
STEP = 0.02  # seconds
RETRY_AFTER = 10  # seconds; what a CSV of a million rows takes, about
# Asked of one place after another, until one is free. The first number of the lock is ours.
FREE = "SELECT FROM generate_series(1, %s) AS number WHERE {}(%s, number) LIMIT 1"
LARGE, SMALL = (zlib.crc32(name) >> 1 for name in (b"large files", b"small files"))


@contextmanager
def place(rows=None):
    """Within it a file is made: of the queryset `rows`, a large one where that is not given.

    Of large files `settings.LARGE_FILES_AT_ONCE` have a place, of small ones
    `settings.SMALL_FILES_AT_ONCE`; a connection that has one is given it again. Inside a
    transaction it is kept to the end of that. Else the connection is closed afterwards, if it is
    not yet. Raises TooManyRequests where no place became free, DatabaseError.
    """
    within_transaction = connection.in_atomic_block
    lock = "pg_try_advisory_xact_lock" if within_transaction else "pg_try_advisory_lock"
    try:
        if not is_taken(lock, *kind_of(rows)):
            raise TooManyRequests(
                RETRY_AFTER,
                _("Other files are being made just now, and so many at once would slow down all."),
            )
        yield
    finally:
        if not within_transaction:
            connection.close()


def kind_of(rows):
    """The first number of the locks of a file, and how many there are."""
    is_small = rows is not None and not rows.order_by()[ROWS_OF_A_SMALL_FILE:][:1].exists()
    if is_small:
        return SMALL, settings.SMALL_FILES_AT_ONCE
    return LARGE, settings.LARGE_FILES_AT_ONCE


def is_taken(lock, kind, number):
    """Whether one of `number` places was free, and is ours now; waits a moment for one."""
    until = time.monotonic() + PATIENCE
    while True:
        with connection.cursor() as cursor:
            cursor.execute(FREE.format(lock), [number, kind])
            if cursor.rowcount:
                return True
        if time.monotonic() > until:
            return False
        time.sleep(STEP)
