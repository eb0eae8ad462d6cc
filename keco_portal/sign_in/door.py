"""The door of the desk: who stands there between password and code, and who is let in.

Until the second factor is given nobody is signed in anywhere: the session only remembers, for a
while, whose password was right.
"""

import time

from django.conf import settings
from django.contrib import auth
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme

from institutes.access import is_staff
from keco_portal.sign_in import second_factor
from keco_portal.sign_in.kept import forget_old
from keco_portal.sign_in.models import Act, RecoveryCodes

WAITING = "waits_at_the_door"
WAITS_AT_MOST = 1200  # seconds; enough to put an app on a phone


def is_in(request):
    """Whether the person of the request may enter the desk: by all factors that are asked."""
    if not hasattr(request, "is_in_the_desk"):
        person = request.user
        verified = getattr(person, "otp_device", None) is not None
        request.is_in_the_desk = is_staff(person) and (
            verified or not second_factor.is_asked_of(person)
        )
    return request.is_in_the_desk


def wait(request, person, onward):
    """The password was right; remember it until the code is given."""
    request.session.flush()
    request.session[WAITING] = {
        "person": person.pk,
        "hash": person.get_session_auth_hash(),
        "since": time.time(),
        "onward": onward,
    }


def person_at(request):
    """Who stands at the door: after the password, or signed in before the role asked for more."""
    waiting = request.session.get(WAITING)
    if not waiting:
        known = request.user.is_authenticated and is_staff(request.user)
        return request.user if known and not is_in(request) else None
    if time.time() - waiting["since"] > WAITS_AT_MOST:
        return None
    person = auth.get_user_model().objects.filter(pk=waiting["person"]).first()
    if person is None or not is_staff(person):
        return None
    unchanged = constant_time_compare(person.get_session_auth_hash(), waiting["hash"])
    return person if unchanged else None


def onward_from(request):
    """Where the person wanted to go; the desk's first page where that is not of this portal."""
    wanted = request.session.get(WAITING, {}).get("onward", "")
    home = reverse("admin:index")
    hosts = {request.get_host()}
    good = url_has_allowed_host_and_scheme(wanted, hosts, require_https=request.is_secure())
    return wanted if good else home


def let_in(request, person, device=None):
    """Sign the person in, in a session that is new."""
    forget_old()
    request.session.flush()
    if device is not None:
        person.otp_device = device
        if isinstance(device, RecoveryCodes):
            second_factor.note(person, person, Act.RECOVERED)
    auth.login(request, person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    request.__dict__.pop("is_in_the_desk", None)
