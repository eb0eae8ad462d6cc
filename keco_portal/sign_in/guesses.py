"""What slows down who guesses passwords: django-axes, by name and address."""

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from institutes.visitors.floods import client_of
from keco_portal import errors

# Wrong passwords of one address, for whatever names, within the time that a lock lasts. A whole
# office may share one address.
OF_AN_ADDRESS = 50


class GuessHandler(AxesDatabaseHandler):
    """Locks out a name from an address, and an address that tries one name after another."""

    def is_locked(self, request, credentials=None):
        return super().is_locked(request, credentials) or self.is_flooded(request)

    def is_flooded(self, request):
        since = timezone.now() - get_cool_off(request)
        attempts = AccessAttempt.objects.filter(
            ip_address=request.axes_ip_address, attempt_time__gte=since
        )
        return (attempts.aggregate(sum=Sum("failures_since_start"))["sum"] or 0) >= OF_AN_ADDRESS


def address_of_client(request):
    """The address that guesses are counted for; of an IPv6 network its first."""
    return client_of(request).partition("/")[0] or None


def too_many_guesses(request, original_response=None, credentials=None):
    """The answer to who is locked out: the same whether or not there is such an account."""
    wait = settings.AXES_COOLOFF_TIME
    minutes = int(wait.total_seconds() // 60)
    response = errors.answer(
        request,
        429,
        _("Too many wrong attempts"),
        _("Signing in from here is closed for a while."),
        ngettext(
            "Please wait %(minutes)d minute before the next attempt.",
            "Please wait %(minutes)d minutes before the next attempt.",
            minutes,
        )
        % {"minutes": minutes},
    )
    response["Retry-After"] = str(int(wait.total_seconds()))
    return response
