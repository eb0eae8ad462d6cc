"""The filter of figures, for the pages and for the CSV."""

from django.db.models import Case, When
from django.db.models.functions import Coalesce, ExtractYear
from django.utils.translation import gettext_lazy as _

from institutes.models import Institute
from participants.models import Figure, Measure
from participants.models.figure import FigureKind
from participants.models.measure import Group
from programs.counting import ByColumn, ByLink, ByYears
from programs.filtering import PublicFilterSet
from programs.models import Country, Program, Source
from programs.models.years import LAST_YEAR
from programs.parameters import Keys, Words, Years, by_acronym, by_title

# As `in_year` means it: an open end goes on, and the as-of counts where there is no period.
FIRST = Coalesce(ExtractYear("starts_on"), ExtractYear("ends_on"), ExtractYear("as_of_on"))
LAST = Case(
    When(ends_on__isnull=False, then=ExtractYear("ends_on")),
    When(starts_on__isnull=False, then=LAST_YEAR),
    default=ExtractYear("as_of_on"),
)


def wholes():
    """Figures of no country, which belong to the list of each that their program names."""
    return Figure.objects.filter(country=None)


class FigureFilter(PublicFilterSet):
    institute = Keys(
        "code",
        Institute.objects.by_acronym,
        lambda figures, institutes: figures.filter(program__institute__in=institutes),
        words=by_acronym,
        counted=ByColumn("program__institute"),
        label=_("Institute"),
    )
    program = Keys(
        "slug",
        lambda: Program.objects.published().by_name(),
        lambda figures, programs: figures.filter(program__in=programs),
        label=_("Program"),
    )
    group = Words(
        lambda figures, groups: figures.filter(measure__group__in=groups),
        choices=Group.choices,
        counted=ByColumn("measure__group"),
        label=_("Group"),
    )
    measure = Keys(
        "slug",
        lambda: Measure.objects.published().by_name(),
        lambda figures, measures: figures.filter(measure__in=measures),
        counted=ByColumn("measure"),
        by_count=True,
        label=_("Measure"),
    )
    country = Keys(
        "iso3",
        Country.objects.by_name,
        lambda figures, countries: (
            figures.for_country(*countries) | figures.wholes_naming(*countries)
        ),
        counted=ByColumn("country", ByLink(wholes, "pk", "program__program_countries__country")),
        by_count=True,
        label=_("Country"),
    )
    kind = Words(
        lambda figures, kinds: figures.filter(kind__in=kinds),
        choices=FigureKind.choices,
        counted=ByColumn("kind"),
        label=_("Kind"),
    )
    source = Keys(
        "slug",
        lambda: Source.objects.published().by_title(),
        lambda figures, sources: figures.filter(source__in=sources),
        words=by_title,
        label=_("Source"),
    )
    series = Keys(
        "key",
        Figure.objects.published,
        lambda figures, ones: figures.in_series_of(*ones),
        words=lambda figure: (figure.key, ""),
        label=_("Series of the figure"),
    )
    year = Years(
        lambda figures, years: figures.in_year(*years),
        counted=ByYears(FIRST, LAST),
        label=_("Year"),
    )
