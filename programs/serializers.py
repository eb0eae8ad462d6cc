"""What the API says of programs and of all that they name, by the columns of their tables."""

from programs.resources import (
    CountryTable,
    EditionTable,
    FrameworkPartnerTable,
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
from programs.tables import Column, text_column


class InstituteSerializer(TableSerializer):
    """One of the six institutes."""

    table = InstituteTable


class CountrySerializer(TableSerializer):
    """A country of ISO 3166-1."""

    table = CountryTable


class RegionSerializer(TableSerializer):
    """A region of UN M49, or one in a source's own words."""

    table = RegionTable


class PartnerSerializer(TableSerializer):
    """An organization outside the six institutes."""

    table = PartnerTable


class SourceSerializer(TableSerializer):
    """A document that facts were taken from."""

    table = SourceTable

    @classmethod
    def columns(cls):
        """Its own address stands aside for that in the API."""
        called = {"url": "document_url"}
        return {called.get(name, name): one for name, one in super().columns().items()}


class ThemeSerializer(TableSerializer):
    """What programs are about."""

    table = ThemeTable


class FrameworkPartnerSerializer(PartSerializer):
    """Who started or keeps a framework."""

    table = FrameworkPartnerTable
    of = "framework"
    order = ("role", "as_printed", "pk")


class FrameworkSerializer(TableSerializer):
    """What programs work under and none of the institutes owns."""

    table = FrameworkTable
    parts = {"framework_partners": FrameworkPartnerSerializer}


class ProgramCountrySerializer(PartSerializer):
    """A country that the source of a program names."""

    table = ProgramCountryTable
    of = "program"
    order = ("country__iso3", "role")
    more = {
        "country_name": text_column("The country's name in English.", "country__name_en"),
        "country_name_ko": text_column("The country's name in Korean.", "country__name_ko"),
    }


class ProgramRegionSerializer(PartSerializer):
    """A region that the source of a program names."""

    table = ProgramRegionTable
    of = "program"
    order = ("region__key",)
    more = {
        "region_name": text_column("The region's name in English.", "region__name_en"),
        "region_name_ko": text_column("The region's name in Korean.", "region__name_ko"),
    }


class PartnershipSerializer(PartSerializer):
    """Who takes part in a program."""

    table = PartnershipTable
    of = "program"
    order = ("partner__slug", "role", "as_printed")
    more = {
        "partner_name": text_column("The partner's name in English.", "partner__name_en"),
        "partner_name_ko": text_column("The partner's name in Korean.", "partner__name_ko"),
    }


class EditionSerializer(PartSerializer):
    """One occurrence of a program that recurs, or a single event."""

    table = EditionTable
    of = "program"
    order = ("year", "title")


class ProgramSerializer(TableSerializer):
    """One thing that an institute does with others."""

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
