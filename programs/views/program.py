"""The list of programs, its files, and the page of one."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView

from institutes.embedding import Embeddable
from participants.charts import FIGURES_AT_MOST, series
from participants.corrections.log import log_of
from participants.models import Figure
from participants.past import LastingAddress
from programs.files import FilteredCsv, FilteredXlsx
from programs.filters import ProgramFilter
from programs.listing import FilteredList, FirstRows
from programs.models import Partnership, Program
from programs.resources import ProgramTable
from programs.timeline import timeline


def published():
    return Program.objects.published().by_name()


class ProgramList(FilteredList):
    title = _("Programs")
    filterset_class = ProgramFilter
    template_name = "programs/program_list.html"
    files = "programs"

    def get_queryset(self):
        return published().with_relations()


class ProgramFile:
    """What the files of programs hold."""

    table = ProgramTable
    filterset_class = ProgramFilter
    stem = "programs"

    @staticmethod
    def queryset():
        return Program.objects.published().order_by("slug")


class ProgramCsv(ProgramFile, FilteredCsv):
    pass


class ProgramXlsx(ProgramFile, FilteredXlsx):
    pass


class ProgramDetail(Embeddable, LastingAddress, DetailView):
    model = Program

    def get_queryset(self):
        return Program.objects.published().with_relations().select_related("parent")

    def get_context_data(self, **kwargs):
        program = self.object
        figures = Figure.objects.published().filter(program=program).with_relations()
        return super().get_context_data(**kwargs) | {
            "changes": log_of(program),
            "children": published().filter(parent=program),
            "editions": program.editions.select_related("host_country", "source").by_year(),
            "figures": FirstRows(figures.by_key()),
            "frameworks": program.frameworks.by_name(),
            "partnerships": Partnership.objects.filter(program=program)
            .select_related("partner")
            .in_order(),
            "series": series(figures.annual()[: FIGURES_AT_MOST + 1]),
            "themes": program.themes.by_name(),
            "timeline": self.timeline(),
            "unnamed": FirstRows(figures.of_unnamed_countries().by_key()),
        }

    def piece_title(self):
        institute = self.object.institute.acronym
        return gettext("Programs of %(institute)s in the order of time") % {"institute": institute}

    def timeline(self):
        """The institute's programs in the order of time, this one always among them."""
        of_institute = published().filter(institute=self.object.institute_id)
        programs = FirstRows(of_institute.with_edition_years().by_years(first=self.object))
        return timeline(programs, current=self.object, more=programs.more)
