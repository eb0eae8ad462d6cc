"""When something last changed in what the public sees.

`keco_portal.open_data.version` counts the changes of drafts too: it says when to look again. What
stands in public files must not tell of these.
"""

from django.db.models import Max, OuterRef, Subquery, Value

from keco_portal.open_data.tables import public_rows
from programs.models import Program
from programs.models.publication import Publication


def last_public_change():
    """The moment of the newest change that the public saw, None without one; one query.

    That of a row that is public now, or of one that was when it was changed, withdrawn or deleted.
    """
    newest = [
        events.order_by()
        .annotate(all=Value(1))
        .values("all")
        .annotate(newest=Max("pgh_created_at"))
        .values_list("newest", flat=True)
        for rows in public_rows()
        for events in changes_of(rows)
    ]
    return max(filter(None, newest[0].union(*newest[1:], all=True)), default=None)


def changes_of(rows):
    """Querysets of all events of a table that the public saw something of."""
    model = rows.model
    if not rows.query.where:  # each of its rows is public
        return [model.pgh_event_model.objects.all()]
    of_public = model.pgh_event_model.objects.filter(pgh_obj__in=rows.order_by().values("pk"))
    fields = {field.name for field in model._meta.get_fields()}
    # Partners, sources, themes and measures come and go with what names them.
    return [of_public, seen_changes(model)] if {"program", "publication"} & fields else [of_public]


def seen_changes(model):
    """The events of programs, or of what belongs to them, before which the row was public.

    `program_before` is the program that the row belonged to, or was.
    """
    events = model.pgh_event_model.objects
    own = "pgh_obj" if model is Program else "program"
    before = events.filter(pgh_obj=OuterRef("pgh_obj"), pgh_id__lt=OuterRef("pgh_id"))
    before = before.order_by("-pgh_id")
    found = events.exclude(pgh_label="insert").annotate(
        program_before=Subquery(before.values(own)[:1])
    )
    if hasattr(model, "publication"):
        found = found.annotate(publication_before=Subquery(before.values("publication")[:1]))
        found = found.filter(publication_before=Publication.PUBLISHED)
    if model is Program:
        return found
    of_program = Program.pgh_event_model.objects.filter(
        pgh_obj=OuterRef("program_before"), pgh_created_at__lt=OuterRef("pgh_created_at")
    )
    state = Subquery(of_program.order_by("-pgh_id").values("publication")[:1])
    return found.annotate(program_was=state).filter(program_was=Publication.PUBLISHED)
