"""Pages of the institutes."""

from django.views.generic import DetailView, ListView

from institutes.models import Institute
from participants.models import Figure
from programs.listing import FirstRows
from programs.models import Partner, Program
from programs.models.publication import program_count


class InstituteList(ListView):
    def get_queryset(self):
        return Institute.objects.by_acronym().annotate(program_count=program_count())


class InstituteDetail(DetailView):
    model = Institute
    slug_field = slug_url_kwarg = "code"

    def get_context_data(self, **kwargs):
        programs = Program.objects.published().filter(institute=self.object)
        figures = Figure.objects.published().filter(program__institute=self.object)
        return super().get_context_data(**kwargs) | {
            "programs": FirstRows(programs.with_relations().by_name()),
            "figures": FirstRows(figures.with_relations().by_key()),
            "partners": Partner.objects.in_programs(programs).by_name(),
        }
