"""The versions of a row: its content after each change, by the history.

What one person did to a row and to all that belongs to it in one go is one version. They are
numbered from 1, and since events are only ever added, a number keeps its meaning.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from uuid import UUID

from django.utils.text import capfirst

from institutes.history.content import content_at, parts_of
from institutes.history.difference import Difference, differences, names_of_rows

# Changes that nobody spoke for are one version where so little time lies between them.
TOGETHER = timedelta(seconds=1)


@dataclass(frozen=True)
class State:
    """A row at a moment: its content, and the fields that its model keeps apart from that.

    `apart` is empty while the row is not there.
    """

    content: dict = field(default_factory=dict)
    apart: dict = field(default_factory=dict)

    @property
    def is_there(self):
        return bool(self.apart)


@dataclass(frozen=True)
class Version:
    """Events that belong together: the time of the last of them, and the row after it.

    `said` is what `recording` told of them: who, from where, why; empty where nobody did.
    """

    number: int
    at: datetime
    context_id: UUID | None
    said: dict = field(default_factory=dict)
    before: State = State()
    after: State = State()

    @property
    def came(self):
        return self.after.is_there and not self.before.is_there

    @property
    def went(self):
        return self.before.is_there and not self.after.is_there


class Versions:
    """The versions of the row `pk` of `model`, which may be gone by now."""

    def __init__(self, model, pk):
        self.model, self.row = model, model(pk=pk)
        self.parts = parts_of(model)
        self.nothing = State({part.label: {} for part in self.parts})

    def __len__(self):
        return len(self._all)

    @cached_property
    def _all(self):
        """All versions, without what happened in them. One query; none where none are kept."""
        if not hasattr(self.model, "pgh_event_model"):
            return []
        own, *others = (
            self._events(part).values_list("pgh_created_at", "pgh_context_id")
            for part in self.parts
        )
        versions = []
        for at, context_id in own.union(*others, all=True).order_by("pgh_created_at"):
            last = versions[-1] if versions else None
            if last and last.context_id == context_id and (context_id or at - last.at < TOGETHER):
                versions[-1] = replace(last, at=at)
            else:
                versions.append(Version(len(versions) + 1, at, context_id))
        return versions

    def one(self, number):
        """Version `number`. Raises IndexError."""
        [version] = self.between(number, number)
        return version

    def between(self, first, last):
        """The versions from `first` to `last`. Some queries for each part, however many they are.

        Raises IndexError where there is no such version.
        """
        if not 1 <= first <= last <= len(self):
            raise IndexError(f"There is no version {first} to {last}.")
        state, events = self._begin(first, self._all[last - 1].at)
        versions = []
        for version in self._all[first - 1 : last]:
            before, said = state, {}
            while events and events[0][1].pgh_created_at <= version.at:
                part, event = events.pop(0)
                state = self.after(state, part, event)
                said |= event.pgh_context or {}
            versions.append(replace(version, said=said, before=before, after=state))
        return versions

    def _begin(self, first, end):
        """The State before version `first`, and the (part, event)s that follow until `end`."""
        events = [(part, self._events(part).filter(pgh_created_at__lte=end)) for part in self.parts]
        state = self.nothing
        if first > 1:
            begin = self._all[first - 2].at
            own = events[0][1].filter(pgh_created_at__lte=begin).order_by("pgh_id").last()
            state = State(content_at(self.row, begin), self._apart(own) if own else {})
            events = [(part, found.filter(pgh_created_at__gt=begin)) for part, found in events]
        return state, sorted(
            ((part, event) for part, found in events for event in found),
            key=lambda one: (one[1].pgh_created_at, one[1].pgh_id),
        )

    def _events(self, part):
        events = part.model.pgh_event_model._base_manager
        return events.filter(**{part.link or "pgh_obj_id": self.row.pk})

    def after(self, state, part, event):
        """`state` as `event` left it."""
        rows = dict(state.content[part.label])
        is_gone, apart = event.pgh_label == "delete", state.apart
        if is_gone:
            rows.pop(str(event.pgh_obj_id), None)
        else:
            rows[str(event.pgh_obj_id)] = part.values(event)
        if part.link is None:
            apart = {} if is_gone else self._apart(event)
        return State(state.content | {part.label: rows}, apart)

    def _apart(self, event):
        """The fields of the row that are no content; the key is among them."""
        return {
            one.name: getattr(event, one.attname)
            for one in [self.model._meta.pk, *self._kept_apart()]
        }

    def _kept_apart(self):
        return [self.model._meta.get_field(name) for name in getattr(self.model, "kept_apart", ())]

    def differences(self, *pairs):
        """For each pair of States the Differences between them: what is kept apart comes first.

        One query for each model that the contents refer to.
        """
        contents = [state.content for pair in pairs for state in pair]
        names = names_of_rows(self.model, *contents)
        return [
            [
                *self._apart_differences(before.apart, after.apart),
                *(
                    one
                    for one in differences(self.model, before.content, after.content, names)
                    if one.before != one.after  # nothing and an empty text are one to people
                ),
            ]
            for before, after in pairs
        ]

    def _apart_differences(self, before, after):
        for one in self._kept_apart():
            old, new = before.get(one.name), after.get(one.name)
            if old != new:
                yield Difference(
                    part="",
                    label=capfirst(one.verbose_name),
                    before=_shown(one, old),
                    after=_shown(one, new),
                    field=one.name,
                )


def _shown(one, value):
    """`value` of the field `one` as people read it; empty where there is none."""
    return "" if value is None else str(dict(one.flatchoices).get(value, value))
