"""Problem details (RFC 9457): what the API says where it cannot do what was asked."""

import json
from http import HTTPStatus

from django.http import HttpResponse
from django.urls import reverse
from django.utils.encoding import iri_to_uri

from keco_portal.open_data.address import absolute

PROBLEM = "application/problem+json"
API = "/api/"

# What each status means here. The API's page tells of each under its name, which `type` points to.
KINDS = {
    400: ("invalid", "The address is not valid"),
    403: ("not-allowed", "Not allowed"),
    404: ("unknown", "Nothing is here"),
    405: ("reading-only", "The API is for reading"),
    406: ("json-only", "The API speaks JSON only"),
    410: ("withdrawn", "This was withdrawn"),
    413: ("too-large", "Too large"),
    429: ("too-many", "Too many requests"),
    500: ("fault", "A fault of this portal"),
    503: ("unavailable", "Not available just now"),
}


def is_of_the_api(request):
    """Whether the API was asked, and not its page."""
    return request.path_info.startswith(API) and request.path_info != API


def problem(request, status, detail, *, headers=None, **more):
    """The answer of a problem; `more` are further members, such as `errors` by parameter."""
    kind, title = KINDS.get(status) or ("", HTTPStatus(status).phrase)
    said = {
        "type": f"{absolute(reverse('api'))}#{kind}" if kind else "about:blank",
        "title": title,
        "status": status,
        "detail": str(detail),
        "instance": iri_to_uri(request.get_full_path()),
    }
    body = json.dumps(said | more, ensure_ascii=False)
    return HttpResponse(body, status=status, content_type=PROBLEM, headers=headers)
