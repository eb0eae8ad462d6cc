"""The public tables: which there are, and which rows of each the public sees.

The columns of each are declared in `resources.py` of its app; every file, schema and answer of the
API is made of these.
"""

from dataclasses import dataclass

from institutes.models import Institute
from participants.models import Figure, Measure
from participants.resources import FigureTable, MeasureTable
from programs.models import (
    Country,
    Edition,
    Framework,
    FrameworkPartner,
    Partner,
    Partnership,
    Program,
    ProgramCountry,
    ProgramRegion,
    Region,
    RegionMatch,
    Source,
    Theme,
)
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


@dataclass(frozen=True)
class PublicTable:
    """A `programs.tables.Table`, and `published`, which gives the queryset of its public rows."""

    table: type
    published: callable

    @property
    def name(self):
        return self.table.stem()

    def by_key(self):
        """The public rows as a queryset, in order of their keys."""
        columns = self.table.columns()
        keys = (columns[name].expression for name in self.table().key_names)
        return self.published().order_by(*keys)

    def rows(self):
        """The same as a queryset of values, a column each."""
        return self.table.public_rows(self.by_key())


TABLES = {
    one.name: one
    for one in (
        PublicTable(ProgramTable, Program.objects.published),
        PublicTable(FigureTable, Figure.objects.published),
        PublicTable(InstituteTable, Institute.objects.all),
        PublicTable(CountryTable, Country.objects.all),
        PublicTable(RegionTable, Region.objects.all),
        PublicTable(ProgramCountryTable, ProgramCountry.objects.published),
        PublicTable(ProgramRegionTable, ProgramRegion.objects.published),
        PublicTable(PartnerTable, Partner.objects.published),
        PublicTable(PartnershipTable, Partnership.objects.published),
        PublicTable(FrameworkTable, Framework.objects.all),
        PublicTable(FrameworkPartnerTable, FrameworkPartner.objects.all),
        PublicTable(ThemeTable, Theme.objects.published),
        PublicTable(EditionTable, Edition.objects.published),
        PublicTable(MeasureTable, Measure.objects.published),
        PublicTable(SourceTable, Source.objects.published),
    )
}


def table_of(model):
    """The PublicTable whose rows are of `model`."""
    return next(one for one in TABLES.values() if one.table._meta.model is model)


def public_rows():
    """A queryset for each table with a history that open data shows something of: its public rows.

    Those of the public tables, and of the links that only columns of these show.
    """
    yield from (one.published() for one in TABLES.values())
    yield RegionMatch.objects.all()
    for link in (Program.frameworks.through, Program.themes.through):
        yield link.objects.filter(program__in=Program.objects.published())
