"""Pages about the portal itself: what it is, what its numbers mean, and what it keeps."""

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from institutes.models import Institute
from keco_portal.feedback.floods import OF_A_CLIENT, OF_ALL
from keco_portal.models import COMMENT_AT_MOST, DAYS_KEPT
from keco_portal.snapshots import floods as snapshots
from participants.models import Figure, Measure
from participants.models.figure import FigureKind, Qualifier
from participants.questions import floods as reports
from programs.listing import FirstRows
from programs.models import Country, Program, ProgramCountry, ProgramRegion, Source
from programs.models.program import Recurrence, State

# What each kind of figure says, and what follows for adding.
KINDS = {
    FigureKind.ANNUAL: _(
        "What happened in one period, such as a year, and in no other. Only these can be added, "
        "period after period."
    ),
    FigureKind.CUMULATIVE: _(
        "Everything up to the end of the period. A later number of this kind holds the earlier one."
    ),
    FigureKind.SNAPSHOT: _("How things stood at one moment."),
    FigureKind.RECURRING: _(
        "A number that comes back every year. It says nothing about how many different ones "
        "several years make."
    ),
    FigureKind.ONGOING: _("Work that has begun, and has no end that is known."),
    FigureKind.PLAN: _("What was announced. Whether it happened is not known from it."),
}


class About(TemplateView):
    template_name = "about/about.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "institutes": Institute.objects.by_acronym(),
            "documents": Source.objects.published().by_title(),
            "program_count": Program.objects.published().count(),
            "figure_count": Figure.objects.published().count(),
            "country_count": Country.objects.named_by(Program.objects.published()).count(),
        }


class AboutNumbers(TemplateView):
    """What the numbers mean. Every number on it is asked of the database as it is now."""

    template_name = "about/numbers.html"

    def get_context_data(self, **kwargs):
        figures = Figure.objects.published()
        programs, counts = program_counts(), figure_counts(figures)
        unnamed = figures.of_unnamed_countries().with_relations().by_key()
        return super().get_context_data(**kwargs) | {
            "measures": Measure.objects.published()
            .by_name()
            .select_related("part_of")
            .annotate(figure_count=Count("figures", filter=Q(figures__in=figures))),
            "kinds": [(kind, words, counts[kind]) for kind, words in KINDS.items()],
            "unnamed": FirstRows(unnamed),
            "programs": programs,
            "figures": counts,
        }


def program_counts():
    """How many published programs there are, and of how many something is not known."""
    return (
        Program.objects.published()
        .annotate(
            names_country=Exists(ProgramCountry.objects.filter(program=OuterRef("pk"))),
            names_region=Exists(ProgramRegion.objects.filter(program=OuterRef("pk"))),
        )
        .aggregate(
            all=Count("pk"),
            in_country=Count("pk", filter=Q(names_country=True)),
            in_region_only=Count("pk", filter=Q(names_country=False, names_region=True)),
            nowhere=Count("pk", filter=Q(names_country=False, names_region=False)),
            without_start=Count("pk", filter=Q(start_year=None)),
            without_state=Count("pk", filter=Q(state=State.NOT_STATED)),
            without_recurrence=Count("pk", filter=Q(recurrence=Recurrence.NOT_STATED)),
        )
    )


def figure_counts(figures):
    """How many figures there are, of each kind, and of how many something is not known."""
    return figures.aggregate(
        all=Count("pk"),
        without_number=Count("pk", filter=Q(value=None, value_lower=None)),
        ranges=Count("pk", filter=Q(value_lower__isnull=False)),
        not_exact=Count("pk", filter=~Q(qualifier=Qualifier.EXACT)),
        without_start=Count("pk", filter=Q(period_start="")),
        of_a_country=Count("pk", filter=Q(country__isnull=False)),
        **{kind: Count("pk", filter=Q(kind=kind)) for kind in FigureKind.values},
    )


class AboutAccessibility(TemplateView):
    template_name = "about/accessibility.html"


class AboutPrivacy(TemplateView):
    template_name = "about/privacy.html"
    extra_context = {
        "years_kept": DAYS_KEPT // 365,
        "comment_at_most": COMMENT_AT_MOST,
        "of_a_client": OF_A_CLIENT,
        "of_all": OF_ALL,
        "reports_of_a_client": reports.OF_A_CLIENT,
        "reports_of_all": reports.OF_ALL,
        "snapshots_of_a_client": snapshots.OF_A_CLIENT,
        "snapshots_of_all": snapshots.OF_ALL,
    }
