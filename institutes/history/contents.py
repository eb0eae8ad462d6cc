"""The contents of many rows at once: what `content` reads and writes, in a few statements.

Where the database refuses some of them, it is asked which, and by what rule.
"""

import json
from collections import defaultdict
from itertools import chain

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone
from psycopg.types.json import Jsonb

from institutes.among import Among
from institutes.history.content import parts_of
from institutes.staging import Staged, quoted

PLAIN = (str, int, type(None))  # what JSON says as it is; a truth is a number too


class Contents(dict):
    """{primary key: content} of rows of `model`, of which some may be new.

    `apart` {primary key: {field: value}} are those of their fields that are no content.
    """

    def __init__(self, model, contents=(), apart=None):
        super().__init__(contents)
        self.model, self.apart = model, {} if apart is None else apart

    def only(self, pks):
        return Contents(self.model, {pk: self[pk] for pk in pks}, self.apart)


def contents_of(model, pks):
    """The Contents of those rows of `model` that are there. One query for each of their tables."""
    parts = parts_of(model)
    contents = Contents(model)
    for part in parts:
        fields = part.fields()
        apart = {} if part.link else _apart(model)
        owner = part.model._meta.get_field(part.link).attname if part.link else "pk"
        rows = (
            part.model._base_manager.filter(Among(part.link or "pk", pks))
            .order_by("pk")
            .values_list("pk", owner, *(one.attname for one in (fields | apart).values()))
        )
        for (pk, owner, *_), values in zip(rows, _plain(fields | apart, rows), strict=True):
            if part.link is None:
                contents[pk] = {one.label: {} for one in parts}
                contents.apart[pk] = {name: values.pop(name) for name in apart}
            contents[owner][part.label][str(pk)] = values
    return contents


def _apart(model):
    return {name: model._meta.get_field(name) for name in getattr(model, "kept_apart", ())}


def _plain(fields, rows):
    """A dict of plain data for each of `rows`, the values of `fields` behind two keys."""
    return [
        {
            name: value if isinstance(value, PLAIN) else _as_plain(field, value)
            for (name, field), value in zip(fields.items(), row[2:], strict=True)
        }
        for row in rows
    ]


def _as_plain(field, value):
    return json.loads(json.dumps(field.get_prep_value(value), cls=DjangoJSONEncoder))


def write_contents(contents, before):
    """Write `contents` of rows whose contents are now `before`, which lacks those that are new.

    Gives those that the database refuses, {primary key: [(name of a rule, key of the row that
    breaks it, or None)]}; these are not written, all others are. To be called in a transaction.
    """
    if not contents:
        return {}
    writing = Writing(contents, before)
    refused = writing.broken_by_themselves()
    try:
        with transaction.atomic():
            writing.all_at_once()
            connection.check_constraints()
    except IntegrityError:
        refused |= writing.one_by_one()
    return refused


class Writing:
    """Contents on their way into the database, in a staging table for each of their tables."""

    def __init__(self, contents, before):
        self.contents, self.before = contents, before
        self.staged = {}
        for part in parts_of(contents.model):
            rows, gone = self.rows(part)
            if rows or gone:
                fields = [*self.columns(part)]
                same = self.left_alone(part)
                updated = [one for one in fields[1:] if one.name not in same]
                self.staged[part] = Staged(part.model, fields, updated)
                self.staged[part].copy(rows)
                self.staged[part].copy(gone, gone=True)
        self.own = next(iter(self.staged.values()))

    def columns(self, part):
        """The fields that are written: what is content, what is apart, and what says when."""
        meta = part.model._meta
        by_itself = [one for one in meta.concrete_fields if getattr(one, "auto_now", False)]
        link = [meta.get_field(part.link)] if part.link else []
        apart = [] if part.link else _apart(part.model).values()
        return [meta.pk, *link, *part.fields().values(), *apart, *by_itself]

    def left_alone(self, part):
        """The names of the fields that are the same as before in each row that is there."""
        names = {*part.fields()}
        for pk, content in self.contents.items():
            there = self.before.get(pk, {}).get(part.label, {})
            for key, values in content.get(part.label, {}).items():
                if there.get(key, values) != values:
                    names = {name for name in names if there[key][name] == values[name]}
        return names

    def rows(self, part):
        """The rows of a table that are to be stored, and those that are to go."""
        fields = part.fields()
        now = [timezone.now()] * sum(
            getattr(one, "auto_now", False) for one in part.model._meta.concrete_fields
        )
        usual = {name: field.get_default() for name, field in _apart(part.model).items()}
        rows, gone = [], []
        for pk, content in self.contents.items():
            wanted = content.get(part.label, {})
            there = self.before.get(pk, {}).get(part.label, {})
            if part.link is None:
                apart = self.contents.apart.get(pk, usual).values()
                rows.append((pk, *_stored(fields, wanted[str(pk)]), *apart, *now))
                continue
            for key, values in wanted.items():
                if there.get(key) != values:
                    rows.append((int(key), pk, *_stored(fields, values), *now))
            lost = there.keys() - wanted.keys()
            gone += [(int(key), pk, *_stored(fields, there[key]), *now) for key in lost]
        return rows, gone

    def broken_by_themselves(self):
        """Those of which a row breaks CHECK constraints; they are left out then."""
        found = defaultdict(list)
        for part, staged in self.staged.items():
            for pk, key, names in staged.broken_rules(_owner(part)):
                found[pk] += [(name, key) for name in names]
        if found:
            with connection.cursor() as cursor:
                cursor.execute(
                    f"DELETE FROM {self.own.name} WHERE {self.own.key} = ANY (%s)", [[*found]]
                )
        return dict(found)

    def statements(self, whose):
        """What stores the contents of the rows whose primary keys are `whose`, as SQL."""
        mine = {part: f"{quoted(_owner(part))} {whose}" for part in self.staged}
        return [
            *(one.deleting(mine[part]) for part, one in self.staged.items() if part.link),
            *chain.from_iterable(one.storing(mine[part]) for part, one in self.staged.items()),
        ]

    def all_at_once(self):
        with connection.cursor() as cursor:
            for statement in self.statements(f"IN (SELECT {self.own.key} FROM {self.own.name})"):
                cursor.execute(statement)

    def one_by_one(self):
        """Those that the rest leaves no place for.

        Each is tried by itself, in the order of the keys, and those that were refused once more
        from the last to the first: what moves into the place of another may only be too early.
        """
        for part, staged in self.staged.items():
            staged.index(_owner(part))
        own = self.own
        with connection.cursor() as cursor:
            cursor.execute(
                f"DO $$ DECLARE one record; broken text; BEGIN "
                f"{self.trying('ORDER BY 1')} "
                f"{self.trying('WHERE rule IS NOT NULL ORDER BY 1 DESC')} "
                f"END $$"
            )
            cursor.execute(f"SELECT {own.key}, rule FROM {own.name} WHERE rule IS NOT NULL")
            return {pk: [(rule, None)] for pk, rule in cursor.fetchall()}

    def trying(self, which):
        """A loop of PL/pgSQL that stores each of the rows `which`, or notes the rule it breaks."""
        key, name = self.own.key, self.own.name
        statements = "; ".join(self.statements(f"= one.{key}"))
        return (
            f"FOR one IN SELECT {key} FROM {name} {which} LOOP BEGIN {statements}; "
            f"SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED; "
            f"UPDATE {name} SET rule = NULL WHERE {key} = one.{key} AND rule IS NOT NULL; "
            f"EXCEPTION WHEN integrity_constraint_violation THEN "
            f"GET STACKED DIAGNOSTICS broken = CONSTRAINT_NAME; "
            f"UPDATE {name} SET rule = broken WHERE {key} = one.{key}; "
            f"END; END LOOP;"
        )


def _owner(part):
    """The column with the key of the row that a row of `part` belongs to, or is."""
    field = part.model._meta.get_field(part.link) if part.link else part.model._meta.pk
    return field.column


def _stored(fields, values):
    """The plain `values` as PostgreSQL is given them by COPY."""
    return [
        Jsonb(values[name]) if isinstance(field, models.JSONField) else values[name]
        for name, field in fields.items()
    ]
