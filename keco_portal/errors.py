"""What the portal says where it cannot do what was asked: a page, or plain text for a file.

These are Django's handlers (`keco_portal.urls`), that of refused forms (CSRF_FAILURE_VIEW), and
that of `institutes.refusals` (by `keco_portal.middleware.Refusals`). Each speaks the language of
its address, also where the request did not come far enough to have one.
"""

import re
import sys
from math import ceil

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, override

from institutes.language import language_of
from keco_portal.problems import is_of_the_api, problem
from programs.files import PLAIN

FILES = (
    *(".atom", ".bib", ".csv", ".ico", ".json", ".jsonld", ".png", ".ris", ".ttl", ".txt"),
    *(".webmanifest", ".xlsx", ".xml", ".zip"),
)
FOR_MACHINES = ("/healthz", "/readyz")


def bad_request(request, exception):
    said = exception if isinstance(exception, BadRequest) else _("It cannot be read.")
    advice = _("Check the address, or begin anew from one of the pages below.")
    return answer(request, 400, _("The address is not valid"), said, advice)


def permission_denied(request, exception):
    said = _("Your account may not see or do this.")
    advice = _("If it should, ask the people who run this portal.")
    return answer(request, 403, _("Not allowed"), said, advice)


def form_refused(request, reason=""):
    said = _("The form came without the sign that it is from a page of this portal.")
    advice = _("Go back, load the page anew and send it again; its cookies must be allowed.")
    return answer(request, 403, _("The form was not accepted"), said, advice)


def page_not_found(request, exception):
    said = _("The address may be mistyped, or what was here is gone.")
    advice = _("Go on from one of the pages below.")
    return answer(request, 404, _("Nothing is here"), said, advice)


def gone(request, exception):
    said = _("What was here was taken away.")
    advice = _("Go on from one of the pages below.")
    return answer(request, 410, _("This is no longer here"), said, advice, gone=exception)


def too_large(request):
    megabytes = settings.REQUEST_BYTES_AT_MOST // 1024**2
    with override(language_of(request)):
        said = _("The file has more than %(megabytes)d MB.") % {"megabytes": megabytes}
    advice = _("Send it in parts, or without pictures and empty rows.")
    return answer(request, 413, _("Too large to be sent"), said, advice)


def too_many_requests(request, exception):
    minutes = ceil(exception.retry_after / 60)
    with override(language_of(request)):
        advice = ngettext(
            "Please wait a minute and try again. What you wrote is still there if you go back.",
            "Please wait %(minutes)d minutes and try again. What you wrote is still there if you "
            "go back.",
            minutes,
        ) % {"minutes": minutes}
    said = exception.said or _("More came from here than one person sends.")
    response = answer(request, 429, _("Too many at once"), said, advice)
    response["Retry-After"] = str(exception.retry_after)
    return response


def server_error(request):
    """A fault of ours, or a database that does not answer: said without it and without context."""
    lost = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    status = 503 if lost else 500
    said = "Something went wrong here, and nothing is sent. Please try again in a minute.\n"
    if is_of_the_api(request):
        response = problem(request, status, said.strip())
    elif for_a_program(request):
        response = HttpResponse(said, status=status, content_type=PLAIN)
    else:
        language = language_of(request)
        with override(language):
            context = {"language": language, "lost": lost, "stylesheet": stylesheet()}
            response = HttpResponse(render_to_string("500.html", context), status=status)
    if lost:
        response["Retry-After"] = "60"
    return response


def answer(request, status, title, said, advice, **more):
    """The page of an error: its title, what happened, and what the visitor can do."""
    with override(language_of(request)):
        if is_of_the_api(request):
            return problem(request, status, said)
        if for_a_program(request):
            return HttpResponse(f"{title}. {said}\n", status=status, content_type=PLAIN)
        context = {
            "status": status,
            "title": title,
            "said": str(said),
            "advice": advice,
            "words": words_of(request),
        } | more
        return render(request, "error.html", context, status=status)


def words_of(request):
    """What the address may have meant, to look for: “landfill gas” of /programs/landfill-gas/."""
    match = request.resolver_match
    parts = list(match.kwargs.values()) if match else request.path_info.strip("/").split("/")
    return " ".join(re.findall(r"\w+", str(parts[-1]).replace("_", " ")))[:100] if parts else ""


def for_a_program(request):
    """Whether a program asked rather than a person: for a file, or for the portal's health."""
    return request.path_info.endswith(FILES) or request.path_info in FOR_MACHINES


def stylesheet():
    """The address of the style sheet; None where no static files were collected."""
    try:
        return static("css/portal.css")
    except ValueError:
        return None
