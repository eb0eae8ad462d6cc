"""The content of a row and of all that belongs to it, as plain data that can be kept and compared.

    {"programs.program": {"7": {"slug": "eanet", "institute": 2, …}},
     "programs.edition": {"12": {"year": 2014, …}}, …}

Models by label, rows by primary key, fields by name; values as JSON has them, foreign keys as
primary keys. A model says what belongs to its rows in `belongings`, names of reverse foreign keys
and of many-to-many fields, and in `kept_apart` which of its fields are no content, such as how far
it is on its way to the public. What PostgreSQL or Django fill in by themselves is none either.

Reading it, writing it back and taking it from the history (`content_at`) are inverse: what one
gives the other takes. So a proposal, a comparison, a preview and a restored version are all made
of contents.
"""

import json
from dataclasses import dataclass

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models


@dataclass(frozen=True)
class Part:
    """One table of a content: its model, and the foreign key to the row it belongs to.

    `link` is None for the row itself.
    """

    model: type[models.Model]
    link: str | None = None

    @property
    def label(self):
        return self.model._meta.label_lower

    def fields(self):
        """The fields that are content, by name."""
        apart = {self.link, *getattr(self.model, "kept_apart", ()), *self.unrecorded}
        return {
            field.name: field
            for field in self.model._meta.concrete_fields
            if field.name not in apart
            and not (field.primary_key or field.generated or getattr(field, "auto_now", False))
        }

    @property
    def unrecorded(self):
        """The names of the fields that the history leaves out, such as a password."""
        recorded = getattr(self.model, "pgh_event_model", self.model)._meta.fields
        return {one.name for one in self.model._meta.fields} - {one.name for one in recorded}

    def rows(self, pk):
        """The rows of this table in the content of row `pk`."""
        return self.model._base_manager.filter(**{self.link or "pk": pk}).order_by("pk")

    def values(self, row):
        """`row`, of the model or of its events, as plain data."""
        plain = {
            name: field.get_prep_value(getattr(row, field.attname))
            for name, field in self.fields().items()
        }
        return json.loads(json.dumps(plain, cls=DjangoJSONEncoder))

    def set(self, row, values):
        for name, field in self.fields().items():
            if name in values:
                setattr(row, field.attname, field.to_python(values[name]))


def parts_of(model):
    """The tables of a content of `model`, its own first."""
    names = getattr(model, "belongings", ())
    return [Part(model), *(part_named(model, name) for name in names)]


def part_named(model, name):
    field = model._meta.get_field(name)
    if field.many_to_many:
        return Part(field.remote_field.through, field.m2m_field_name())
    return Part(field.related_model, field.field.name)


def content_of(row):
    """The content of `row` as the database has it now."""
    return {
        part.label: {str(one.pk): part.values(one) for one in part.rows(row.pk)}
        for part in parts_of(type(row))
    }


def content_at(row, moment):
    """The content of `row` as it was at `moment`, by the history; empty before it was there."""
    return {part.label: dict(_rows_at(part, row.pk, moment)) for part in parts_of(type(row))}


def _rows_at(part, pk, moment):
    last = (
        part.model.pgh_event_model._base_manager.filter(**{part.link or "pgh_obj_id": pk})
        .filter(pgh_created_at__lte=moment)
        .order_by("pgh_obj_id", "-pgh_id")
        .distinct("pgh_obj_id")
    )
    for event in last:
        if event.pgh_label != "delete":
            yield str(event.pgh_obj_id), part.values(event)


def write(row, content):
    """Make `content` the content of `row` in the database, and of `row` itself.

    Rows that come back get the keys they had. Raises IntegrityError where a rule of the database
    refuses it; to be called in a transaction.
    """
    parts = parts_of(type(row))
    wanted = {part: content.get(part.label, {}) for part in parts[1:]}
    there = {part: {str(one.pk): one for one in part.rows(row.pk)} for part in wanted}
    for part, rows in there.items():
        part.model._base_manager.filter(pk__in=rows.keys() - wanted[part].keys()).delete()
    own = parts[0]
    own.set(row, content[own.label][str(row.pk)])
    row.save()
    for part, rows in wanted.items():
        for key, values in rows.items():
            one = there[part].get(key)
            if one is not None and part.values(one) == values:
                continue
            new = one is None
            one = one or part.model(pk=key, **{_attname(part): row.pk})
            part.set(one, values)
            one.save(force_insert=new)
    connection.check_constraints()


def _attname(part):
    return part.model._meta.get_field(part.link).attname
