"""What somebody typed and sent after their session had ended: kept for them, until they are back.

Only who sends along the key of a session that was theirs has something kept, and only the same
person gets it back.
"""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from keco_portal.sign_in.models import KeptForm, Session

KEPT_FOR = timedelta(days=1)


def keep(request):
    """Keep the form that `request` sent, where its session is known; whether it is kept."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    # A cookie may hold anything, NUL included.
    if not (key.isascii() and key.isalnum() and is_worth_keeping(request)):
        return False
    session = Session.objects.ended().filter(pk=key, person__isnull=False).first()
    if session is None:
        return False
    KeptForm.objects.update_or_create(
        person_id=session.person_id,
        defaults={
            "path": request.get_full_path(),
            "fields": typed(request.POST),
            "had_files": bool(request.FILES),
            "at": timezone.now(),
        },
    )
    return True


def is_worth_keeping(request):
    """Not what belongs to signing in, where passwords are typed, nor an address beyond reason."""
    home = reverse("admin:index")
    parts = ("login/", "logout/", "sign-in/", "second-factor/", "password_change/", "auth/")
    own = tuple(home + part for part in parts)
    return not request.path.startswith(own) and len(request.get_full_path()) <= 2000


def typed(given):
    """The fields of a form as JSON: [[name, value], …] in their order."""
    return [
        [name.replace("\0", ""), value.replace("\0", "")]
        for name, values in given.lists()
        if name != "csrfmiddlewaretoken" and "password" not in name
        for value in values
    ]


def kept_for(person):
    """The form that waits for `person`, or None."""
    return KeptForm.objects.filter(person=person, at__gt=timezone.now() - KEPT_FOR).first()


def forget_old():
    """Delete what nobody can use any more."""
    before = timezone.now() - KEPT_FOR
    KeptForm.objects.filter(at__lt=before).delete()
    Session.objects.filter(expire_date__lt=before).delete()
