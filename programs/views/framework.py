"""Frameworks: what programs work under."""

from django.views.generic import DetailView, ListView

from programs.listing import FirstRows
from programs.models import Framework, Program
from programs.models.publication import program_count


class FrameworkList(ListView):
    def get_queryset(self):
        return (
            Framework.objects.select_related("parent")
            .annotate(program_count=program_count())
            .by_name()
        )


class FrameworkDetail(DetailView):
    def get_queryset(self):
        return Framework.objects.select_related("parent", "source")

    def get_context_data(self, **kwargs):
        framework = self.object
        return super().get_context_data(**kwargs) | {
            "children": framework.children.by_name(),
            "framework_partners": framework.framework_partners.select_related(
                "partner", "country"
            ).in_order(),
            "programs": FirstRows(
                Program.objects.published().under(framework).with_relations().by_name()
            ),
        }
