"""What every node of JSON-LD is made of: its type, its identity, its names."""

from django.utils.translation import override

from institutes.language import ENGLISH, in_language, other_language, page_language, text_in
from keco_portal.open_data.address import absolute

CONTEXT = "https://schema.org"


def node(kind, **properties):
    """A node of type `kind`, without the properties that are not known. Zero is known."""
    known = {name: value for name, value in properties.items() if value not in (None, "", [])}
    return {"@type": kind} | known


def graph(*nodes):
    """The nodes as one document."""
    return {"@context": CONTEXT, "@graph": list(nodes)}


def identity(row):
    """The `@id` of what a row is of: its English page with the noun, …/countries/CHN/#country."""
    with override(ENGLISH):
        return f"{absolute(row.get_absolute_url())}#{row._meta.model_name}"


def thing(kind, row, **properties):
    """A node for `row`, with its identity, its names and the page of it."""
    return node(kind, url=absolute(row.get_absolute_url()), **named(row), **properties) | {
        "@id": identity(row)
    }


def named(row):
    """`name` in the language of the page; `alternateName` has the other one and the acronym."""
    name = in_language(row, "name")
    others = [text_in(row, "name", other_language(page_language())), getattr(row, "acronym", "")]
    others = [other for other in dict.fromkeys(others) if other and other != name]
    return {"name": name, "alternateName": others}


def coded(scheme, code):
    """An identifier that a standard gives."""
    return node("PropertyValue", propertyID=scheme, value=code)


def reference(identity):
    """A node that is described elsewhere."""
    return {"@id": identity}


def interval(first, last, is_over=False):
    """“2005/2013”, “2013”, “2007/..”, “../2013” or empty, from ISO 8601 dates, empty if not known.

    What is over without a known end has no interval that schema.org could say.
    """
    if first and first == last:
        return first
    if not (first or last) or (is_over and not last):
        return ""
    return f"{first or '..'}/{last or '..'}"
