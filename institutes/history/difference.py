"""What differs between two contents of a row, said for people, down to the words."""

import difflib
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from institutes.history.content import parts_of

TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
# Beyond these a text is shown as wholly new: words, signs and blanks of one text, and pairs of a
# word in the one with the same word in the other, which comparing goes through again and again.
COMPARED_AT_MOST, PAIRS_AT_MOST = 4000, 100_000


@dataclass(frozen=True)
class Piece:
    """Some words of a text; `changed` where the other text has them not."""

    text: str
    changed: bool


@dataclass(frozen=True)
class Difference:
    """One field, or one row that came or went: its name and its text before and after.

    `part` says which row of a part it is, such as "edition: Workshop, 2015"; empty for the row
    itself. `field` is the name of the field, empty for a row that came or went.
    """

    part: str
    label: str
    before: str
    after: str
    field: str = ""

    @cached_property
    def _pieces(self):
        old, new = TOKEN.findall(self.before), TOKEN.findall(self.after)
        if not may_be_compared(old, new):
            return [Piece(self.before, True)], [Piece(self.after, True)]
        left, right = [], []
        matcher = difflib.SequenceMatcher(str.isspace, old, new, autojunk=False)
        for act, i, j, k, m in matcher.get_opcodes():
            if i < j:
                left.append(Piece("".join(old[i:j]), act != "equal"))
            if k < m:
                right.append(Piece("".join(new[k:m]), act != "equal"))
        return left, right

    @property
    def before_pieces(self):
        return self._pieces[0]

    @property
    def after_pieces(self):
        return self._pieces[1]


def may_be_compared(old, new):
    """Whether two lists of words, signs and blanks are compared in less than about a second."""
    if max(len(old), len(new)) > COMPARED_AT_MOST:
        return False
    often = Counter(token for token in old if not token.isspace())
    return sum(often[token] for token in new) <= PAIRS_AT_MOST


def differences(model, before, after, names=None):
    """The Differences between two contents of a row of `model`, in the order of its fields.

    One query for each model that a foreign key of either content refers to, unless their `names`
    are given.
    """
    names = names or names_of_rows(model, before, after)
    found = []
    for part in parts_of(model):
        old, new = before.get(part.label, {}), after.get(part.label, {})
        for key in sorted({*old, *new}, key=int):
            row = _Row(part, old.get(key), new.get(key), names)
            found += row.differences()
    return found


class _Row:
    """A row of a part in both contents, None where it is in one only."""

    def __init__(self, part, old, new, names):
        self.part, self.old, self.new, self.names = part, old, new, names

    def differences(self):
        if self.old == self.new:
            return []
        if self.part.link and (self.old is None or self.new is None):
            label = _("added") if self.old is None else _("removed")
            return [Difference(self.kind, label, self.summary(self.old), self.summary(self.new))]
        old, new = self.old or {}, self.new or {}
        return [
            Difference(
                part=f"{self.kind}: {self.summary(new or old)}" if self.part.link else "",
                label=capfirst(field.verbose_name),
                before=self.shown(name, old.get(name)),
                after=self.shown(name, new.get(name)),
                field=name,
            )
            for name, field in self.part.fields().items()
            if old.get(name) != new.get(name)
        ]

    @property
    def kind(self):
        """What a row of the part is called: “edition”, or of a link the name of the field."""
        model = self.part.model
        if not model._meta.auto_created:
            return model._meta.verbose_name
        [other] = self.part.fields().values()
        return other.related_model._meta.verbose_name

    def summary(self, values):
        shown = (self.shown(name, value) for name, value in (values or {}).items())
        return " · ".join(one for one in shown if one)

    def shown(self, name, value):
        """`value` of the field `name` as people read it; empty where there is none."""
        field = self.part.fields().get(name)
        if value is None or value == "" or field is None:
            return ""
        if field.is_relation:
            return self.names[field.related_model].get(value, f"#{value}")
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        return str(value)


def names_of_rows(model, *contents):
    """How the rows are called that foreign keys of `contents` name: {model: {key: name}}."""
    keys = defaultdict(set)
    for part in parts_of(model):
        relations = {name: one for name, one in part.fields().items() if one.is_relation}
        for content in contents:
            for values in content.get(part.label, {}).values():
                for name, field in relations.items():
                    keys[field.related_model].add(values.get(name))
    return {
        related: {row.pk: str(row) for row in related._base_manager.filter(pk__in=pks - {None})}
        for related, pks in keys.items()
    }
