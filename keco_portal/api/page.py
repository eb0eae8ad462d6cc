"""The page for people who write programs that read the API."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from keco_portal.api.asked import PAGE_SIZE, PAGE_SIZE_AT_MOST, ROWS_BY_PAGE
from keco_portal.api.resources import RESOURCES
from keco_portal.open_data.address import address_of
from keco_portal.open_data.licence import licence
from keco_portal.problems import KINDS

# Language of a program, its template, what stands above it. A test runs them.
EXAMPLES = [
    ("curl", "api/_curl.txt", _("curl: a filter, and the file again only where it has changed")),
    ("Python", "api/_python.txt", _("Python with pandas: all figures of training")),
    ("R", "api/_r.txt", _("R with jsonlite: the same")),
]
PROBLEMS = {
    400: _("A parameter is not known, or its value is not. “errors” says which, and why."),
    403: _("Not for the public."),
    404: _("Nothing has this key, or the list has no such page."),
    405: _("Only GET, HEAD and OPTIONS are answered."),
    406: _("Something else than JSON was asked for."),
    410: _("It was public and was withdrawn. When and why is said where it is known."),
    413: _("More was sent than the portal takes; the API takes nothing at all."),
    429: _("Wait for as many seconds as “Retry-After” says."),
    500: _("A fault of this portal. Please try again in a minute."),
    503: _("The database does not answer just now. Please try again in a minute."),
}


class ApiPage(TemplateView):
    template_name = "api/api.html"

    def get_context_data(self, **kwargs):
        root = address_of("api-root")
        return super().get_context_data(**kwargs) | {
            "resources": [
                (one, reverse(f"api-{name}"), address_of(f"api-{name}"))
                for name, one in RESOURCES.items()
            ],
            "examples": [
                (name, title, render_to_string(template, {"root": root}).strip())
                for name, template, title in EXAMPLES
            ],
            "problems": [(kind, status, PROBLEMS[status]) for status, (kind, _t) in KINDS.items()],
            "licence": licence(),
            "page_size": PAGE_SIZE,
            "page_size_at_most": PAGE_SIZE_AT_MOST,
            "rows_by_page": ROWS_BY_PAGE,
            "requests": settings.API_REQUESTS_A_MINUTE,
        }
