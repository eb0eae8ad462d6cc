"""What the form of a row shows, as plain data: carried by the form itself, signed.

    {"": {"": {"slug": "eanet", "themes": [2, 5], …}},
     "editions": {"12": {"year": 2014, …}, …}}

By the prefix of each set of forms, "" for the row itself; then by primary key; then by field.
Only fields that can be written in are in it: whatever else a row has is stored as it is found.
"""

import json

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.forms.models import InlineForeignKeyField

from institutes.text import clean

ROW = ""  # the prefix and the key of the row itself


class Unsigned(ValueError):
    """The form does not carry what it was made from, or somebody else's."""


def sign(content, row_name):
    return signing.dumps(content, salt=row_name, compress=True)


def read(token, row_name):
    """The content that `sign` was given with the same `row_name`. Raises Unsigned."""
    try:
        return signing.loads(token, salt=row_name)
    except (signing.BadSignature, ValueError) as error:
        raise Unsigned from error


def shown(form, formsets):
    """The content that `form` and `formsets`, none of them filled in by anybody, show."""
    return {ROW: {ROW: values_of(form)}} | {
        formset.prefix: {str(one.instance.pk): values_of(one) for one in formset.initial_forms}
        for formset in formsets
    }


def values_of(form):
    return {name: plain(form.initial.get(name)) for name in written_in(form)}


def written_in(form):
    """The names of the fields of the row of `form` in which something can be written."""
    fields = {field.name for field in form._meta.model._meta.get_fields()}
    key = form._meta.model._meta.pk.name
    return [
        name
        for name, field in form.fields.items()
        if name in fields
        and name != key
        and not (field.disabled or isinstance(field, InlineForeignKeyField))
    ]


def typed(form):
    """What was typed in a form that was sent, as far as it can be read; else the very text."""
    return {name: _typed(form[name]) for name in written_in(form)}


def _typed(bound):
    try:
        return plain(bound.field.clean(bound.data))
    except ValidationError:
        return plain(bound.data)


def plain(value):
    """`value` of a field as JSON has it, a row as its key, and texts as they would be stored."""
    if isinstance(value, str) or value is None:
        return clean(value or "")
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, (bool, int, float)):
        return value
    if hasattr(value, "__iter__"):
        return sorted((plain(one) for one in value), key=str)
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))
