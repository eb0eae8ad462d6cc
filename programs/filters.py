"""The filter of programs, for the page and for the CSV."""

from functools import reduce
from operator import or_

from django.db.models import Case, F, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from institutes.language import column
from institutes.models import Institute
from programs.counting import ByColumn, ByLink, ByYears
from programs.filtering import PublicFilterSet
from programs.models import (
    Country,
    Edition,
    Framework,
    Partner,
    Program,
    ProgramCountry,
    ProgramRegion,
    Region,
    Source,
    Theme,
)
from programs.models.program import Kind, State
from programs.models.years import LAST_YEAR
from programs.parameters import (
    Keys,
    Order,
    Texts,
    Words,
    Years,
    by_acronym,
    by_name_and_acronym,
    by_title,
)


def any_of(querysets):
    """The rows of any of `querysets`, querysets of one model."""
    return reduce(or_, querysets)


# As `in_year` means it: an open end goes on, but of an ended program only the first is known.
FIRST = Coalesce("start_year", "end_year")
LAST = Case(
    When(end_year__isnull=False, then="end_year"),
    When(state=State.ENDED, then="start_year"),
    When(start_year__isnull=False, then=LAST_YEAR),
)


class ProgramFilter(PublicFilterSet):
    q = Texts(
        lambda programs, texts: any_of(programs.matching(text) for text in texts),
        label=_("Words"),
    )
    institute = Keys(
        "code",
        Institute.objects.by_acronym,
        lambda programs, institutes: programs.filter(institute__in=institutes),
        words=by_acronym,
        counted=ByColumn("institute"),
        label=_("Institute"),
    )
    country = Keys(
        "iso3",
        Country.objects.by_name,
        lambda programs, countries: programs.for_country(*countries),
        counted=ByLink(ProgramCountry.objects.all, "program", "country"),
        by_count=True,
        label=_("Country"),
    )
    region = Keys(
        "key",
        Region.objects.by_name,
        lambda programs, regions: programs.in_region(*regions),
        counted=ByLink(
            *(ProgramRegion.objects.all, "program", "region"),
            around=Region.objects.around_each,
        ),
        offered=Region.objects.told_apart,
        by_count=True,
        label=_("Region"),
    )
    region_includes = Keys(
        "iso3",
        Country.objects.by_name,
        lambda programs, countries: any_of(programs.including(country) for country in countries),
        label=_("Region includes"),
    )
    region_roughly = Keys(
        "iso3",
        Country.objects.by_name,
        lambda programs, countries: any_of(
            programs.roughly_including(country) for country in countries
        ),
        label=_("Region roughly covers"),
    )
    framework = Keys(
        "slug",
        Framework.objects.by_name,
        lambda programs, frameworks: programs.under(*frameworks),
        words=by_name_and_acronym,
        counted=ByLink(Program.frameworks.through.objects.all, "program", "framework", once=True),
        by_count=True,
        label=_("Framework"),
    )
    partner = Keys(
        "slug",
        lambda: Partner.objects.published().by_name(),
        lambda programs, partners: programs.for_partner(*partners),
        label=_("Partner"),
    )
    source = Keys(
        "slug",
        lambda: Source.objects.published().by_title(),
        lambda programs, sources: programs.filter(source__in=sources),
        words=by_title,
        label=_("Source"),
    )
    theme = Keys(
        "slug",
        lambda: Theme.objects.published().by_name(),
        lambda programs, themes: programs.about(*themes),
        counted=ByLink(Program.themes.through.objects.all, "program", "theme", once=True),
        by_count=True,
        label=_("Theme"),
    )
    kind = Words(
        lambda programs, kinds: programs.filter(kind__in=kinds),
        choices=Kind.choices,
        counted=ByColumn("kind"),
        by_count=True,
        label=_("Kind"),
    )
    state = Words(
        lambda programs, states: programs.filter(state__in=states),
        choices=State.choices,
        counted=ByColumn("state"),
        label=_("State as declared"),
    )
    year = Years(
        lambda programs, years: programs.in_year(*years),
        counted=ByYears(FIRST, LAST, ByLink(Edition.objects.all, "program", "year")),
        label=_("Year"),
    )
    sort = Order(
        {
            "name": (_("Name"), lambda: [column("name"), "slug"]),
            "newest": (
                _("First year, newest first"),
                lambda: [F("start_year").desc(nulls_last=True), column("name"), "slug"],
            ),
            "oldest": (
                _("First year, oldest first"),
                lambda: [F("start_year").asc(nulls_last=True), column("name"), "slug"],
            ),
            "changed": (_("Last change, newest first"), lambda: ["-changed_at", "slug"]),
        },
        label=_("Order"),
    )
