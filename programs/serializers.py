"""What the API says of programs and of all that they name, by the columns of their tables."""

from programs.models import Country, FrameworkPartner, Partner
from programs.models.framework import FrameworkRole
from programs.resources import (
    CountryTable,
    EditionTable,
    FrameworkTable,
    InstituteTable,
    PartnershipTable,
    PartnerTable,
    ProgramCountryTable,
    ProgramRegionTable,
    ProgramTable,
    RegionTable,
    SourceTable,
    ThemeTable,
)
from programs.serializing import PartSerializer, TableSerializer
from programs.tables import Column, Table, code_column, text_column


class InstituteSerializer(TableSerializer):
    table = InstituteTable


class CountrySerializer(TableSerializer):
    table = CountryTable


class RegionSerializer(TableSerializer):
    table = RegionTable


class PartnerSerializer(TableSerializer):
    table = PartnerTable


class SourceSerializer(TableSerializer):
    table = SourceTable


class ThemeSerializer(TableSerializer):
    table = ThemeTable


class FrameworkPartnerTable(Table):
    """Who started or keeps a framework; no file has it."""

    role = code_column("What the source says it did for the framework.", "role", of=FrameworkRole)
    partner = Column("The key of the partner.", "partner__slug", names=Partner)
    country = Column("ISO 3166-1 code of the country.", "country__iso3", names=Country)
    as_printed = text_column("The source's own words.", "as_printed")

    class Meta:
        model = FrameworkPartner


class FrameworkPartnerSerializer(PartSerializer):
    table = FrameworkPartnerTable
    of = "framework"
    order = ("role", "as_printed")


class FrameworkSerializer(TableSerializer):
    table = FrameworkTable
    parts = {"framework_partners": FrameworkPartnerSerializer}


class ProgramCountrySerializer(PartSerializer):
    table = ProgramCountryTable
    of = "program"
    order = ("country__iso3", "role")
    more = {
        "country_name": text_column("The country's name in English.", "country__name_en"),
        "country_name_ko": text_column("The country's name in Korean.", "country__name_ko"),
    }


class ProgramRegionSerializer(PartSerializer):
    table = ProgramRegionTable
    of = "program"
    order = ("region__key",)
    more = {
        "region_name": text_column("The region's name in English.", "region__name_en"),
        "region_name_ko": text_column("The region's name in Korean.", "region__name_ko"),
    }


class PartnershipSerializer(PartSerializer):
    table = PartnershipTable
    of = "program"
    order = ("partner__slug", "role", "as_printed")
    more = {
        "partner_name": text_column("The partner's name in English.", "partner__name_en"),
        "partner_name_ko": text_column("The partner's name in Korean.", "partner__name_ko"),
    }


class EditionSerializer(PartSerializer):
    table = EditionTable
    of = "program"
    order = ("year", "title")


class ProgramSerializer(TableSerializer):
    table = ProgramTable
    more = {
        "institute_name_ko": text_column(
            "The institute's name in Korean, by the editors.", "institute__name_ko"
        ),
        "as_printed": text_column("The source's own words for it.", "as_printed"),
        "summary_ko": text_column("Summary in Korean, by the editors.", "summary_ko"),
        "source_note": text_column("Where the source is unclear, and how.", "source_note"),
        "source_note_ko": text_column("The same in Korean.", "source_note_ko"),
        "last_confirmed_on": Column("The day it was last confirmed.", "last_confirmed_on"),
    }
    parts = {
        "program_countries": ProgramCountrySerializer,
        "program_regions": ProgramRegionSerializer,
        "partnerships": PartnershipSerializer,
        "editions": EditionSerializer,
    }
