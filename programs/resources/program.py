"""The table of programs, its columns declared once."""

from django.db.models import Case, When
from django.utils.translation import gettext_lazy as _

from institutes.models import Institute
from programs.cells import CountriesWithRoles, OneOf, SeveralOf, Year
from programs.column_types import KEY, Type
from programs.models import (
    Country,
    Framework,
    Partner,
    Partnership,
    Program,
    ProgramCountry,
    ProgramRegion,
    Region,
    Source,
    Theme,
)
from programs.models.kind import Kind, Recurrence, State
from programs.models.place import CountryRole
from programs.models.publication import Publication
from programs.reading import Links
from programs.tables import (
    Column,
    Joined,
    PrintedTime,
    Table,
    WithColon,
    code_column,
    text_column,
)

SECTOR = Type("string", pattern="[0-9]{5}")


class ProgramTable(Table):
    about = _("What the institutes do with other countries.")

    program = code_column("The program's key.", "slug", "slug")
    name = text_column("Its name in English.", "name_en", "name_en")
    name_ko = text_column("Its name in Korean.", "name_ko", "name_ko")
    institute = Column(
        "The key of its institute.", "institute__code", "institute", OneOf(Institute, "code")
    )
    institute_name = text_column(
        "The institute's name in English.", "institute__name_en", title=_("name of the institute")
    )
    parent = Column(
        "The key of the program it is part of.",
        *("parent__slug", "parent", OneOf(Program, "slug")),
        public=Case(When(parent__publication=Publication.PUBLISHED, then="parent__slug")),
        type=KEY,
    )
    frameworks = Column(
        "Keys of the frameworks it works under, joined by |.",
        Joined(Framework.objects.all(), "programs", "slug"),
        widget=SeveralOf(Framework, "slug"),
        links=Links("frameworks", ("framework",)),
    )
    kind = code_column("What it is, chosen by the editors.", "kind", "kind", Kind)
    themes = Column(
        "Keys of its themes, joined by |.",
        Joined(Theme.objects.all(), "programs", "slug"),
        widget=SeveralOf(Theme, "slug"),
        links=Links("themes", ("theme",)),
    )
    start_year = Column(
        "Its first year; blank where not stated.", "start_year", "start_year", Year()
    )
    end_year = Column(
        "Its last year; blank where not stated or open.", "end_year", "end_year", Year()
    )
    recurrence = code_column("How often it takes place.", "recurrence", "recurrence", Recurrence)
    state = code_column("Its state as the source declares it.", "state", "state", State)
    sector = code_column("DAC sector code, chosen by the editors.", "sector", "sector", type=SECTOR)
    countries = Column(
        "ISO 3166-1 codes of the countries its source names, joined by |.",
        Joined(ProgramCountry.objects.all(), "program", "country__iso3"),
        names_several=Country,
    )
    country_roles = Column(
        "The same countries with their roles, as CHN:partner|KOR:host.",
        Joined(
            ProgramCountry.objects.all(),
            "program",
            WithColon("country__iso3", "role"),
        ),
        widget=CountriesWithRoles(Country, CountryRole),
        links=Links("program_countries", ("country", "role")),
        title=_("countries and their roles"),
    )
    regions = Column(
        "Keys of the regions its source names, joined by |.",
        Joined(ProgramRegion.objects.all(), "program", "region__key"),
        widget=SeveralOf(Region, "key"),
        # A term's name is what the source prints; an editor may still say it closer.
        links=Links("program_regions", ("region",), lambda region: {"as_printed": region.name_en}),
    )
    partners = Column(
        "Keys of the partners its source names, joined by |.",
        Joined(Partnership.objects.exclude(partner=None), "program", "partner__slug"),
        widget=SeveralOf(Partner, "slug"),
        links=Links("partnerships", ("partner",)),
        title=_("partners"),
    )
    summary = text_column("Summary in English, by the editors.", "summary_en", "summary_en")
    source = Column(
        "The key of the document that states it.", "source__slug", "source", OneOf(Source, "slug")
    )
    source_locator = text_column("Where in that document.", "source_locator", "source_locator")
    changed_at = Column("When it last changed, in UTC.", PrintedTime("changed_at"), volatile=True)

    class Meta:
        model = Program
