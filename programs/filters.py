"""The filter of programs, for the page and for the CSV."""

from functools import reduce
from operator import or_

from django import forms
from django.db.models import Q

from institutes.models import Institute
from programs.filtering import Keys, PublicFilterSet, Texts, Words, Years
from programs.models import (
    Country,
    Framework,
    Partner,
    Program,
    ProgramRegion,
    Region,
    Source,
    Theme,
)
from programs.models.program import Kind, State

SEARCHED = (
    *("slug", "name_en", "name_ko", "as_printed", "summary_en", "summary_ko"),
    *("institute__acronym", "institute__name_en", "institute__name_ko"),
)


def any_of(conditions):
    """What holds where one of `conditions` does, each a Q or a queryset of the same model."""
    return reduce(or_, conditions)


class ProgramFilter(PublicFilterSet):
    q = Texts(
        lambda programs, texts: programs.filter(
            any_of(Q(**{f"{field}__icontains": text}) for field in SEARCHED for text in texts)
        ),
        label="Words",
    )
    institute = Keys(
        "code",
        lambda programs, institutes: programs.filter(institute__in=institutes),
        queryset=Institute.objects.by_acronym(),
        label="Institute",
    )
    country = Keys(
        "iso3",
        lambda programs, countries: programs.for_country(*countries),
        queryset=Country.objects.by_name(),
        offered=lambda: Country.objects.named_by(Program.objects.published()),
        label="Country named by the source",
    )
    region = Keys(
        "key",
        lambda programs, regions: programs.in_region(*regions),
        queryset=Region.objects.by_name(),
        offered=lambda: ProgramRegion.objects.published().values("region"),
        label="Region named by the source",
    )
    region_includes = Keys(
        "iso3",
        lambda programs, countries: any_of(programs.including(country) for country in countries),
        queryset=Country.objects.by_name(),
        widget=forms.MultipleHiddenInput,
        label="Region includes",
    )
    region_roughly = Keys(
        "iso3",
        lambda programs, countries: any_of(
            programs.roughly_including(country) for country in countries
        ),
        queryset=Country.objects.by_name(),
        widget=forms.MultipleHiddenInput,
        label="Region roughly covers",
    )
    framework = Keys(
        "slug",
        lambda programs, frameworks: programs.under(*frameworks),
        queryset=Framework.objects.by_name(),
        label="Framework",
    )
    partner = Keys(
        "slug",
        lambda programs, partners: programs.for_partner(*partners),
        queryset=Partner.objects.by_name(),
        widget=forms.MultipleHiddenInput,
        label="Partner",
    )
    source = Keys(
        "slug",
        lambda programs, sources: programs.filter(source__in=sources),
        queryset=Source.objects.by_title(),
        widget=forms.MultipleHiddenInput,
        label="Source",
    )
    theme = Keys(
        "slug",
        lambda programs, themes: programs.about(*themes),
        queryset=Theme.objects.by_name(),
        label="Theme",
    )
    kind = Words(
        lambda programs, kinds: programs.filter(kind__in=kinds), choices=Kind.choices, label="Kind"
    )
    state = Words(
        lambda programs, states: programs.filter(state__in=states),
        choices=State.choices,
        label="State as declared",
    )
    year = Years(lambda programs, years: programs.in_year(*years), label="Year")
