"""Programs, and the frameworks that they work under."""

from institutes.language import in_language
from keco_portal.standards.schema_org.nodes import interval, thing
from keco_portal.standards.schema_org.organizations import institute
from keco_portal.standards.schema_org.places import country, region
from programs.models.place import RegionBasis
from programs.models.program import State


def program(row):
    return thing("GovernmentService", row)


def program_in_full(row):
    """With its institute and the places that the source names, each once, in whatever role.

    A region that is only a part of a name, such as EANET's “East Asia”, is not served by it.
    """
    countries = {
        place.country.iso3: country(place.country) for place in row.program_countries.all()
    }
    regions = {
        place.region.key: region(place.region)
        for place in row.program_regions.all()
        if place.basis == RegionBasis.STATED
    }
    more = {
        "description": in_language(row, "summary"),
        "identifier": row.slug,
        "serviceType": str(row.get_kind_display()),
        "provider": institute(row.institute),
        "areaServed": [*countries.values(), *regions.values()],
        "isRelatedTo": program(row.parent) if row.parent and row.parent.is_public else None,
    }
    return program(row) | {name: value for name, value in more.items() if value}


def years(row):
    """The years of a program as an interval; see `interval`."""
    first, last = str(row.start_year or ""), str(row.end_year or "")
    return interval(first, last, is_over=row.state == State.ENDED)


def framework(row):
    """An agreement, a network or a body: the sources do not always say which."""
    return thing("Thing", row)


def framework_in_full(row):
    summary = in_language(row, "summary")
    return framework(row) | ({"description": summary} if summary else {})
