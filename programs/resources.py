"""The public table of programs, its columns declared once."""

from django.db.models import Case, Func, TextField, When

from institutes.models import Institute
from programs.cells import CountriesWithRoles, OneOf, SeveralOf, WholeNumber
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
from programs.models.place import CountryRole
from programs.models.publication import Publication
from programs.tables import Column, Joined, PrintedTime, Table, code_column, text_column


class ProgramTable(Table):
    program = code_column("The program's key.", "slug", "slug")
    name = text_column("Its name in English.", "name_en", "name_en")
    name_ko = text_column("Its name in Korean.", "name_ko", "name_ko")
    institute = Column(
        "The key of its institute.", "institute__code", "institute", OneOf(Institute, "code")
    )
    institute_name = text_column("The institute's name in English.", "institute__name_en")
    parent = Column(
        "The key of the program it is part of.",
        *("parent__slug", "parent", OneOf(Program, "slug")),
        public=Case(When(parent__publication=Publication.PUBLISHED, then="parent__slug")),
    )
    frameworks = Column(
        "Keys of the frameworks it works under, joined by |.",
        Joined(Framework.objects.all(), "programs", "slug"),
        widget=SeveralOf(Framework, "slug"),
    )
    kind = code_column("What it is, chosen by the editors.", "kind", "kind")
    themes = Column(
        "Keys of its themes, joined by |.",
        Joined(Theme.objects.all(), "programs", "slug"),
        widget=SeveralOf(Theme, "slug"),
    )
    start_year = Column(
        "Its first year; blank where not stated.", "start_year", "start_year", WholeNumber()
    )
    end_year = Column(
        "Its last year; blank where not stated or open.", "end_year", "end_year", WholeNumber()
    )
    recurrence = code_column("How often it takes place.", "recurrence", "recurrence")
    state = code_column("Its state as the source declares it.", "state", "state")
    sector = code_column("DAC sector code, chosen by the editors.", "sector", "sector")
    countries = Column(
        "ISO 3166-1 codes of the countries its source names, joined by |.",
        Joined(ProgramCountry.objects.all(), "program", "country__iso3"),
    )
    country_roles = Column(
        "The same countries with their roles, as CHN:partner|KOR:host.",
        Joined(
            ProgramCountry.objects.all(),
            "program",
            Func(
                *("country__iso3", "role"),
                template="(%(expressions)s)",
                arg_joiner=" || ':' || ",
                output_field=TextField(),
            ),
        ),
        widget=CountriesWithRoles(Country, CountryRole),
    )
    regions = Column(
        "Keys of the regions its source names, joined by |.",
        Joined(ProgramRegion.objects.all(), "program", "region__key"),
        widget=SeveralOf(Region, "key"),
    )
    partners = Column(
        "Keys of the partners its source names, joined by |.",
        Joined(Partnership.objects.exclude(partner=None), "program", "partner__slug"),
        widget=SeveralOf(Partner, "slug"),
    )
    summary = text_column("Summary in English, by the editors.", "summary_en", "summary_en")
    source = Column(
        "The key of the document that states it.", "source__slug", "source", OneOf(Source, "slug")
    )
    source_locator = text_column("Where in that document.", "source_locator", "source_locator")
    changed_at = Column("When it last changed, in UTC.", PrintedTime("changed_at"), volatile=True)

    class Meta(Table.Meta):
        model = Program
        import_id_fields = ("program",)

    def save_links(self, instance, row):
        """Add and remove links until they are those of the row; what stays keeps its words."""
        for name, manager in (("frameworks", instance.frameworks), ("themes", instance.themes)):
            if name in row:
                manager.set(self.fields[name].clean(row))
        if "country_roles" in row:
            keep_only(
                instance.program_countries.select_related("country"),
                lambda place: (place.country, place.role),
                self.fields["country_roles"].clean(row),
                lambda country, role: instance.program_countries.create(country=country, role=role),
            )
        if "regions" in row:
            # A term's name is what the source prints; an editor may still say it closer.
            keep_only(
                instance.program_regions.select_related("region"),
                lambda place: (place.region,),
                [(region,) for region in self.fields["regions"].clean(row)],
                lambda region: instance.program_regions.create(
                    region=region, as_printed=region.name_en
                ),
            )
        if "partners" in row:
            keep_only(
                instance.partnerships.exclude(partner=None).select_related("partner"),
                lambda partnership: (partnership.partner,),
                [(partner,) for partner in self.fields["partners"].clean(row)],
                lambda partner: instance.partnerships.create(partner=partner),
            )


def keep_only(rows, key_of, wanted, create):
    """Delete those of `rows` whose `key_of` is not in `wanted`; `create` what has no row yet."""
    kept = set()
    for row in rows:
        if key_of(row) in wanted:
            kept.add(key_of(row))
        else:
            row.delete()
    for key in wanted:
        if key not in kept:
            create(*key)
