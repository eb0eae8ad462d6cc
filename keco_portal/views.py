"""Pages of no one noun: home, and those that only machines ask for."""

import datetime

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from institutes.language import page_language
from institutes.models import Institute
from keco_portal.name import PORTAL
from keco_portal.open_data.address import absolute
from participants.models import Figure
from programs.files import PLAIN
from programs.models import Country, Program, Region
from programs.models.publication import program_count
from programs.world_map.world import WorldMap

ICONS = [
    ("icon-192", "192x192", "any"),
    ("icon-512", "512x512", "any"),
    ("icon-maskable-512", "512x512", "maskable"),
]

# How long what security.txt says may be relied on; RFC 9116 recommends less than a year.
SECURITY_SAID_FOR = datetime.timedelta(days=180)


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


def manifest(request):
    """What a phone asks for that keeps the portal among its apps."""
    said = {
        "id": "/",
        "name": str(PORTAL),
        "short_name": gettext("Cooperation"),
        "lang": page_language(),
        "start_url": reverse("home"),
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#f7f9f8",
        "theme_color": "#00634a",
        "icons": [
            {"src": static(f"img/{name}.png"), "type": "image/png", "sizes": sizes, "purpose": why}
            for name, sizes, why in ICONS
        ],
    }
    return JsonResponse(said, content_type="application/manifest+json")


@require_safe
def robots(request):
    """What robots leave alone, and where they find all pages."""
    lines = ["User-agent: *", "Disallow: /admin/", "", f"Sitemap: {absolute(reverse('sitemaps'))}"]
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN)


@require_safe
def security(request):
    """RFC 9116: whom to tell of a fault in the portal's security. Nobody is made up for it."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    expires = today.astimezone(datetime.UTC) + SECURITY_SAID_FOR
    said = {
        "Contact": settings.SECURITY_CONTACT,
        "Expires": expires.isoformat().replace("+00:00", "Z"),
        "Preferred-Languages": ", ".join(code for code, _name in settings.LANGUAGES),
        "Canonical": absolute(reverse("security")),
    }
    lines = (f"{name}: {value}\n" for name, value in said.items())
    return HttpResponse("".join(lines), content_type=PLAIN)


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
