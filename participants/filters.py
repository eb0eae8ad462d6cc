"""The filter of figures, for the pages and for the CSV."""

from django import forms

from institutes.models import Institute
from participants.models import Figure, Measure
from participants.models.figure import FigureKind
from participants.models.measure import Group
from programs.filtering import Keys, PublicFilterSet, SeveralInputs, Words, Years
from programs.models import Country, Program, Source


class FigureFilter(PublicFilterSet):
    institute = Keys(
        "code",
        lambda figures, institutes: figures.filter(program__institute__in=institutes),
        queryset=Institute.objects.by_acronym(),
        label="Institute",
    )
    program = Keys(
        "slug",
        lambda figures, programs: figures.filter(program__in=programs),
        queryset=Program.objects.published().by_name(),
        widget=SeveralInputs,
        label="Program (its key)",
    )
    group = Words(
        lambda figures, groups: figures.filter(measure__group__in=groups),
        choices=Group.choices,
        label="Group",
    )
    measure = Keys(
        "slug",
        lambda figures, measures: figures.filter(measure__in=measures),
        queryset=Measure.objects.by_name(),
        label="Measure",
    )
    country = Keys(
        "iso3",
        lambda figures, countries: (
            figures.for_country(*countries) | figures.wholes_naming(*countries)
        ),
        queryset=Country.objects.by_name(),
        offered=lambda: Country.objects.named_by(Program.objects.published()),
        label="Country",
    )
    kind = Words(
        lambda figures, kinds: figures.filter(kind__in=kinds),
        choices=FigureKind.choices,
        label="Kind",
    )
    source = Keys(
        "slug",
        lambda figures, sources: figures.filter(source__in=sources),
        queryset=Source.objects.by_title(),
        widget=forms.MultipleHiddenInput,
        label="Source",
    )
    series = Keys(
        "key",
        lambda figures, ones: figures.in_series_of(*ones),
        queryset=Figure.objects.published(),
        widget=forms.MultipleHiddenInput,
        label="Series of the figure",
    )
    year = Years(lambda figures, years: figures.in_year(*years), label="Year")
