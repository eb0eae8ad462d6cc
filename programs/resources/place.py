"""The tables of places, and of the places that programs name; they are read from no file."""

from django.utils.translation import gettext_lazy as _

from programs.column_types import Type
from programs.models import Country, Program, ProgramCountry, ProgramRegion, Region, RegionMatch
from programs.models.place import CountryRole, RegionBasis
from programs.models.region import Scheme
from programs.tables import Column, Joined, Table, WithColon, code_column, text_column

ISO2, ISO3 = Type("string", pattern="[A-Z]{2}"), Type("string", pattern="[A-Z]{3}")
M49 = Type("string", pattern="[0-9]{3}")
REGION_KEY = Type("string", pattern="(m49:[0-9]{3}|term:[a-z]+(-[a-z]+)*)")


class CountryTable(Table):
    called = "countries"
    about = _("All countries of ISO 3166-1, whether a program names them or not.")

    country = code_column(
        "ISO 3166-1 alpha-3 code.", "iso3", title=_("ISO 3166-1 alpha-3"), type=ISO3
    )
    iso2 = code_column("ISO 3166-1 alpha-2 code.", "iso2", type=ISO2)
    m49 = code_column("UN M49 code.", "m49", type=M49)
    name = text_column(
        "Its name in English, as the UN says it.", "name_en", title=_("name in English")
    )
    name_ko = text_column("Its name in Korean.", "name_ko")
    region = Column("The key of the M49 region it lies in.", "region__key", names=Region)

    class Meta:
        model = Country


class RegionTable(Table):
    about = _("Regions of UN M49, and regions in the words of the sources.")

    region = code_column("The region's key.", "key", title=_("key"), type=REGION_KEY)
    scheme = code_column(
        "m49 for a region of UN M49, term for the source's own words.", "scheme", of=Scheme
    )
    code = code_column("Its code in that scheme.", "code")
    name = text_column("Its name in English.", "name_en", title=_("name in English"))
    name_ko = text_column("Its name in Korean.", "name_ko")
    parent = Column("The key of the M49 region it lies in.", "parent__key", names=Region)
    matches = Column(
        "Of a term: how it relates to M49, as exact:m49:035, joined by |; only exact includes.",
        Joined(RegionMatch.objects.all(), "term", WithColon("match", "region__key")),
        title=_("region matches"),
    )

    class Meta:
        model = Region


class ProgramCountryTable(Table):
    called = "program_countries"
    about = _("Which countries the source of a program names, and what part each has.")
    key_names = ("program", "country", "role")

    program = Column("The key of the program.", "program__slug", names=Program)
    country = Column("ISO 3166-1 code of the country.", "country__iso3", names=Country)
    role = code_column("The part the country has.", "role", of=CountryRole)
    as_printed = text_column("The source's own words.", "as_printed")
    source_locator = text_column(
        "Where in the program's document; blank where it is the program's place.", "source_locator"
    )

    class Meta:
        model = ProgramCountry


class ProgramRegionTable(Table):
    called = "program_regions"
    about = _("Which regions the source of a program names; no country is made of them.")
    key_names = ("program", "region")

    program = Column("The key of the program.", "program__slug", names=Program)
    region = Column("The key of the region.", "region__key", names=Region)
    as_printed = text_column("The source's own words.", "as_printed")
    basis = code_column(
        "Whether the source states it, or it is part of a name only.", "basis", of=RegionBasis
    )
    source_locator = text_column(
        "Where in the program's document; blank where it is the program's place.", "source_locator"
    )

    class Meta:
        model = ProgramRegion
