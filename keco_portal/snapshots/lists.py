"""The lists whose rows can be cited: the rows, columns and filter of the files that they offer."""

import csv
import io

from django.http import QueryDict
from django.utils.http import urlencode

from keco_portal.snapshots.models import BYTES_AT_MOST
from participants.views import FigureFile, ParticipantFile
from programs.export import csv_of
from programs.views.program import ProgramFile

LISTS = {one.stem: one for one in (ProgramFile, FigureFile, ParticipantFile)}


def filterset_of(table, query):
    """The FilterSet of the list `table` for a query string."""
    cited = LISTS[table]
    return cited.filterset_class(QueryDict(query), queryset=cited.queryset())


def same_query(filterset):
    """What is chosen as a query string that is the same for the same choices, whatever their order.

    The order of the list is no part of it.
    """
    names = list(filterset.narrowing)
    pairs = [(name, value) for name, value in filterset.pairs() if name in names]
    return urlencode(sorted(pairs, key=lambda pair: (names.index(pair[0]), pair[1])))


def csv_bytes(table, filterset):
    """The bytes of the list's CSV. Raises TooLarge, DatabaseError, OSError."""
    made = csv_of(LISTS[table].table, filterset.qs, BYTES_AT_MOST)
    with made.file:
        return made.file.read()


def read_csv(data):
    """The names of the columns, and the rows as lists of texts, of a public CSV."""
    rows = csv.reader(io.StringIO(bytes(data).decode("utf-8-sig"), newline=""), strict=True)
    return next(rows), list(rows)
