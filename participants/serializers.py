"""What the API says of figures and of what they count, by the columns of their tables."""

from rest_framework import serializers

from participants.models import Figure
from participants.resources import FigureTable, MeasureTable
from programs.models import Source
from programs.serializers import ProgramSerializer, SourceSerializer
from programs.serializing import TableSerializer
from programs.tables import Column, text_column

FIGURES_INSIDE = 200  # of a program; a list has them all


class MeasureSerializer(TableSerializer):
    """What a figure counts."""

    table = MeasureTable


class FigureSerializer(TableSerializer):
    """One number that a source states, with all that is needed to trust it."""

    table = FigureTable
    more = {
        "program_name_ko": text_column("The program's name in Korean.", "program__name_ko"),
        "institute_name_ko": text_column(
            "The institute's name in Korean, by the editors.", "program__institute__name_ko"
        ),
        "measure_name_ko": text_column(
            "What is counted, in Korean, by the editors.", "measure__name_ko"
        ),
        "country_name_ko": text_column("The country's name in Korean.", "country__name_ko"),
        "note_ko": text_column("The note in Korean.", "note_ko"),
        "last_confirmed_on": Column("The day it was last confirmed.", "last_confirmed_on"),
    }


class WholeProgramSerializer(ProgramSerializer):
    """A program with its figures and the document that states it."""

    def get_fields(self):
        return super().get_fields() | {
            "figures": FigureSerializer(many=True, read_only=True),
            "figures_are_all": serializers.BooleanField(
                read_only=True,
                help_text=f"Whether these are all; otherwise the first {FIGURES_INSIDE} by key.",
            ),
            "document": SourceSerializer(read_only=True),
        }

    def said(self, rows):
        return [
            one | self.belongings(row) for one, row in zip(super().said(rows), rows, strict=True)
        ]

    def belongings(self, row):
        figures = Figure.objects.published().filter(program=row["pk"]).by_key()
        first = list(FigureSerializer.values(figures)[: FIGURES_INSIDE + 1])
        documents = Source.objects.filter(programs=row["pk"])
        [document] = SourceSerializer.values(documents)
        return {
            "figures": FigureSerializer(context=self.context).said(first[:FIGURES_INSIDE]),
            "figures_are_all": len(first) <= FIGURES_INSIDE,
            "document": SourceSerializer(context=self.context).to_representation(document),
        }
