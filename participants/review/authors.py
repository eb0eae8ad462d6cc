"""Who wrote what is to be published, by the history: none of them may approve it."""

from datetime import timedelta

from django.db.models import Q

from institutes.history.content import content_at, parts_of
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
    since = left_the_public(row)
    return {
        user
        for part in parts_of(type(row))
        for user in _written(part, row.pk, since).values_list("pgh_context__user", flat=True)
    }


def _written(part, pk, since):
    """The events of a table of the row since the event `since`, without steps of a review."""
    written = Q(pgh_context__act__isnull=True) | ~Q(pgh_context__act__in=STEPS)
    events = part.model.pgh_event_model._base_manager.filter(
        written, **{part.link or "pgh_obj_id": pk}, pgh_context__user__isnull=False
    )
    return events.filter(pgh_created_at__gt=since.pgh_created_at) if since else events


def left_the_public(row):
    """The event by which `row` was last withdrawn; None where it never was."""
    events = type(row).pgh_event_model._base_manager.filter(pgh_obj_id=row.pk).order_by("pgh_id")
    last = events.filter(publication=Publication.PUBLISHED).last()
    return last and events.filter(pgh_id__gt=last.pgh_id).first()


def last_public_content(row):
    """The content of `row` when it was last public; empty where it never was."""
    left = left_the_public(row)
    return content_at(row, left.pgh_created_at - timedelta(microseconds=1)) if left else {}
