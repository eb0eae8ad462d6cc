"""How old the data is: the last change of any row that the public sees or could come to see.

The triggers of the history write down every change, so their tables know. An event gets its number
and its time when it is written, and is seen when its transaction ends; another one may have ended
in between. So what was seen right after a change may still lack an older one: `is_settled` says
whether that can be ruled out.
"""

import datetime
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from keco_portal.open_data.tables import TABLES
from programs.models import FrameworkPartner, RegionMatch

# No transaction that changes public rows takes longer; an import of 10,000 rows takes seconds.
TRANSACTION_AT_MOST = datetime.timedelta(minutes=10)


@dataclass(frozen=True)
class Version:
    """`number`, another one after each change, and `changed_at`, when that was; None if never."""

    number: str
    changed_at: datetime.datetime | None

    @property
    def is_settled(self):
        return not self.changed_at or timezone.now() - self.changed_at > TRANSACTION_AT_MOST


def recorded_models():
    """The models of the public tables and of the links that these show, which have a history."""
    links = [FrameworkPartner, RegionMatch]
    of_program = TABLES["programs"].table._meta.model
    links += [of_program.frameworks.through, of_program.themes.through]
    return [*(one.table._meta.model for one in TABLES.values()), *links]


def current_version():
    """The Version of the data as this transaction sees it; one query, of primary keys only."""
    newest = " UNION ALL ".join(
        f"(SELECT pgh_id, pgh_created_at FROM {connection.ops.quote_name(table)}"  # noqa: S608
        " ORDER BY pgh_id DESC LIMIT 1)"
        for table in (model.pgh_event_model._meta.db_table for model in recorded_models())
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT sum(pgh_id), max(pgh_created_at) FROM ({newest}) AS events")  # noqa: S608
        number, changed_at = cursor.fetchone()
    return Version(str(number or 0), changed_at)
