"""Which changes of programs and figures the public may have seen: found by PostgreSQL, in order.

This finds the events; what exactly the public saw before and after them, `walk` tells. The
events of a row that belong together have one key: that of what was done in one go, or the
event's own where nobody spoke for it.
"""

from functools import cache
from typing import NamedTuple

from django.db import connection
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat

from institutes.history.content import parts_of
from institutes.history.versions import TOGETHER
from participants.models import Figure
from programs.counting import compiled
from programs.models import Program
from programs.models.once_public import CHANGED, LOADED
from programs.models.publication import Publication


class Head(NamedTuple):
    """A change: of the row `pk` of `model`, by the key that its events have in common."""

    model: type
    pk: int
    key: str


class Differs(Func):
    """SQL: whether two values differ, nothing being a value too."""

    template = "(%(expressions)s)"
    arg_joiner = " IS DISTINCT FROM "
    output_field = BooleanField()


def heads(first, last, rows=None):
    """([Head] from place `first` to `last`, the newest first; how many there are in all).

    Of all rows, or of `rows`: {Program or Figure: a list or a queryset of primary keys}.
    """
    parts = [
        (sql, params) if rows is None else only(sql, params, rows[of])
        for of, sql, params in statements()
        if rows is None or of in rows
    ]
    sql = (
        "SELECT noun, item, change, count(*) OVER () FROM "  # noqa: S608 (what the ORM wrote)
        f"({' UNION ALL '.join(sql for sql, _ in parts)}) AS changes "
        "GROUP BY noun, item, change "
        "ORDER BY max(moment) DESC, noun, item, change LIMIT %s OFFSET %s"
    )
    params = [param for _, given in parts for param in given] + [last - first, first]
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows = cursor.fetchall()
    nouns = {one._meta.model_name: one for one in (Program, Figure)}
    found = [Head(nouns[noun], item, key) for noun, item, key, _ in rows]
    return found, rows[0][-1] if rows else 0


@cache
def statements():
    """[(Program or Figure, SQL, parameters)] that find all changes.

    To write them takes Django ten times as long as PostgreSQL takes to answer.
    """
    found = [(Program, own_events(Program)), (Figure, own_events(Figure))]
    found += [(Program, events_of_part(part)) for part in parts_of(Program)[1:]]
    return [
        (of, *compiled(one.order_by().values("noun", "item", "change", "moment")))
        for of, one in found
    ]


def only(sql, params, keys):
    """`sql` and its parameters, for the rows with these primary keys: a list or a queryset."""
    chosen, more = ("%s", [keys]) if isinstance(keys, list) else compiled(keys)
    return f"SELECT * FROM ({sql}) AS found WHERE item = ANY({chosen})", params + more  # noqa: S608


def own_events(model):
    """Changes of rows of `model` themselves, after they were public."""
    events = model.pgh_event_model._base_manager
    before = events.filter(pgh_obj=OuterRef("pgh_obj"), pgh_id__lt=OuterRef("pgh_id"))
    just_before = events.filter(pgh_id=OuterRef("before"))
    public_before = model.objects.once_public().filter(
        pgh_obj=OuterRef("pgh_obj"), pgh_id__lt=OuterRef("pgh_id")
    )
    is_public = Exists(model.objects.published().filter(pk=OuterRef("pgh_obj")))
    published = Q(publication=Publication.PUBLISHED) & ~Q(pgh_label="delete")
    own = parts_of(model)[0]
    other = Q()
    for field in [*own.fields().values(), model._meta.get_field("publication")]:
        other |= Q(Differs(F(field.attname), OuterRef(field.attname)))
    return (
        events.filter(CHANGED)
        .annotate(before=Subquery(before.order_by("-pgh_id").values("pgh_id")[:1]))
        .filter(
            published & Q(is_public) & Q(Exists(just_before.filter(other)))
            | ~published & Q(Exists(just_before.filter(publication=Publication.PUBLISHED)))
        )
        .filter(Exists(public_before))
        .annotate(**columns(model, own, "pgh_obj_id"))
    )


def events_of_part(part):
    """Changes of what belongs to programs, while those were public."""
    events = part.model.pgh_event_model._base_manager
    of_program = Program.pgh_event_model._base_manager.filter(pgh_obj=OuterRef(part.link))
    at_the_time = of_program.filter(pgh_created_at__lte=OuterRef("pgh_created_at"))
    public_before = Program.objects.once_public().filter(
        Q(pgh_context_id=None) | Q(Differs(F("pgh_context_id"), OuterRef("pgh_context_id"))),
        pgh_obj=OuterRef(part.link),
    )
    alone = Q(pgh_label="insert", pgh_context_id=None)
    return (
        events.filter(~LOADED)
        .annotate(
            publication_then=Subquery(at_the_time.order_by("-pgh_id").values("publication")[:1])
        )
        .filter(publication_then=Publication.PUBLISHED)
        .filter(Exists(Program.objects.published().filter(pk=OuterRef(part.link))))
        .filter(
            ~alone & Q(Exists(public_before.filter(pgh_created_at__lt=OuterRef("pgh_created_at"))))
            | alone
            & Q(
                Exists(
                    public_before.filter(pgh_created_at__lt=OuterRef("pgh_created_at") - TOGETHER)
                )
            )
        )
        .annotate(**columns(Program, part, f"{part.link}_id"))
    )


def columns(model, part, item):
    text = TextField()
    by_itself = Concat(Value(f"{part.label} "), Cast("pgh_id", text), output_field=text)
    return {
        "noun": Value(model._meta.model_name, text),
        "item": F(item),
        "change": Coalesce(Cast("pgh_context_id", text), by_itself),
        "moment": F("pgh_created_at"),
    }


def key_of(part, event):
    """The key of `event` that the SQL above gives it."""
    return str(event.pgh_context_id or f"{part.label} {event.pgh_id}")
