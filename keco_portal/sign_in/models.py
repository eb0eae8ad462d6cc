"""What signing in stores: sessions, second factors, and what was done with an account.

The devices are those of django-otp; the proxies here keep what a thief of the database could use
out of it.
"""

import base64
import hashlib
import secrets

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

RECOVERY_CODES = 10
# The wait after wrong codes doubles from one second up to 2 ** 10, a quarter of an hour.
FAILURES_COUNTED = 11


class SessionQuerySet(models.QuerySet):
    def alive(self):
        """Sessions that are neither idle for too long nor too old."""
        now = timezone.now()
        return self.filter(
            expire_date__gt=now,
            seen_at__gt=now - settings.SESSION_IDLE_AT_MOST,
            began_at__gt=now - settings.SESSION_AT_MOST,
        )

    def ended(self):
        """Sessions that nobody can use any more."""
        return self.exclude(pk__in=self.alive())


class Session(AbstractBaseSession):
    """A session, and whose it is once somebody has signed in.

    PostgreSQL deletes all of a person when the password changes, the account is disabled, or a
    role or the device is taken (see the migration): whoever does it, and by whatever way.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sessions"
    )
    began_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    objects = BaseSessionManager.from_queryset(SessionQuerySet)()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

    @classmethod
    def get_session_store_class(cls):
        from keco_portal.sign_in.sessions import SessionStore

        return SessionStore

    def save(self, **kwargs):
        """What is stored again keeps its beginning."""
        if kwargs.get("force_update"):
            kwargs["update_fields"] = ["session_data", "expire_date", "person", "seen_at"]
        super().save(**kwargs)


class Patience:
    """A device whose waits after wrong codes stay within a quarter of an hour."""

    def throttle_increment(self, commit=True):
        self.throttling_failure_count = min(self.throttling_failure_count, FAILURES_COUNTED - 1)
        super().throttle_increment(commit)


class Phone(Patience, TOTPDevice):
    """The app that shows codes. Its secret is made of the stored key and of SECRET_KEY.

    So a copy of the database alone shows nobody a code; and a new SECRET_KEY asks everybody to
    set up the second factor anew, with a recovery code.
    """

    class Meta:
        proxy = True

    @property
    def bin_key(self):
        return salted_hmac("keco_portal.sign_in.phone", self.key, algorithm="sha256").digest()[:20]

    @property
    def secret(self):
        """The secret in letters and digits, in groups of four, to be typed into the app."""
        letters = base64.b32encode(self.bin_key).decode()
        return " ".join(letters[i : i + 4] for i in range(0, len(letters), 4))


class RecoveryCodes(Patience, StaticDevice):
    """The codes for the day when the phone is lost. Of each only a hash is stored."""

    class Meta:
        proxy = True

    @staticmethod
    def make():
        """A new code of 80 random bits: abcd-efgh-ijkl-mnop."""
        letters = base64.b32encode(secrets.token_bytes(10)).decode().lower()
        return "-".join(letters[i : i + 4] for i in range(0, 16, 4))

    def hashed(self, code):
        """What is stored of a code: 96 bits of its SHA-256. Nobody guesses 80 random bits."""
        digest = hashlib.sha256(f"{self.user_id}:{code.replace('-', '')}".encode()).digest()
        return base64.urlsafe_b64encode(digest[:12]).decode()

    def verify_token(self, token):
        return super().verify_token(self.hashed(token))

    def holds(self, code):
        return self.token_set.filter(token=self.hashed(code)).exists()


class Act(models.TextChoices):
    """What was done with an account."""

    SET_UP = "set-up", _("The second factor was set up.")
    REMOVED = "removed", _("The second factor was removed.")
    CODES = "codes", _("New recovery codes were made.")
    RECOVERED = "recovered", _("A recovery code was used to sign in.")
    LINK = "link", _("A link for a new password was made.")
    PASSWORD = "password", _("The password was changed.")


class AccountNote(models.Model):
    """Something that was done with an account, by the person or by somebody else."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="account_notes"
    )
    by = models.CharField(max_length=150)
    act = models.CharField(max_length=9, choices=Act)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("note on an account")
        verbose_name_plural = _("notes on accounts")
        constraints = [
            models.CheckConstraint(
                condition=Q(act__in=Act.values),
                name="accountnote_act_is_known",
                violation_error_message=_("Not a known act."),
            )
        ]

    def __str__(self):
        return f"{self.person}: {self.get_act_display()}"


class KeptForm(models.Model):
    """What a person sent after the session had ended: `fields` is [[name, value], …]."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="kept_form"
    )
    path = models.CharField(max_length=2000)
    fields = models.JSONField()
    had_files = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("kept form")
        verbose_name_plural = _("kept forms")

    def __str__(self):
        return f"{self.person}: {self.path}"
