"""The table of figures as somebody writes it who has read the documentation of the package."""

from import_export import resources
from import_export.fields import Field
from import_export.widgets import ForeignKeyWidget

from participants.models import Figure, Measure
from programs.models import Country, Program, Source


class PlainFigures(resources.ModelResource):
    figure = Field("key", "figure")
    program = Field("program", "program", ForeignKeyWidget(Program, "slug"))
    measure = Field("measure", "measure", ForeignKeyWidget(Measure, "slug"))
    country = Field("country", "country", ForeignKeyWidget(Country, "iso3"))
    source = Field("source", "source", ForeignKeyWidget(Source, "slug"))

    class Meta:
        model = Figure
        import_id_fields = ["figure"]
        fields = [
            *("figure", "program", "measure", "kind", "value", "value_status", "qualifier"),
            *("country", "sex", "period_start", "period_end", "as_of", "source"),
            *("source_locator", "note"),
        ]
