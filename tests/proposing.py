"""Proposals as tests make them."""

from institutes.history.content import content_of
from participants.review import actions


def content_with(row, **fields):
    """The content of `row` as it would be with `fields`."""
    content = content_of(row)
    content[row._meta.label_lower][str(row.pk)] |= fields
    return content


def proposed(row, person, **fields):
    return actions.propose_change(row=row, content=content_with(row, **fields), person=person)


def stored(row):
    return type(row).objects.get(pk=row.pk)
