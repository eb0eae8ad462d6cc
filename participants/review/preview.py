"""Public pages as a visitor would get them now: to preview one, and to see what would change."""

from io import BytesIO
from urllib.parse import unquote

from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest
from django.urls import resolve
from django.utils.translation import gettext, override

from institutes.history import recording
from participants.models.proposal import Act
from participants.review.working import rolled_back, rules_in_words, waiting_for, working_copy
from programs.models.publication import Publication


def visit(request, address, language, **context):
    """What the view of the public `address` answers to a visitor, in `language`, rendered.

    The address is that of the English page. It is asked for on the host of `request`; `context`
    is added to what the page knows. Raises what the view raises, such as Http404.
    """
    path = address if language == "en" else f"/{language}{address}"
    visitor = WSGIRequest(
        request.environ
        | {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": unquote(path).encode().decode("latin-1"),
            "QUERY_STRING": "",
            "HTTP_COOKIE": "",
            "wsgi.input": BytesIO(),
        }
    )
    visitor.user = AnonymousUser()
    with override(language):
        view, args, kwargs = visitor.resolver_match = resolve(visitor.path_info)
        response = view(visitor, *args, **kwargs)
        if hasattr(response, "render"):
            response.context_data |= context
            response.render()
    return response


def as_approved(proposal):
    """What is written within it is recorded as if `proposal` were approved, for the public's log.

    Where there is none, it is what is published for the first time.
    """
    act = proposal.act if proposal else Act.PUBLISH
    with override("en"):
        reason = gettext("(The reason is given when it is approved.)")
    with override("ko"):
        reason_ko = gettext("(The reason is given when it is approved.)")
    given = proposal.reason if proposal else ""
    return recording(act=act, reason=given or reason, reason_ko=given or reason_ko)


def preview(request, row, language, **context):
    """The public page of `row` with what waits, as if it were published; nothing of it stays.

    Raises Refused where the row could not be published as it is.
    """
    with rolled_back(), as_approved(waiting_for(row)), working_copy(row) as copy, \
            rules_in_words(copy):  # fmt: skip
        for one in (copy, getattr(copy, "program", copy)):
            rows = type(one)._base_manager.filter(pk=one.pk)
            rows.update(publication=Publication.PUBLISHED)
        with override("en"):
            address = copy.get_absolute_url()
        return visit(request, address, language, **context)
