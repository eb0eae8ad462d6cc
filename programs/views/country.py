"""Countries: those that programs name, and the page of each country there is."""

from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, ListView

from institutes.embedding import Embeddable
from institutes.language import column
from participants.models import Figure
from programs.listing import FirstRows
from programs.models import Country, Program, ProgramCountry, Region
from programs.world_map.locator import locator
from programs.world_map.world import WorldMap


class CountryList(Embeddable, ListView):
    title = _("Countries that programs name")

    def get_queryset(self):
        return Country.objects.named_by(Program.objects.published()).with_program_count().by_name()

    def get_context_data(self, **kwargs):
        unnamed = Figure.objects.published().of_unnamed_countries()
        return super().get_context_data(**kwargs) | {
            "world_map": WorldMap(self.object_list),
            "regions": Region.objects.with_program_count().filter(program_count__gt=0).by_name(),
            "unnamed": FirstRows(unnamed.with_relations().by_key()),
            "others": Country.objects.exclude(pk__in=self.object_list).by_name(),
        }


class CountryDetail(DetailView):
    model = Country
    slug_field = slug_url_kwarg = "iso3"

    def get(self, request, iso3):
        if iso3 != iso3.upper():
            return redirect("country", iso3.upper(), permanent=True)
        return super().get(request, iso3)

    def get_queryset(self):
        return Country.objects.select_related("region")

    def get_context_data(self, **kwargs):
        country = self.object
        published = Program.objects.published().with_relations()
        figures = Figure.objects.published().with_relations().by_key()
        return super().get_context_data(**kwargs) | {
            "locator": locator(country.iso3),
            "places": FirstRows(
                ProgramCountry.objects.published()
                .filter(country=country)
                .select_related("program__institute")
                .order_by(f"program__{column('name')}", "role", "pk")
            ),
            "including": FirstRows(published.including(country).by_name()),
            "roughly": FirstRows(published.roughly_including(country).by_name()),
            "figures": FirstRows(figures.for_country(country)),
            "wholes": FirstRows(figures.wholes_naming(country)),
            "partners": country.partners.published().by_name(),
            "framework_partners": country.framework_partners.select_related("framework").in_order(),
        }
