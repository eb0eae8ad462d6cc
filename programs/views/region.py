"""Regions: UN M49, and the words of the sources with what they match."""

from django.views.generic import DetailView, ListView

from institutes.language import column
from programs.listing import FirstRows
from programs.models import Country, Program, ProgramRegion, Region
from programs.models.region import Scheme


class RegionList(ListView):
    def get_queryset(self):
        return Region.objects.with_program_count().select_related("parent").by_name()

    def get_context_data(self, **kwargs):
        regions = list(self.object_list)
        return super().get_context_data(**kwargs) | {
            "terms": [region for region in regions if region.scheme == Scheme.TERM],
            "m49": sorted(
                (region for region in regions if region.scheme == Scheme.M49),
                key=lambda region: region.code,
            ),
        }


class RegionDetail(DetailView):
    slug_field = slug_url_kwarg = "key"

    def get_queryset(self):
        return Region.objects.select_related("parent")

    def get_context_data(self, **kwargs):
        region = self.object
        inside = list(Region.objects.within([region]))
        return super().get_context_data(**kwargs) | {
            "matches": region.matches.select_related("region").order_by("match", "region__code"),
            "children": region.children.by_name(),
            "countries": Country.objects.filter(region__in=inside).by_name(),
            "places": FirstRows(
                ProgramRegion.objects.published()
                .filter(region=region)
                .select_related("program__institute")
                .order_by(f"program__{column('name')}", "pk")
            ),
            "inside": FirstRows(
                Program.objects.published()
                .for_region([one for one in inside if one != region])
                .with_relations()
                .by_name()
            ),
        }
