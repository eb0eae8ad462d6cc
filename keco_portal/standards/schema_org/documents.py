"""The documents that the facts are taken from."""

import datetime

from institutes.language import in_language
from keco_portal.open_data.address import absolute
from keco_portal.standards.schema_org.nodes import identity, node


def source(row):
    """A document under the title that the portal gives it; `url` is the document's own."""
    publisher = node("Organization", name=row.publisher) if row.publisher else None
    return node(
        "CreativeWork",
        name=in_language(row, "title"),
        url=row.url or None,
        publisher=publisher,
        dateModified=day(row.modified),
        mainEntityOfPage=absolute(row.get_absolute_url()),
    ) | {"@id": identity(row)}


def day(printed):
    """The day of what a source prints as its date, such as “2017-12-12 08:38”, if it is one.

    The hour is left out: the source does not say in which zone it is.
    """
    try:
        return datetime.date.fromisoformat(printed.partition(" ")[0]).isoformat()
    except ValueError:
        return None
