"""The public tables of programs and of all that they name, their columns declared once."""

from programs.resources.edition import EditionTable
from programs.resources.framework import FrameworkPartnerTable, FrameworkTable
from programs.resources.institute import InstituteTable
from programs.resources.partner import PartnershipTable, PartnerTable
from programs.resources.place import (
    CountryTable,
    ProgramCountryTable,
    ProgramRegionTable,
    RegionTable,
)
from programs.resources.program import ProgramTable
from programs.resources.source import SourceTable
from programs.resources.theme import ThemeTable

__all__ = [
    "CountryTable",
    "EditionTable",
    "FrameworkPartnerTable",
    "FrameworkTable",
    "InstituteTable",
    "PartnerTable",
    "PartnershipTable",
    "ProgramCountryTable",
    "ProgramRegionTable",
    "ProgramTable",
    "RegionTable",
    "SourceTable",
    "ThemeTable",
]
