"""Which page a rating is about: a path of this portal, without language and without query."""

from django.http import Http404
from django.urls import Resolver404, get_script_prefix, resolve
from django.utils import translation
from django.utils.encoding import escape_uri_path
from django.views.generic.base import TemplateResponseMixin
from django.views.generic.detail import SingleObjectMixin

from institutes.language import KOREAN, page_language
from keco_portal.models import PATH_AT_MOST

# Nobody is asked how satisfied they are with being asked, or with saying what is wrong.
NOT_RATED = {
    *("feedback", "feedback-thanks", "figure-report", "figure-report-thanks", "snapshot-make"),
}


def page_of(request):
    """The page that `request` asks for: `/programs/` of `/ko/programs/?q=water`."""
    path = request.path_info
    return path.removeprefix(f"/{KOREAN}") if path.startswith(f"/{KOREAN}/") else path


def address_of(page):
    """The address of `page` in the language of the page that is shown."""
    prefix = f"/{KOREAN}" if page_language() == KOREAN else ""
    return f"{get_script_prefix().rstrip('/')}{prefix}{escape_uri_path(page)}"


def is_page(request, page):
    """Whether `page` is a page that visitors see; a page of one thing asks whether it is there.

    Exactly these have an address under /ko/ too: the files, the admin and /healthz have none.
    """
    if len(page) > PATH_AT_MOST or not page.isprintable():
        return False
    with translation.override(KOREAN):
        try:
            match = resolve(f"/{KOREAN}{page}")
        except Resolver404:
            return False
    view_class = getattr(match.func, "view_class", object)
    if match.url_name in NOT_RATED or not issubclass(view_class, TemplateResponseMixin):
        return False
    return not issubclass(view_class, SingleObjectMixin) or _is_there(request, view_class, match)


def _is_there(request, view_class, match):
    view = view_class(**match.func.view_initkwargs)
    view.setup(request, *match.args, **match.kwargs)
    try:
        view.get_object()
    except Http404:
        return False
    return True
