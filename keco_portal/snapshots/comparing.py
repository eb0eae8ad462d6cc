"""What has moved on: the rows of a snapshot beside those of its list today."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from operator import itemgetter

from django.db import DatabaseError
from django.http import QueryDict

from institutes.refusals import TooManyRequests
from keco_portal.open_data.version import current_version
from keco_portal.snapshots.lists import LISTS, csv_bytes, filterset_of, read_csv
from keco_portal.snapshots.models import KEYS_NAMED, ROWS_SHOWN, Snapshot
from programs.export import TooLarge


@dataclass(frozen=True)
class Comparison:
    """How many rows of today are `new`, and how many of the snapshot are `gone` or `changed`.

    Rows are told by their keys. When a row last changed is no content of it. `columns` are those
    that only one of the two has.

    Many are remembered, so of the rows themselves it knows what the page says: `named` are the
    first that are gone or changed, by key, each with whether it is gone; `gone_here` and
    `changed_here` are the keys of those among the rows that the page shows.
    """

    new: int = 0
    gone: int = 0
    changed: int = 0
    columns: tuple = ()
    named: tuple = ()
    gone_here: frozenset = frozenset()
    changed_here: frozenset = frozenset()

    @property
    def is_same(self):
        return not (self.new or self.gone or self.changed or self.columns)


class NotCompared(Exception):
    """The list of today cannot be compared; `is_unreadable` where it no longer knows the filter."""

    def __init__(self, *, is_unreadable=False):
        super().__init__()
        self.is_unreadable = is_unreadable


def compared(snapshot):
    """The Comparison of `snapshot` with its list as it is now. Raises NotCompared.

    As long as nothing that is public has changed it is remembered.
    """
    version = current_version()
    if version.is_settled:
        return remembered(snapshot.pk, version.state)
    return compared_anew(snapshot.pk)


@lru_cache(maxsize=256)
def remembered(pk, version):
    return compared_anew(pk)


def compared_anew(pk):
    snapshot = Snapshot.objects.select_related("csv").get(pk=pk)
    filterset = filterset_of(snapshot.table, snapshot.query)
    unknown = QueryDict(snapshot.query).keys() - filterset.filters.keys()
    if unknown or not filterset.is_valid():
        raise NotCompared(is_unreadable=True)
    try:
        live = csv_bytes(snapshot.table, filterset)
    except (DatabaseError, OSError, TooLarge, TooManyRequests) as error:
        raise NotCompared from error
    stored = bytes(snapshot.csv.data)
    return Comparison() if live == stored else difference(stored, live, volatile(snapshot.table))


def volatile(table):
    """The names of columns that change by themselves, and with any change of their row."""
    return {name for name, one in LISTS[table].table.columns().items() if one.volatile}


def difference(stored, live, leave_out=()):
    """The Comparison of two CSVs whose first column is the key, but for the columns `leave_out`."""
    (names, before), (names_now, now) = read_csv(stored), read_csv(live)
    both = [name for name in names if name in names_now and name not in leave_out]
    before, now = hashes(names, before, both), hashes(names_now, now, both)
    gone = before.keys() - now.keys()
    changed = {key for key in before.keys() & now.keys() if before[key] != now[key]}
    shown = {*islice(before, ROWS_SHOWN)}
    return Comparison(
        new=len(now.keys() - before.keys()),
        gone=len(gone),
        changed=len(changed),
        columns=tuple(sorted({*names} ^ {*names_now})),
        named=tuple((key, key in gone) for key in sorted(gone | changed)[:KEYS_NAMED]),
        gone_here=frozenset(gone & shown),
        changed_here=frozenset(changed & shown),
    )


def hashes(names, rows, wanted):
    """A hash of the cells of the columns `wanted` of each row, by its first cell.

    The cells themselves, of 60,000 rows twice, would be 200 MB more.
    """
    cells = itemgetter(*(names.index(name) for name in wanted))
    return {row[0]: hash(cells(row)) for row in rows}
