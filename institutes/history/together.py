"""What was changed together, such as by one import: each row before it, after it, and now."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from institutes.among import Among
from institutes.history.versions import State, Versions


@dataclass(frozen=True)
class Touched:
    """A row of `model` that was changed together with others.

    `last` is the last event of the row, whoever caused it: a dict of what was said, and its time.
    """

    model: type
    pk: int
    before: State
    after: State
    now: State
    last_said: dict
    last_at: datetime


def touched_together(model, context_id):
    """The rows of `model` that have changes of the context, in the order of their keys.

    Two queries for each table of a content, however many rows there are.
    """
    events = defaultdict(list)
    versions = Versions(model, None)
    pks = {
        pk
        for part in versions.parts
        for pk in _events(part)
        .filter(pgh_context_id=context_id)
        .values_list(_owner(part), flat=True)
    }
    if not pks:
        return []
    for part in versions.parts:
        for event in _events(part).filter(Among(_owner(part), pks)):
            events[getattr(event, _owner(part))].append((part, event))
    return [_touched(versions, pk, events[pk], context_id) for pk in sorted(pks)]


def _touched(versions, pk, events, context_id):
    state = before = after = versions.nothing
    ours = False
    for part, event in sorted(events, key=lambda one: (one[1].pgh_created_at, one[1].pgh_id)):
        is_ours = event.pgh_context_id == context_id
        if is_ours and not ours:
            before = state
        state = versions.after(state, part, event)
        if is_ours:
            after, ours = state, True
        last = event
    return Touched(
        versions.model, pk, before, after, state, last.pgh_context or {}, last.pgh_created_at
    )


def _events(part):
    return part.model.pgh_event_model._base_manager.all()


def _owner(part):
    """The column of an event of `part` with the key of the row that it belongs to."""
    return part.model._meta.get_field(part.link).attname if part.link else "pgh_obj_id"
