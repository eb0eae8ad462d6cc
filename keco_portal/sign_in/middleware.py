"""What holds for every answer of the desk: no copy is kept of it, and sessions end in time."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from keco_portal.sign_in.models import Session

# How exactly the last use of a session is known; it need not be written with each request.
WRITTEN_EVERY = timedelta(minutes=1)


class DeskSessions:
    """Notes that a session is used, says so where one has ended, and lets nothing be stored."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith(reverse("admin:index")):
            return self.get_response(request)
        if request.user.is_authenticated:
            now = timezone.now()
            Session.objects.filter(
                pk=request.session.session_key, seen_at__lt=now - WRITTEN_EVERY
            ).update(seen_at=now)
        elif has_ended(request):
            messages.info(request, words_of_the_end())
        response = self.get_response(request)
        add_never_cache_headers(response)
        return response


def has_ended(request):
    """Whether the browser still names a session, and there is none any more."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.is_empty()


def words_of_the_end():
    return _(
        "Your session has ended: after 30 minutes without work, after 12 hours in all, or because "
        "the account was changed. Please sign in again."
    )
