"""The public CSV: a filtered queryset as PostgreSQL's own COPY, whole or not at all.

COPY fills an unlinked temporary file; only then is it sent, with its length. A failure on the
way is a clean 503, and a slow reader holds no connection to the database.
"""

import errno
import hashlib
import os
import tempfile
from itertools import chain, islice

from django.conf import settings
from django.db import connection

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# About 100 kB. Larger pieces fall out of the processor's cache while they are hashed and written,
# and PostgreSQL waits meanwhile: 4096 rows took this process twice the time.
ROWS_TOGETHER = 256


class CsvTooLarge(Exception):
    """The table would not fit into the bytes that a CSV may have."""


class CsvFile:
    """A finished CSV in a temporary file without a name: `file`, `size` in bytes, `etag`."""

    def __init__(self, bytes_at_most):
        self.file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 (closed with the response)
        self.bytes_at_most = bytes_at_most
        self.size = 0
        self.hash = hashlib.blake2b(digest_size=16)

    def write(self, data):
        self.size += len(data)
        if self.size > self.bytes_at_most:
            raise CsvTooLarge(f"more than {self.bytes_at_most:,} bytes")
        self.hash.update(data)
        if self.file.write(data) < len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    @property
    def etag(self):
        return f'"{self.hash.hexdigest()}"'


def csv_of(table, queryset):
    """All rows of `queryset` as the CSV of `table`, a `programs.tables.Table`.

    UTF-8 with byte order mark, CRLF, one header row. Raises DatabaseError, CsvTooLarge, OSError.
    """
    csv = CsvFile(settings.CSV_BYTES_AT_MOST)
    try:
        csv.write(BYTE_ORDER_MARK + ",".join(table.columns()).encode() + b"\r\n")
        query = table.public_rows(queryset).query
        # Not elided, a queryset that cannot have rows is a query too, of none.
        sql, params = query.get_compiler(connection=connection, elide_empty=False).as_sql()
        # The cursor underneath: Django's debugging one takes no parameters for COPY.
        with (
            connection.wrap_database_errors,
            connection.cursor() as cursor,
            cursor.cursor.copy(f"COPY ({sql}) TO STDOUT (FORMAT csv)", params) as copy,
        ):
            for block in with_crlf(_together(copy)):
                csv.write(block)
        csv.file.seek(0)
    except BaseException:
        csv.file.close()
        raise
    finally:
        # The file may take a slow reader minutes; the connection is free for others meanwhile.
        if not connection.in_atomic_block:
            connection.close()
    return csv


def with_crlf(blocks):
    """CSV in `blocks` of bytes with the row ends LF made CRLF, those inside quotes left alone.

    Quotes that stand for themselves come in pairs, so what is outside is every second piece
    between quotes, wherever a block is cut.
    """
    inside = False
    for block in blocks:
        pieces = block.split(b'"')
        for i in range(inside, len(pieces), 2):
            pieces[i] = pieces[i].replace(b"\n", b"\r\n")
        inside ^= len(pieces) % 2 == 0
        yield b'"'.join(pieces)


def _together(rows):
    """The rows of a COPY, some thousand at a time."""
    rows = iter(rows)
    for first in rows:
        yield b"".join(chain((first,), islice(rows, ROWS_TOGETHER)))
