"""How far the work with a file is: told while it goes on, and asked by the page that waits.

It stands in the name of the database connection that works. Others see that at once, also while
its transaction is open; it needs no table, and goes with a worker that dies.
"""

import re
import time
from contextlib import contextmanager

from django.db import connection
from django.utils.translation import gettext_lazy as _
from psycopg.pq import TransactionStatus

HEARING = (TransactionStatus.IDLE, TransactionStatus.INTRANS)
PAUSE = 0.1  # seconds between two that are told of one step
NAME = re.compile(r"import [0-9a-f]{32} ([a-z]+) ([0-9]+)/([0-9]+)")  # of 63 bytes at most
STEPS = {
    "open": _("The file is opened."),
    "read": _("Its cells are read."),
    "compare": _("Its rows are compared with what is there."),
    "check": _("What the rows would be is worked out."),
    "write": _("The rows are written, and the rules of the database asked."),
    "show": _("What changes is put together."),
}
WORKING = _("The file is worked on.")


@contextmanager
def telling(key):
    """Gives the function that tells (step, done, total) of the work with the file `key`."""
    before = name_of_connection()
    last = {}

    def tell(step, done, total):
        now = time.monotonic()
        if last.get("step") == step and now - last["at"] < PAUSE:
            return
        last.update(step=step, at=now)
        call(f"import {key.hex} {step} {done}/{total}")

    try:
        yield tell
    finally:
        call(before)


def name_of_connection():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('application_name')")
        return cursor.fetchone()[0]


def call(name):
    """Name the connection, where PostgreSQL hears it: in a transaction that broke it does not."""
    if connection.connection and connection.connection.info.transaction_status in HEARING:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('application_name', %s, false)", [name])


def progress_of(key):
    """How far the work with the file `key` is: words, rows done, and all rows; {} for none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT application_name FROM pg_stat_activity "
            "WHERE datname = current_database() AND starts_with(application_name, %s)",
            [f"import {key.hex} "],
        )
        names = [NAME.fullmatch(name) for (name,) in cursor]
    for found in filter(None, names):
        step, done, total = found.groups()
        words = str(STEPS.get(step, WORKING))
        return {"words": words, "done": int(done), "total": int(total)}
    return {}
