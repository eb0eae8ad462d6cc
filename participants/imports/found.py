"""Imports as the history knows them: when, by whom, of which file, and what came of each."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from institutes.access import institutes_of, is_administrator
from institutes.history.content import parts_of
from institutes.models import Role
from participants.models import Proposal


@dataclass(frozen=True)
class Import:
    """One import of rows of `model`; `said` is what was recorded with it."""

    model: type
    key: UUID
    at: datetime
    said: dict

    @property
    def file(self):
        return self.said.get("file", "")

    @property
    def person(self):
        return self.said.get("name", "")

    def may_be_undone_by(self, person):
        """Whether all its rows are of institutes where `person` writes."""
        return bool(Imports(self.model, person).one(self.key))


class Imports:
    """The imports of rows of `model` that `person` may undo: those of their institutes only."""

    def __init__(self, model, person):
        self.model, self.person = model, person

    def newest_first(self):
        """(key, time) of each."""
        found, foreign = {}, set()
        for events, institute in self.events():
            for key, at in events.values_list("pgh_context_id").annotate(Max("pgh_created_at")):
                found[key] = max(found.get(key, at), at)
            if not is_administrator(self.person):
                others = events.exclude(**{f"{institute}__in": self._institutes}).filter(
                    **{f"{institute}__isnull": False}
                )
                foreign |= set(others.values_list("pgh_context_id", flat=True))
        mine = [(key, at) for key, at in found.items() if key not in foreign]
        return sorted(mine, key=lambda one: one[1], reverse=True)

    def one(self, key):
        """The Import `key`, or None where there is none that the person may undo."""
        return next(iter(self.told([one for one in self.newest_first() if one[0] == key])), None)

    def told(self, found):
        """Each of `found`, some of `newest_first`, as an Import."""
        said = {}
        keys = [key for key, _ in found]
        for events, _ in self.events():
            some = events.filter(pgh_context_id__in=keys).order_by("pgh_context_id")
            said |= dict(
                some.distinct("pgh_context_id").values_list("pgh_context_id", "pgh_context")
            )
        return [Import(self.model, key, at, said[key]) for key, at in found]

    @property
    def _institutes(self):
        return institutes_of(self.person, Role.EDITOR)

    def events(self):
        """(events of imports, the way from an event to its institute) of each table."""
        name = self.model._meta.model_name
        way = "program__institute" if name == "figure" else "institute"
        for part in parts_of(self.model):
            yield _of_imports(part.model), f"{part.link}__{way}" if part.link else way
        proposals = _of_imports(Proposal).filter(**{f"{name}__isnull": False})
        yield proposals, f"{name}__{way}"


def _of_imports(model):
    return model.pgh_event_model._base_manager.filter(pgh_context__by="import")
