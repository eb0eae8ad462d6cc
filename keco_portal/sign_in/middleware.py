"""What holds for every answer of the desk: no copy is kept of it, and sessions end in time."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from institutes.language import is_of_the_desk
from keco_portal.sign_in import kept
from keco_portal.sign_in.models import Session

# How exactly the last use of a session is known; it need not be written with each request.
WRITTEN_EVERY = timedelta(minutes=1)


class DeskSessions:
    """Notes that a session is used, says so where one has ended, and lets nothing be stored."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not is_of_the_desk(request):
            return self.get_response(request)
        if request.user.is_authenticated:
            now = timezone.now()
            Session.objects.filter(
                pk=request.session.session_key, seen_at__lt=now - WRITTEN_EVERY
            ).update(seen_at=now)
        response = self.get_response(request)
        add_never_cache_headers(response)
        return response

    def process_view(self, request, view, args, kwargs):
        """After the check that the form is ours: keep it where the session has ended."""
        if not is_of_the_desk(request) or not has_ended(request):
            return None
        messages.info(
            request,
            _(
                "Your session has ended: after 30 minutes without work, after 12 hours in all, or "
                "because the account was changed. Please sign in again."
            ),
        )
        if request.method != "POST":
            return None
        if kept.keep(request):
            messages.info(request, _("What you typed is kept until you are back."))
            return redirect_to_login(reverse("admin:kept"), reverse("admin:login"))
        messages.warning(request, _("What you sent was not saved."))
        return None


def has_ended(request):
    """Whether the browser still names a session, and there is none any more."""
    if request.user.is_authenticated:
        return False
    return bool(request.COOKIES.get(settings.SESSION_COOKIE_NAME)) and request.session.is_empty()
