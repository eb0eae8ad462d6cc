"""Programs with all that their activities tell, in a fixed number of queries for each thousand."""

from django.db.models import Max, Prefetch

from keco_portal.open_data.public_change import seen_changes
from participants.models import Figure
from programs.models import (
    Edition,
    Partnership,
    Program,
    ProgramCountry,
    ProgramRegion,
)

TOGETHER = 1000


def activity_rows(programs):
    """`programs`, a queryset of published ones, one by one in order of their keys.

    Each has `public_figures`, `public_children`, its `level`, 1 for the topmost, and
    `figures_changed_at`: when the public last saw a change of one, None where it never did.
    """
    changes = seen_changes(Figure).order_by().values_list("program_before")
    changed = dict(changes.annotate(Max("pgh_created_at")))
    above = dict(Program.objects.published().values_list("pk", "parent"))
    for program in with_all(programs.order_by("slug")).iterator(chunk_size=TOGETHER):
        program.level = level_of(program.pk, above)
        program.figures_changed_at = changed.get(program.pk)
        yield program


def level_of(pk, above):
    """How deep a program lies among published ones. PostgreSQL refuses circles."""
    level = 0
    while pk in above:
        level, pk = level + 1, above[pk]
    return level


def with_all(programs):
    figures = Figure.objects.published().by_key()
    return programs.select_related("institute", "source", "parent").prefetch_related(
        "themes",
        "frameworks",
        Prefetch("program_countries", ProgramCountry.objects.select_related("country")),
        Prefetch("program_regions", ProgramRegion.objects.select_related("region").by_name()),
        Prefetch("partnerships", Partnership.objects.select_related("partner").in_order()),
        Prefetch("editions", Edition.objects.select_related("host_country").by_year()),
        Prefetch(
            "children", Program.objects.published().order_by("slug"), to_attr="public_children"
        ),
        Prefetch(
            "figures",
            figures.select_related("measure__part_of", "country", "source"),
            to_attr="public_figures",
        ),
    )
