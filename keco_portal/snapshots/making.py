"""Making a snapshot: what is the same as one that is there is that one."""

import base64
import hashlib

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import override

from institutes.language import ENGLISH, KOREAN
from keco_portal.snapshots.lists import csv_bytes, filterset_of, read_csv, same_query
from keco_portal.snapshots.models import Snapshot, SnapshotCsv
from programs.models import Source


def prepared(table, filterset):
    """A Snapshot, not stored, of the rows that `filterset`, a valid one, lets through now.

    Its rows are of one statement, so of one moment. Raises what `csv_bytes` does.
    """
    query = same_query(filterset)
    data = csv_bytes(table, filterset)
    names, rows = read_csv(data)
    sources = [row[names.index("source")] for row in rows]
    return Snapshot(
        key=key_of(table, query, hashlib.sha256(data).hexdigest()),
        table=table,
        query=query,
        csv=SnapshotCsv(data=data),
        row_count=len(sources),
        chosen={one: chosen_in(one, table, query) for one in (ENGLISH, KOREAN)},
        sources=said_of_sources({*sources}),
    )


def key_of(table, query, sha256):
    """The key of a snapshot: of what it holds alone, so that it never comes to mean another."""
    said = f"{table}\n{query}\n{sha256}".encode()
    return base64.b32encode(hashlib.sha256(said).digest()).decode().lower()[:12]


def said_of_sources(slugs):
    """What is said of the documents with these keys, in the order of their keys."""
    fields = ("slug", "title", "title_ko", "publisher", "url", "modified")
    return list(Source.objects.filter(slug__in=slugs).order_by("slug").values(*fields))


def chosen_in(language, table, query):
    """The filter in words of `language`: a [label, words] for each choice."""
    with override(language):
        filterset = filterset_of(table, query)
        filterset.is_valid()
        return [[str(one["label"]), str(one["words"])] for one in filterset.chosen()]


def the_same_as(snapshot):
    """The Snapshot that is there already under the key of a prepared one, or None."""
    return Snapshot.objects.filter(key=snapshot.key).first()


@transaction.atomic
def stored(snapshot):
    """A prepared Snapshot as stored; of two at the same moment, the first."""
    sha256 = hashlib.sha256(snapshot.csv.data).hexdigest()
    SnapshotCsv.objects.bulk_create([snapshot.csv], ignore_conflicts=True)
    snapshot.csv = SnapshotCsv.objects.defer("data").get(sha256=sha256)
    Snapshot.objects.bulk_create([snapshot], ignore_conflicts=True)
    return Snapshot.objects.get(table=snapshot.table, query=snapshot.query, csv=snapshot.csv)


def bytes_stored():
    """How many bytes all snapshots have together, before they are compressed."""
    return SnapshotCsv.objects.aggregate(sum=Sum("size"))["sum"] or 0
