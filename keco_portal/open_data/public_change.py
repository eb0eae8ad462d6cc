"""When something last changed in what the public sees.

`keco_portal.open_data.version` counts the changes of drafts too: it says when to look again. What
stands in public files must not tell of these.
"""

from django.db.models import Max, Value

from keco_portal.open_data.tables import TABLES
from programs.models import Program, RegionMatch


def public_rows():
    """A queryset for each table that public files show something of: of its public rows."""
    yield from (one.published() for one in TABLES.values())
    yield RegionMatch.objects.all()
    public = Program.objects.published()
    for link in (Program.frameworks.through, Program.themes.through):
        yield link.objects.filter(program__in=public)


def last_public_change():
    """The moment of the newest change of a row that is public now, None without one; one query."""
    newest = [
        rows.model.pgh_event_model.objects.filter(pgh_obj__in=rows.order_by().values("pk"))
        .order_by()
        .annotate(all=Value(1))
        .values("all")
        .annotate(newest=Max("pgh_created_at"))
        .values_list("newest", flat=True)
        for rows in public_rows()
    ]
    return max(newest[0].union(*newest[1:], all=True), default=None)
