"""The documents that the facts are taken from."""

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
        dateModified=row.modified_on and row.modified_on.isoformat(),
        mainEntityOfPage=absolute(row.get_absolute_url()),
    ) | {"@id": identity(row)}
