"""Countries and regions."""

from keco_portal.standards.schema_org.nodes import coded, thing
from programs.models.region import Scheme


def country(row):
    """A country by its name and code, as other nodes mention it."""
    return thing("Country", row, identifier=coded("ISO 3166-1 alpha-3", row.iso3))


def country_in_full(row):
    return country(row) | {
        "identifier": [
            coded("ISO 3166-1 alpha-3", row.iso3),
            coded("ISO 3166-1 alpha-2", row.iso2),
            coded("UN M49", row.m49),
        ],
        "containedInPlace": region(row.region),
    }


def region(row):
    """A region of UN M49, or words of a source that have no code. Neither is administrative."""
    code = coded("UN M49", row.code) if row.scheme == Scheme.M49 else None
    return thing("Place", row, identifier=code)


def region_in_full(row):
    around = {"containedInPlace": region(row.parent)} if row.parent else {}
    return region(row) | around
