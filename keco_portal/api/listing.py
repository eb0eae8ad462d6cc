"""A part of a list: the rows of a page, or those after a cursor.

How many rows a filter lets through, and which come first, is asked once while the data is the same,
and kept in the memory of this process. A page is then found by its primary keys, the last one as
fast as the first. What lies deeper than `ROWS_BY_PAGE` is reached by cursor, along the keys.
"""

from array import array
from dataclasses import dataclass

from django.http import Http404

from institutes.among import Among
from institutes.remembered import Remembered
from keco_portal.api.asked import ROWS_BY_PAGE

LISTS_KEPT = 256  # each of at most 80 kB


@dataclass(frozen=True)
class Found:
    """What a filter lets through: how many rows, and the primary keys of the first ones."""

    count: int
    first: array


memory = Remembered(LISTS_KEPT)


def found(resource, filterset, version):
    """The Found of a filter, as the data of `version` has it."""
    asked = (version.state, resource.name, filterset.query)
    if known := memory.get(asked):
        return known
    queryset = filterset.ordered(filterset.qs)
    pks = array("q", queryset.values_list("pk", flat=True)[:ROWS_BY_PAGE])
    count = len(pks) if len(pks) < ROWS_BY_PAGE else queryset.order_by().count()
    result = Found(count, pks)
    if version.is_complete:
        memory.keep(asked, result)
    return result


@dataclass
class Part:
    """Rows as the serializer reads them; `count` of all, None where none are counted.

    `next` and `previous` are parameters of the parts beside this one, None where there is none.
    """

    rows: list
    count: int | None
    next: dict | None
    previous: dict | None


def page(resource, asked, version):
    """The Part that is asked for by its number. Raises Http404 where there is none."""
    known = found(resource, asked.filterset, version)
    end = asked.page * asked.page_size
    start = end - asked.page_size
    if end > ROWS_BY_PAGE:
        beyond = (
            ", and an order by “sort” ends there; a cursor takes all rows in the order of their "
            "keys, from the first by cursor= without a value."
            if "sort" in asked.data
            else "; a cursor goes on from there, from the first row by cursor= without a value."
        )
        raise Http404(f"Pages go as deep as {ROWS_BY_PAGE:,} rows{beyond}")
    if start and start >= known.count:
        raise Http404(f"There is no page {asked.page}: the list has {known.count:,} rows.")
    pks = known.first[start:end]
    rows = {
        row["pk"]: row for row in rows_of(resource, resource.published().filter(Among("pk", pks)))
    }
    rows = [rows[pk] for pk in pks if pk in rows]
    previous = {"page": asked.page - 1} if start else None
    return Part(rows, known.count, following(resource, asked, known, rows), previous)


def following(resource, asked, known, rows):
    """The page after this one; after the last that there may be, a cursor, which follows keys."""
    end = asked.page * asked.page_size
    if end >= known.count or not rows:
        return None
    if end + asked.page_size <= ROWS_BY_PAGE:
        return {"page": asked.page + 1}
    return None if "sort" in asked.data else {"cursor": resource.serializer.key_of(rows[-1])}


def after_cursor(resource, asked):
    """The Part after the cursor. Raises Http404 for another page than the first from there."""
    if asked.page > 1:
        raise Http404("After a cursor there is one page; its “next” goes on.")
    queryset = asked.filterset.qs.order_by(resource.key_field)
    if asked.cursor:
        queryset = queryset.filter(**{f"{resource.key_field}__gt": asked.cursor})
    rows = rows_of(resource, queryset[: asked.page_size + 1])
    more = len(rows) > asked.page_size
    rows = rows[: asked.page_size]
    return Part(
        rows, None, {"cursor": resource.serializer.key_of(rows[-1])} if more else None, None
    )


def rows_of(resource, queryset):
    return list(resource.serializer.values(queryset))
