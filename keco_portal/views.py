"""Pages of no one noun: home, errors, and the two that machines ask."""

from django.core.exceptions import BadRequest
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
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


def bad_request(request, exception):
    message = str(exception) if isinstance(exception, BadRequest) else "It cannot be read."
    return _error(request, 400, "The address is not valid", message)


def permission_denied(request, exception):
    return _error(request, 403, "Not allowed", "Your account may not see or do this.")


def page_not_found(request, exception):
    return _error(
        request, 404, "Nothing is here", "The address may be mistyped, or what was here is gone."
    )


def server_error(request):
    # Without the database and the request's context: either may be what failed.
    if request.path.endswith(".csv"):
        text = "Something went wrong here, and nothing is sent. Please try again in a minute.\n"
        return HttpResponse(text, status=500, content_type=PLAIN)
    return HttpResponse(render_to_string("500.html"), status=500)


def _error(request, status, title, message):
    """A page that says what is wrong; plain text where a file was asked for."""
    if request.path.endswith(".csv"):
        return HttpResponse(f"{title}. {message}\n", status=status, content_type=PLAIN)
    return render(request, "error.html", {"title": title, "message": message}, status=status)
