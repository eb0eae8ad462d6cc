"""Sources: the documents behind programs and figures."""

from django.views.generic import DetailView, ListView

from participants.models import Figure
from programs.listing import FirstRows
from programs.models import Program, Source


class SourceList(ListView):
    queryset = Source.objects.published().by_title()


class SourceDetail(DetailView):
    queryset = Source.objects.published()

    def get_context_data(self, **kwargs):
        source = self.object
        return super().get_context_data(**kwargs) | {
            "programs": FirstRows(
                Program.objects.published().filter(source=source).in_source_order()
            ),
            "figures": FirstRows(
                Figure.objects.published().filter(source=source).with_relations().in_source_order()
            ),
        }
