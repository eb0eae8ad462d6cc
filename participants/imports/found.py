"""Imports as the history knows them: when, by whom, of which file, and what came of each."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max, QuerySet

from institutes.access import institutes_of, is_administrator
from institutes.among import Among
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
    counts: Counter
    is_undone: bool

    @property
    def made(self):
        return self.counts["made"]

    @property
    def changed(self):
        return self.counts["changed"]

    @property
    def proposed(self):
        return self.counts["proposed"]

    @property
    def file(self):
        return self.said.get("file", "")

    @property
    def person(self):
        return self.said.get("name", "")

    def may_be_undone_by(self, person):
        """Whether all its rows are of institutes where `person` writes."""
        return self.key in dict(Imports(self.model, person).newest_first())


class Imports:
    """The imports of rows of `model` that `person` may undo: those of their institutes only."""

    def __init__(self, model, person):
        self.model, self.person = model, person

    def newest_first(self):
        """(key, time) of each."""
        found, foreign = {}, set()
        for table in self.tables():
            events, way = table.of_imports, table.institute
            for key, at in events.values_list("pgh_context_id").annotate(Max("pgh_created_at")):
                found[key] = max(found.get(key, at), at)
            if not is_administrator(self.person):
                others = events.exclude(**{f"{way}__in": self._institutes})
                others = others.filter(**{f"{way}__isnull": False})
                foreign |= set(others.values_list("pgh_context_id", flat=True))
        mine = [(key, at) for key, at in found.items() if key not in foreign]
        return sorted(mine, key=lambda one: one[1], reverse=True)

    def one(self, key):
        """The Import `key`, or None where there is none that the person may undo."""
        return next(iter(self.told([one for one in self.newest_first() if one[0] == key])), None)

    def told(self, found):
        """Each of `found`, some of `newest_first`, as an Import. Three queries for each table."""
        said, undone, rows, touched = {}, set(), defaultdict(dict), set()
        keys = [key for key, _ in found]
        for table in self.tables():
            some = table.of_imports.filter(pgh_context_id__in=keys).order_by("pgh_context_id")
            one_each = some.distinct("pgh_context_id")
            said |= dict(one_each.values_list("pgh_context_id", "pgh_context"))
            ways = (table.owner, "pgh_label", table.row)
            here = set()
            for key, pk, label, row in some.values_list("pgh_context_id", *ways).distinct():
                here.add(row)
                made = table.rows == "made" and label == "insert"
                what = table.rows if made or table.rows == "proposed" else "changed"
                rows[key].setdefault((table.rows == "proposed", pk), what)
            touched |= here
            # Of what is public only the way back is proposed: no row is written by that.
            undone_in = touched if table.rows == "proposed" else here
            undone |= table.undone([str(key) for key in keys], undone_in)
        return [
            Import(self.model, key, at, said[key], Counter(rows[key].values()), str(key) in undone)
            for key, at in found
        ]

    @property
    def _institutes(self):
        return institutes_of(self.person, Role.EDITOR)

    def tables(self):
        """The tables of events that tell what an import did: proposals are the last."""
        name = self.model._meta.model_name
        way = "program__institute" if name == "figure" else "institute"
        own, *parts = parts_of(self.model)
        yield _Table("made", _events(own.model), way, "pgh_obj_id", "pgh_obj_id")
        for part in parts:
            link = part.model._meta.get_field(part.link).attname
            yield _Table("changed", _events(part.model), f"{part.link}__{way}", link, link)
        proposals = _events(Proposal).filter(**{f"{name}__isnull": False})
        yield _Table("proposed", proposals, f"{name}__{way}", "pgh_obj_id", f"{name}_id")


@dataclass(frozen=True)
class _Table:
    """Events, the way from one to its institute, the column of the row that it belongs to.

    `row` is the column of the program or the figure that it is about, as imports know them.
    `rows` says what an import did where it added an event of an insertion.
    """

    rows: str
    events: QuerySet
    institute: str
    owner: str
    row: str

    @property
    def of_imports(self):
        return self.events.filter(pgh_context__by="import")

    def undone(self, keys, rows):
        """Those of `keys`, of imports that touched `rows`, that somebody undid."""
        if not rows:
            return set()
        undoing = self.events.filter(
            Among(self.row, rows), pgh_context__by="undo", pgh_context__undone__in=keys
        )
        return set(undoing.values_list("pgh_context__undone", flat=True).distinct())


def _events(model):
    return model.pgh_event_model._base_manager.all()
