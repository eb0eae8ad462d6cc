"""What the institutes do, where, with whom, under which framework, and who says so."""

from programs.models.country import Country
from programs.models.edition import Edition
from programs.models.framework import Framework, FrameworkPartner
from programs.models.link import ProgramFramework, ProgramTheme
from programs.models.partner import Partner, Partnership
from programs.models.place import ProgramCountry, ProgramRegion
from programs.models.program import Program
from programs.models.region import Region, RegionMatch
from programs.models.sent_file import SentFile
from programs.models.source import Source
from programs.models.theme import Theme

__all__ = [
    "Country",
    "Edition",
    "Framework",
    "FrameworkPartner",
    "Partner",
    "Partnership",
    "Program",
    "ProgramCountry",
    "ProgramFramework",
    "ProgramRegion",
    "ProgramTheme",
    "Region",
    "RegionMatch",
    "SentFile",
    "Source",
    "Theme",
]
