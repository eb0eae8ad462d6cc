"""What an exception in a view of the API is answered as: always problem details."""

from django.core.exceptions import BadRequest
from django.http import Http404
from rest_framework import exceptions

from institutes.refusals import Gone
from keco_portal.api.asked import Invalid
from keco_portal.problems import problem


def refused(exception, context):
    """DRF's EXCEPTION_HANDLER; None for a fault of ours, which Django's handler says."""
    request = context["request"]
    match exception:
        case Invalid():
            names = ", ".join(exception.errors)
            said = f"These parameters cannot be read: {names}."
            return problem(request, 400, said, errors=exception.errors)
        case BadRequest():
            return problem(request, 400, exception)
        case Http404():
            return problem(request, 404, str(exception) or "Nothing here has this key.")
        case Gone():
            return problem(request, 410, "What was here was taken away.", **withdrawn(exception))
        case exceptions.APIException():
            return of_the_framework(request, exception, context["view"])
    return None


def withdrawn(exception):
    """When and why, where that is known; also in Korean."""
    known = {
        "withdrawn_on": exception.on and exception.on.date().isoformat(),
        "reason": exception.reason,
        "reason_ko": exception.reason_ko,
        "with_program": exception.with_whole,
    }
    return {name: value for name, value in known.items() if value}


def of_the_framework(request, exception, view):
    status, headers = exception.status_code, {}
    said = str(exception.detail)
    if isinstance(exception, exceptions.MethodNotAllowed):
        headers["Allow"] = ", ".join(view.allowed_methods)
    if isinstance(exception, exceptions.Throttled):
        headers["Retry-After"] = str(exception.wait)
        said = (
            "More came from one address than one minute allows; “Retry-After” says when to go on."
        )
    return problem(request, status, said, headers=headers)
