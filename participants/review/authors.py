"""Who wrote what is to be published, by the history: none of them may approve it."""

from django.db.models import Q

from institutes.history.content import parts_of
from participants.models.proposal import Act
from programs.models.publication import Publication

# The acts that actions record: steps of a review, by which nobody writes.
STEPS = [*Act.values, "submit", "refuse", "take-back", "confirm"]


def authors_of(proposal, row):
    """The keys of all who wrote in what `proposal` would bring to the public, in order.

    A change holds its authors itself. A draft was written in its row.
    """
    authors = set(proposal.authors)
    if proposal.act == Act.PUBLISH:
        authors |= writers_of(row)
    return sorted(authors)


def writers_of(row):
    """The keys of all who wrote in `row` and what belongs to it since it was last public."""
    last = (
        type(row)
        .pgh_event_model._base_manager.filter(pgh_obj_id=row.pk, publication=Publication.PUBLISHED)
        .order_by("-pgh_id")
        .first()
    )
    return {
        user
        for part in parts_of(type(row))
        for user in _written(part, row.pk, last).values_list("pgh_context__user", flat=True)
    }


def _written(part, pk, last):
    """The events of a table of the row since `last`, without those that are steps of a review."""
    written = Q(pgh_context__act__isnull=True) | ~Q(pgh_context__act__in=STEPS)
    events = part.model.pgh_event_model._base_manager.filter(
        written, **{part.link or "pgh_obj_id": pk}, pgh_context__user__isnull=False
    )
    return events.filter(pgh_created_at__gt=last.pgh_created_at) if last else events
