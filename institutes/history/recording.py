"""Who is changing rows, from where and why: told to PostgreSQL, whose triggers write it down.

The package's own way puts two statements into one, which a connection with bindings on the server
refuses; this one tells it once, for the transactions that follow on this connection.
"""

import json
import uuid
from contextlib import contextmanager

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from psycopg.pq import TransactionStatus

HEARING = (TransactionStatus.IDLE, TransactionStatus.INTRANS)
ID, METADATA = "pghistory.context_id", "pghistory.context_metadata"


@contextmanager
def recording(**said):
    """Within it every change is recorded with `said`, such as user=7, name="kim", by="form".

    Gives the id that these changes have in common. Inside another one it adds to what is said,
    and the id stays.
    """
    before_id, before = told()
    together = before_id or str(uuid.uuid4())
    tell(together, before | said)
    try:
        yield together
    finally:
        # In a transaction that broke, PostgreSQL hears nothing, and takes back itself what it was
        # told within it. A connection that is gone takes along what it was told.
        if connection.connection and connection.connection.info.transaction_status in HEARING:
            tell(before_id, before)


def note(**said):
    """Add to what is recorded with the changes that follow in the `recording` around."""
    together, before = told()
    if together:
        tell(together, before | said)


def told():
    """What PostgreSQL was last told on this connection: an id or "", and a dict."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting(%s, true), current_setting(%s, true)", [ID, METADATA]
        )
        together, metadata = cursor.fetchone()
    return together or "", json.loads(metadata or "{}")


def tell(together, said):
    text = json.dumps(said, cls=DjangoJSONEncoder, ensure_ascii=False) if together else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config(%s, %s, false), set_config(%s, %s, false)",
            [ID, together, METADATA, text],
        )
