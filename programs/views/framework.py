"""Frameworks: what programs work under."""

from django.db.models import Count, Q
from django.views.generic import DetailView, ListView

from programs.listing import FirstRows
from programs.models import Framework, Program
from programs.models.publication import Publication


class FrameworkList(ListView):
    def get_queryset(self):
        published = Q(programs__publication=Publication.PUBLISHED)
        return (
            Framework.objects.select_related("parent")
            .annotate(program_count=Count("programs", filter=published, distinct=True))
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
