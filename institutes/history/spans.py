"""The span of time that each version of a row stood, by its history, for queries."""

import datetime

from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import Coalesce

FOR_EVER = datetime.datetime.max.replace(tzinfo=datetime.UTC)


def versions_of(model):
    """Events of `model` that left a row there, each with `until`: when it was changed again.

    `until` is FOR_EVER of what still stands.
    """
    events = model.pgh_event_model._base_manager
    following = events.filter(pgh_obj=OuterRef("pgh_obj"), pgh_id__gt=OuterRef("pgh_id"))
    next_time = following.order_by("pgh_id").values("pgh_created_at")[:1]
    return events.exclude(pgh_label="delete").annotate(until=Coalesce(next_time, Value(FOR_EVER)))


def at_the_time_of(versions):
    """The condition that one of `versions` stood at some moment of the version it is asked of."""
    return Exists(
        versions.filter(pgh_created_at__lt=OuterRef("until"), until__gt=OuterRef("pgh_created_at"))
    )
