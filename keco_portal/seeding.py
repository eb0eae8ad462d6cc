"""The seed: brings the fixtures into the database without undoing what staff did.

Each row that the fixtures made remembers, in `SeededRow`, the hashes of how they left it. A row
that still has these is the fixtures' to update; any other is the staff's, and left alone.
"""

import hashlib
import json
from dataclasses import dataclass, field

import yaml
from django.apps import apps
from django.core.serializers.base import DeserializationError
from django.core.serializers.python import Deserializer
from django.db import IntegrityError, connection, models, transaction
from psycopg.errors import CheckViolation, NotNullViolation

from keco_portal.models import SeededRow

# The row of `SeededRow` that stands for the fixture files as a whole.
THE_FILES = {"model": "fixtures", "key": ""}


@dataclass
class Report:
    """What a run did: counts, and a line for each row that it left alone.

    `missing` has the names of rows that the fixtures have and the database does not.
    """

    added: int = 0
    updated: int = 0
    same: int = 0
    left_alone: list[str] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)


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
    SeededRow.objects.update_or_create(**THE_FILES, defaults={"hashes": digests(files)})
    return report


def is_seeded(files):
    """Whether the last seed was of exactly these files, so that another would change nothing."""
    return SeededRow.objects.filter(**THE_FILES, hashes=digests(files)).exists()


def digests(files):
    """The SHA-256 of the bytes of each of `files`, by its name."""
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


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
            if not report.missing.intersection(self.belongs_to()):
                raise
            self.leave_alone(report, "something it belongs to is not there", missing=True)
            return
        row, linked = made.object, {name: made.m2m_data.get(name, []) for name in links(self.model)}
        # Locked, so that nobody changes it between its being read and its being stored.
        there = self.model._default_manager.select_for_update().filter(pk=row.pk).first()
        names = self.names(remembered)
        wanted = hashes(row, names, linked)
        found = there and hashes(there, names, {name: pks(there, name) for name in linked})
        if found == wanted:
            report.same += 1
        elif there is None and remembered is not None:
            self.leave_alone(report, "deleted by staff", missing=True)
            return
        elif there is not None and remembered is None:
            self.leave_alone(report, "made by staff before the fixtures")
            return
        elif there is not None and not is_as_left(found, remembered):
            self.leave_alone(report, "changed by staff")
            return
        else:
            stands_against = store(row, there, names, linked)
            if stands_against:
                why = f"stands against a row of staff ({stands_against})"
                self.leave_alone(report, why, missing=there is None)
                return
            report.added += there is None
            report.updated += there is not None
        if remembered is None or remembered.hashes != wanted:
            SeededRow.objects.update_or_create(
                model=self.model._meta.label, key=self.key, defaults={"hashes": wanted}
            )

    def leave_alone(self, report, why, *, missing=False):
        report.left_alone.append(f"{self}: {why}")
        if missing:
            report.missing.add(str(self))

    def belongs_to(self):
        """The names, as in `Report.missing`, of the rows that the entry refers to."""
        for name, value in self.entry["fields"].items():
            one = self.model._meta.get_field(name)
            if one.is_relation and value is not None:
                for key in value if one.many_to_many else [value]:
                    yield f"{one.related_model._meta.label} {' '.join(_flat(key))}"

    def names(self, remembered):
        """The names of the fields to compare: all of a new row, else those that were seeded.

        A field that the model got since then is the fixtures' once they name it.
        """
        names = {
            one.name
            for one in self.model._meta.concrete_fields
            if one.editable and not one.primary_key
        }
        names |= set(links(self.model))
        return names if remembered is None else names & {*remembered.hashes, *self.entry["fields"]}


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


def store(row, there, names, linked):
    """Store `row`; where it is `there` already, only its fields `names`.

    Returns the name of the constraint that refuses it beside the other rows, or None. Raises
    IntegrityError where the row itself is refused.
    """
    for name in names - set(linked) if there else ():
        attname = there._meta.get_field(name).attname
        setattr(there, attname, getattr(row, attname))
    row = there or row
    try:
        with transaction.atomic():
            row.save()
            for name in names & set(linked):
                getattr(row, name).set(linked[name])
            connection.check_constraints()
    except IntegrityError as error:
        if isinstance(error.__cause__, CheckViolation | NotNullViolation):
            raise
        return error.__cause__.diag.constraint_name
    return None


def is_as_left(found, remembered):
    """Whether the hashes `found` are those remembered, of the fields that there still are."""
    return all(found.get(name, one) == one for name, one in remembered.hashes.items())


def hashes(row, names, linked):
    """The SHA-256 of each of the fields `names` of `row`, its links taken from `linked`."""
    content = {
        name: sorted(getattr(one, "pk", one) for one in linked[name])
        if name in linked
        else prepared(row, name)
        for name in names
    }
    return {
        name: hashlib.sha256(json.dumps(value, default=str).encode()).hexdigest()
        for name, value in content.items()
    }


def prepared(row, name):
    """The value of the field `name` of `row` as it is stored."""
    one = row._meta.get_field(name)
    return one.get_prep_value(getattr(row, one.attname))


def _flat(values):
    """Natural keys are lists within lists; their words in order, nothing for None."""
    for value in values:
        if isinstance(value, list):
            yield from _flat(value)
        elif value is not None:
            yield str(value)
