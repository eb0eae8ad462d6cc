"""The seed: brings the fixtures into the database without undoing what staff did.

Each row that the fixtures made remembers, in `SeededRow`, the hash of how they left it. A row
that still has that hash is the fixtures' to update; any other is the staff's, and left alone.
"""

import hashlib
import json
from dataclasses import dataclass, field

import yaml
from django.apps import apps
from django.core.serializers.base import DeserializationError
from django.core.serializers.python import Deserializer
from django.db import connection, models, transaction

from keco_portal.models import SeededRow

# The row of `SeededRow` that stands for the fixture files as a whole.
THE_FILES = {"model": "fixtures", "key": ""}


@dataclass
class Report:
    """What a run did: counts, and a line for each row that it left alone."""

    added: int = 0
    updated: int = 0
    same: int = 0
    left_alone: list[str] = field(default_factory=list)


@transaction.atomic
def seed(files):
    """Bring the fixture `files`, in their order, into the database: all or nothing.

    Returns a Report. Raises DeserializationError or DatabaseError where a fixture does not fit.
    """
    with connection.cursor() as cursor:
        # Two runs at once would both find a row missing and both add it.
        cursor.execute(f"LOCK TABLE {SeededRow._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
    report = Report()
    remembered = {(row.model, row.key): row for row in SeededRow.objects.exclude(**THE_FILES)}
    for file in files:
        for entry in yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader) or []:
            row = FixtureRow(entry)
            row.bring(remembered.pop((row.model._meta.label, row.key), None), report)
    report.left_alone += [
        f"{model} {key}: no longer in the fixtures, kept" for model, key in remembered
    ]
    SeededRow.objects.update_or_create(**THE_FILES, defaults={"sha256": digest(files)})
    return report


def is_seeded(files):
    """Whether the last seed was of exactly these files, so that another would change nothing."""
    return SeededRow.objects.filter(**THE_FILES, sha256=digest(files)).exists()


def digest(files):
    """The SHA-256 of the names and the bytes of `files`."""
    contents = [(file.name, hashlib.sha256(file.read_bytes()).hexdigest()) for file in files]
    return hashlib.sha256(repr(contents).encode()).hexdigest()


class FixtureRow:
    """One entry of a fixture, and the row of the database that it speaks of."""

    def __init__(self, entry):
        self.entry = entry
        self.model = apps.get_model(entry["model"])
        self.key = " ".join(_flat(entry["fields"].get(name) for name in identity(self.model)))

    def __str__(self):
        return f"{self.model._meta.label} {self.key}"

    def bring(self, remembered, report):
        """Add or update the row, or leave it alone; `remembered` is its SeededRow or None."""
        try:
            [made] = Deserializer([self.entry])
        except DeserializationError:
            if remembered is None:
                raise
            report.left_alone.append(f"{self}: something it belongs to was deleted by staff")
            return
        linked = {name: made.m2m_data.get(name, []) for name in links(self.model)}
        wanted = fingerprint(made.object, linked)
        there = self.model._default_manager.filter(pk=made.object.pk).first()
        found = there and fingerprint(there, {name: pks(there, name) for name in linked})
        if found == wanted:
            report.same += 1
        elif there is None and remembered is None:
            report.added += 1
            store(made.object, linked)
        elif remembered is None:
            report.left_alone.append(f"{self}: made by staff before the fixtures")
            return
        elif there is None:
            report.left_alone.append(f"{self}: deleted by staff")
            return
        elif found == remembered.sha256:
            report.updated += 1
            store(made.object, linked)
        else:
            report.left_alone.append(f"{self}: changed by staff")
            return
        if remembered is None or remembered.sha256 != wanted:
            SeededRow.objects.update_or_create(
                model=self.model._meta.label, key=self.key, defaults={"sha256": wanted}
            )


def identity(model):
    """The names of the fields that tell the rows of `model` apart, its key first of all."""
    for one in model._meta.concrete_fields:
        if one.unique and not one.primary_key and not one.generated:
            return [one.name]
    return next(
        constraint.fields
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
    )


def links(model):
    """The many-to-many fields of `model` that a fixture of its rows may set."""
    return [
        one.name for one in model._meta.many_to_many if one.remote_field.through._meta.auto_created
    ]


def pks(row, name):
    """The primary keys of the rows that `row` is linked to by its many-to-many field `name`."""
    return getattr(row, name).values_list("pk", flat=True)


def store(row, linked):
    row.save()
    for name, rows in linked.items():
        getattr(row, name).set(rows)


def fingerprint(row, linked):
    """The SHA-256 of what the fixtures may set of `row`, with its many-to-many `linked` rows."""
    content = {
        one.name: one.get_prep_value(getattr(row, one.attname))
        for one in row._meta.concrete_fields
        if one.editable and not one.primary_key
    }
    content |= {
        name: sorted(getattr(one, "pk", one) for one in rows) for name, rows in linked.items()
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()


def _flat(values):
    """Natural keys are lists within lists; their words in order, nothing for None."""
    for value in values:
        if isinstance(value, list):
            yield from _flat(value)
        elif value is not None:
            yield str(value)
