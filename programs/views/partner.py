"""Partners: organisations outside the institutes."""

from django.views.generic import DetailView, ListView

from institutes.language import column
from programs.listing import FirstRows
from programs.models import Partner, Partnership
from programs.models.publication import program_count


class PartnerList(ListView):
    def get_queryset(self):
        return (
            Partner.objects.published()
            .select_related("country")
            .annotate(program_count=program_count("partnerships__program"))
            .by_name()
        )


class PartnerDetail(DetailView):
    def get_queryset(self):
        return Partner.objects.published().select_related("country")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "partnerships": FirstRows(
                Partnership.objects.published()
                .filter(partner=self.object)
                .select_related("program__institute")
                .order_by(f"program__{column('name')}", "role", "pk")
            ),
            "framework_partners": self.object.framework_partners.select_related(
                "framework"
            ).in_order(),
        }
