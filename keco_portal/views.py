"""Pages of no one noun: home, and the two that machines ask."""

from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.views.generic import TemplateView

from institutes.models import Institute
from participants.models import Figure
from programs.listing import PLAIN
from programs.models import Country, Program, Region
from programs.models.publication import program_count
from programs.world_map.world import WorldMap


class Home(TemplateView):
    template_name = "home.html"

    def get_context_data(self, **kwargs):
        programs = Program.objects.published()
        countries = Country.objects.named_by(programs).with_program_count().by_name()
        return super().get_context_data(**kwargs) | {
            "institutes": Institute.objects.by_acronym().annotate(program_count=program_count()),
            "countries": countries,
            "world_map": WorldMap(countries),
            "regions": Region.objects.with_program_count().filter(program_count__gt=0).by_name(),
            "figures": Figure.objects.published().of_people().with_relations().by_key()[:6],
            "program_count": programs.count(),
        }


def healthz(request):
    """The server answers."""
    return HttpResponse("ok\n", content_type=PLAIN)


def readyz(request):
    """The server answers, and its database too."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("the database does not answer\n", status=503, content_type=PLAIN)
    return HttpResponse("ok\n", content_type=PLAIN)
