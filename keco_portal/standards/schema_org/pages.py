"""A page: what it is, where it stands in the portal, and what it lists."""

from django.urls import reverse

from keco_portal.open_data.address import absolute
from keco_portal.standards.schema_org.nodes import node, reference
from keco_portal.standards.schema_org.organizations import portal

SITE = "/#site"


def page(kind, address, **properties):
    """A page by its whole address."""
    return node(kind, url=address, isPartOf=reference(absolute(SITE)), **properties) | {
        "@id": address
    }


def trail(steps, address):
    """The way to the page at `address`: a BreadcrumbList of (name, whole address) pairs."""
    items = [
        node("ListItem", position=number, name=str(name), item=where)
        for number, (name, where) in enumerate(steps, start=1)
    ]
    return node("BreadcrumbList", itemListElement=items) | {"@id": f"{address}#trail"}


def item_list(rows, address, *, first=1, count):
    """(name, whole address) pairs as they stand on a page: from place `first`, of `count`."""
    items = [
        node("ListItem", position=number, name=name, url=where)
        for number, (name, where) in enumerate(rows, start=first)
    ]
    return node("ItemList", numberOfItems=count, itemListElement=items) | {"@id": f"{address}#list"}


def site(name, description, languages):
    """The portal as a web site, with its search."""
    search = f"{absolute(reverse('search'))}?q={{words}}"
    return node(
        "WebSite",
        name=name,
        description=description,
        url=absolute(reverse("home")),
        inLanguage=languages,
        publisher=portal(),
        potentialAction=node(
            "SearchAction",
            target=node("EntryPoint", urlTemplate=search),
        )
        | {"query-input": "required name=words"},
    ) | {"@id": absolute(SITE)}
