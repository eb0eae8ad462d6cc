"""The list of programs, its CSV, and the page of one."""

from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView

from participants.models import Figure
from programs.filters import ProgramFilter
from programs.listing import FilteredCsv, FilteredList, FirstRows
from programs.models import Partnership, Program
from programs.resources import ProgramTable


def published():
    return Program.objects.published().by_name()


class ProgramList(FilteredList):
    title = _("Programs")
    filterset_class = ProgramFilter
    template_name = "programs/program_list.html"
    csv = "programs-csv"

    def get_queryset(self):
        return published().with_relations()


class ProgramCsv(FilteredCsv):
    table = ProgramTable
    filterset_class = ProgramFilter
    stem = "programs"

    @staticmethod
    def queryset():
        return Program.objects.published().order_by("slug")


class ProgramDetail(DetailView):
    def get_queryset(self):
        return Program.objects.published().with_relations().select_related("parent")

    def get_context_data(self, **kwargs):
        program = self.object
        figures = Figure.objects.published().filter(program=program)
        return super().get_context_data(**kwargs) | {
            "children": published().filter(parent=program),
            "editions": program.editions.select_related("host_country", "source").by_year(),
            "figures": FirstRows(figures.with_relations().by_key()),
            "frameworks": program.frameworks.by_name(),
            "partnerships": Partnership.objects.filter(program=program)
            .select_related("partner")
            .in_order(),
            "themes": program.themes.by_name(),
        }
