"""Institutes, partners, and the portal itself."""

from django.urls import reverse

from institutes.language import in_language
from keco_portal.name import PORTAL
from keco_portal.open_data.address import absolute
from keco_portal.standards.schema_org.nodes import node, thing
from keco_portal.standards.schema_org.places import country
from programs.models.partner import PartnerType

# What is none of these is an organization, whatever else.
KINDS = {
    PartnerType.GOVERNMENT: "GovernmentOrganization",
    PartnerType.RESEARCH: "ResearchOrganization",
}


def portal():
    """The portal, as what gives the data to the public. Who runs it, its settings do not say."""
    return node("Organization", name=str(PORTAL), url=absolute(reverse("home"))) | {
        "@id": absolute("/#portal")
    }


def institute(row):
    return thing("GovernmentOrganization", row)


def institute_in_full(row):
    more = {"description": in_language(row, "summary"), "sameAs": row.website}
    return institute(row) | {name: value for name, value in more.items() if value}


def partner(row):
    return thing(KINDS.get(row.type, "Organization"), row)


def partner_in_full(row):
    """With its country, if it has one; `location` says no more than that."""
    return partner(row) | ({"location": country(row.country)} if row.country else {})
