"""How old the data is: the last change of any row that the public sees or could come to see.

The triggers of the history write down every change, so their tables know. An event gets its number
and its time when it is written, and is seen when its transaction ends; another one may have ended
in between. So what was seen right after a change may still lack an older one, which will not show
in the state: `is_complete` says whether that can be ruled out, and `is_settled` whether nothing
can have changed after the time that the Version says, either.
"""

import datetime
from dataclasses import dataclass, field

from django.db import connection
from django.utils import timezone

from keco_portal.open_data.tables import public_rows

# No transaction that changes public rows takes longer; an import of 10,000 rows takes seconds.
TRANSACTION_AT_MOST = datetime.timedelta(minutes=10)
# What HTTP says of a time is a whole second; a second change may fall into the same one.
SECOND = datetime.timedelta(seconds=2)

# A transaction that writes has a number of its own before its event has one, and holds the lock of
# that number to its end. Where no other one is open, no event is still to come that is older than
# one that is seen. Those that ended since this statement began are in its snapshot, but for the
# newest of all. A standby does not know of either.
ALONE = """
    NOT pg_is_in_recovery()
    AND NOT EXISTS (SELECT FROM pg_snapshot_xip(pg_current_snapshot()))
    AND NOT EXISTS (
        SELECT FROM pg_locks
        WHERE locktype = 'transactionid' AND mode = 'ExclusiveLock' AND pid <> pg_backend_pid()
    )
"""


@dataclass(frozen=True)
class Version:
    """`state`, another one after each change, and `changed_at`, when that was; None if never.

    `is_alone`: nobody else was writing when it was read.
    """

    state: str
    changed_at: datetime.datetime | None
    is_alone: bool = field(default=False, compare=False)

    @property
    def is_complete(self):
        """Whether the data is the same whenever the state is the same."""
        return self.is_alone or self.is_older_than(TRANSACTION_AT_MOST)

    @property
    def is_settled(self):
        """Whether it is the same whenever the time of the last change is, in whole seconds."""
        return self.is_complete and self.is_older_than(SECOND)

    def is_older_than(self, age):
        return not self.changed_at or timezone.now() - self.changed_at > age


def current_version():
    """The Version of the data as this transaction sees it; one query, of primary keys only."""
    newest = " UNION ALL ".join(
        f"(SELECT {place} AS place, pgh_id, pgh_created_at"  # noqa: S608
        f" FROM {connection.ops.quote_name(table)} ORDER BY pgh_id DESC LIMIT 1)"
        for place, table in enumerate(
            rows.model.pgh_event_model._meta.db_table for rows in public_rows()
        )
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT md5(string_agg(place || ':' || pgh_id, ' ' ORDER BY place)),"  # noqa: S608
            f" max(pgh_created_at), {ALONE} FROM ({newest}) AS events"
        )
        state, changed_at, is_alone = cursor.fetchone()
    return Version(state or "", changed_at, is_alone)
