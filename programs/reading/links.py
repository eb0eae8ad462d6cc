"""Columns that name rows of other tables: the links that a row has after an import."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.db.models import Model

from institutes.history.content import part_named


@dataclass(frozen=True)
class Links:
    """The links of a row that a column names: `belonging`, one of the row's belongings.

    `known_by` are the fields that a link is known by, in the order in which the values of a cell
    give them; `more` says of such values what else a new link has. A link without one of these
    fields, such as a partner that the source does not name, is not what the column speaks of.
    """

    belonging: str
    known_by: tuple[str, ...]
    more: Callable = lambda *values: {}

    def change(self, content, model, cell, keys):
        """Make those in `content` of a row of `model` the links of `cell`; what stays keeps all.

        `cell` is a list of rows, or of tuples of rows and texts; `keys` are FreshKeys.
        """
        part = part_named(model, self.belonging)
        links = content[part.label]
        wanted = {}
        for values in cell:
            values = values if isinstance(values, tuple) else (values,)
            wanted[tuple(map(plain, values))] = values
        kept = set()
        for key, link in [*links.items()]:
            known = tuple(link[name] for name in self.known_by)
            if None not in known and known not in wanted:
                del links[key]
            kept.add(known)
        for known, values in wanted.items():
            if known in kept:
                continue
            link = dict(zip(self.known_by, known, strict=True)) | self.more(*values)
            links[str(keys.next(part.model))] = usual(part) | link


def plain(value):
    """A value as a content has it: of a row its key."""
    return value.pk if isinstance(value, Model) else value


@cache
def usual(part):
    """What a new row of a table has in its fields where nothing is said."""
    return part.values(part.model())
