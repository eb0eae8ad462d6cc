"""A program or a figure through its history: what the public saw of it before and after."""

from dataclasses import dataclass, field
from datetime import datetime

from institutes.history.content import parts_of
from institutes.history.versions import TOGETHER
from participants.corrections.heads import key_of
from participants.models import Figure
from programs.models import Program
from programs.models.publication import Publication

CHANGED, WITHDRAWN, AGAIN = "changed", "withdrawn", "again"


@dataclass
class Correction:
    """A change that the public saw, at the moment `at`: `act` says which of the three above.

    `before` and `after` are contents, both once public; of what was withdrawn there is no
    `after`. `reason` and `reason_ko` are empty where none was recorded. `row` is the row as it is
    now, if it is public.
    """

    model: type
    pk: int
    key: str
    act: str
    at: datetime
    before: dict
    after: dict
    reason: str = ""
    reason_ko: str = ""
    row: object = None
    address: str = ""
    differences: list = field(default_factory=list)


@dataclass
class Step:
    """Events that belong together: those of the row and its parts, and of a figure's program."""

    key: str
    events: list
    said: dict = field(default_factory=dict)

    @property
    def at(self):
        return self.events[-1][1].pgh_created_at

    @property
    def is_beginning(self):
        """Whether nobody spoke for it, and the row itself came by it."""
        [(part, event), *_] = self.events
        return event.pgh_label == "insert" and not part.link and not event.pgh_context_id


def steps(events):
    """The (part, event) pairs of a row, in order of time, as Steps."""
    found = []
    for part, event in sorted(events, key=lambda one: (one[1].pgh_created_at, one[1].pgh_id)):
        key = key_of(part, event)
        if not (found and (found[-1].key == key or comes_with(found[-1], part, event))):
            found.append(Step(key, []))
        found[-1].events.append((part, event))
        found[-1].said |= event.pgh_context or {}
    return found


def comes_with(step, part, event):
    """Whether a part came with its row, though nobody said so."""
    alone = part.link and event.pgh_label == "insert" and not event.pgh_context_id
    return alone and step.is_beginning and event.pgh_created_at - step.at < TOGETHER


class Walk:
    """The row `pk` of `model` at each step. `shown` is what the public last saw of it."""

    def __init__(self, model, pk):
        self.model, self.pk = model, pk
        self.own = parts_of(model)[0]
        self.content = {part.label: {} for part in parts_of(model)}
        self.is_published = False
        self.published_programs = set()
        self.shown, self.is_withdrawn, self.key = None, False, ""

    def corrections(self, events):
        """The Corrections, the oldest first. Of a figure, `events` has those of its program too."""
        for step in steps(events):
            for part, event in step.events:
                self.take(part, event, step)
            if found := self.correction(step):
                act, before = found
                yield Correction(
                    *(self.model, self.pk, self.key, act, step.at, before),
                    after=self.content if act != WITHDRAWN else {},
                    reason=step.said.get("reason") or "",
                    reason_ko=step.said.get("reason_ko") or "",
                )

    def take(self, part, event, step):
        is_gone = event.pgh_label == "delete"
        is_published = not is_gone and getattr(event, "publication", "") == Publication.PUBLISHED
        if self.model is Figure and part.model is Program:
            keep = self.published_programs.add if is_published else self.published_programs.discard
            keep(event.pgh_obj_id)
            return
        self.key = step.key
        rows = dict(self.content[part.label])
        rows.pop(str(event.pgh_obj_id), None)
        if not is_gone:
            rows[str(event.pgh_obj_id)] = part.values(event)
        self.content = self.content | {part.label: rows}
        if part.model is self.model:
            self.is_published = is_published

    def correction(self, step):
        """(act, what the public saw before), or None; remembers what it sees now."""
        before = self.shown
        if self.is_public:
            was_withdrawn, self.is_withdrawn, self.shown = self.is_withdrawn, False, self.content
            if before is not None and was_withdrawn:
                return AGAIN, before
            if before is not None and before != self.content:
                return CHANGED, before
        elif before is not None and not self.is_withdrawn and not self.is_published:
            self.is_withdrawn = True
            return WITHDRAWN, before
        return None

    @property
    def is_public(self):
        if not self.is_published or self.model is Program:
            return self.is_published
        values = self.content[self.own.label][str(self.pk)]
        return values["program"] in self.published_programs
