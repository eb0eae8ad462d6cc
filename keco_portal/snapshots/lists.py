"""The lists whose rows can be cited: the rows, columns and filter of the files that they offer."""

import csv
import io
from itertools import islice

from django.http import QueryDict
from django.utils.http import urlencode

from keco_portal.snapshots.models import BYTES_AT_MOST
from participants.views import FigureFile, ParticipantFile
from programs.export import csv_of, place
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
    """The bytes of the list's CSV. Raises TooManyRequests, TooLarge, DatabaseError, OSError."""
    with place(filterset.qs):
        made = csv_of(LISTS[table].table, filterset.qs, BYTES_AT_MOST)
    with made.file:
        return made.file.read()


def read_csv(data):
    """The names of the columns of a public CSV, and its rows as lists of texts, one by one."""
    text = io.TextIOWrapper(io.BytesIO(data), "utf-8-sig", newline="")
    rows = csv.reader(text, strict=True)
    return next(rows), rows


def first_rows(data, at_most):
    """The same of the beginning of a CSV, cut anywhere behind its header: `at_most` whole rows.

    Outside quotes is where an even number of them came before, so a row ends there.
    """
    end = data.rfind(b"\r\n")
    while data.count(b'"', 0, end) % 2:
        end = data.rfind(b"\r\n", 0, end)
    names, rows = read_csv(data[: end + 2])
    return names, list(islice(rows, at_most))
