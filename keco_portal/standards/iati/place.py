"""Where: one recipient, country or region, and the countries as locations.

Rules 3.1.1 and 3.1.2 of the standard want a share in per cent of each of several recipients. No
source gives shares, so an activity has one recipient only, which names all places together, and
each country stands as a location with its role beside it.
"""

from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keco_portal.open_data.address import address_of
from keco_portal.standards.iati.codes import (
    DAC,
    DEVELOPING_COUNTRIES,
    HAPPENS_HERE,
    ISO_COUNTRIES,
    OUR_OWN,
    PEOPLE_LIVE_HERE,
    UN_M49,
)
from keco_portal.standards.iati.element import element, in_both, tell, tell_text, tell_words
from programs.models.place import CountryRole, RegionBasis
from programs.models.region import Scheme

DEVELOPING = "term:developing-countries"
NOT_STATED = "not-stated"
NO_PLACE = gettext_lazy("The source names no country and no region.")


def add_places(parent, program):
    """The recipient of the program, and a location for each of its countries."""
    countries = countries_of(program)
    regions = list(program.program_regions.all())
    if not regions and [row.role for rows in countries for row in rows] == [CountryRole.RECIPIENT]:
        country = countries[0][0].country
        tell_text(element(parent, "recipient-country", code=country.iso2), country, "name")
    else:
        add_region(parent, countries, regions)
    for rows in countries:
        add_location(parent, rows)


def countries_of(program):
    """The countries of the program in order of their codes: lists of rows, one for each role."""
    rows = sorted(program.program_countries.all(), key=lambda row: (row.country.iso3, row.role))
    return [list(of_one) for _iso3, of_one in groupby(rows, key=lambda row: row.country.iso3)]


def add_region(parent, countries, regions):
    """The one recipient-region: of the DAC, of the UN, a term, or all places together."""
    names = [row.region.key for row in regions]
    if names == [DEVELOPING]:
        region = element(parent, "recipient-region", code=DEVELOPING_COUNTRIES, vocabulary=DAC)
        return tell(region, *words_of(regions[0]))
    if len(regions) == 1 and not countries:
        [row] = regions
        if row.region.scheme == Scheme.M49:
            region = element(parent, "recipient-region", code=row.region.code, vocabulary=UN_M49)
        else:
            region = our_region(parent, row.region.key, address_of("regions"))
        return tell(region, *words_of(row))
    places = f"{address_of('iati')}#places"
    if not regions and not countries:
        return tell_words(our_region(parent, NOT_STATED, places), NO_PLACE)
    codes = [rows[0].country.iso3 for rows in countries] + sorted(names)
    region = our_region(parent, "+".join(codes), places)
    return tell(region, *joined(countries, sorted(regions, key=lambda row: row.region.key)))


def our_region(parent, code, address):
    return element(
        parent, "recipient-region", code=code, vocabulary=OUR_OWN, vocabulary_uri=address
    )


def joined(countries, regions):
    """The names of all places, in English and Korean, none in Korean where one has none."""
    names = [(rows[0].country.name_en, rows[0].country.name_ko) for rows in countries]
    names += [words_of(row) for row in regions]
    english, korean = ([one[i] for one in names] for i in (0, 1))
    return "; ".join(english), "; ".join(korean) if all(korean) else ""


def words_of(row):
    """The region's name in English and Korean, with a note where it is part of a name only."""
    region = row.region
    if row.basis != RegionBasis.IN_NAME:
        return region.name_en, region.name_ko
    note_en, note_ko = in_both(lambda: _("part of a name"))
    korean = f"{region.name_ko} ({note_ko or note_en})" if region.name_ko else ""
    return f"{region.name_en} ({note_en})", korean


def add_location(parent, rows):
    """A country as a location, with the words of the source; `rows` name it, a role each."""
    country = rows[0].country
    location = element(parent, "location", ref=country.iso3)
    if reach := reach_of({row.role for row in rows}):
        element(location, "location-reach", code=reach)
    element(location, "location-id", vocabulary=ISO_COUNTRIES, code=country.iso2)
    tell_text(element(location, "name"), country, "name")
    if printed := {row.as_printed: None for row in rows if row.as_printed}:
        tell(element(location, "description"), "; ".join(printed))
    tell_words(element(location, "activity-description"), lambda: role_words(rows))


def reach_of(roles):
    """Whether it happens there or helps people there; None where the roles do not say which."""
    says = {CountryRole.HOST: HAPPENS_HERE, CountryRole.RECIPIENT: PEOPLE_LIVE_HERE}
    known = {says[role] for role in roles if role in says}
    return known.pop() if len(known) == 1 else None


def role_words(rows):
    roles = ", ".join(str(row.get_role_display()) for row in rows)
    return _("Role of the country: %(roles)s.") % {"roles": roles}
