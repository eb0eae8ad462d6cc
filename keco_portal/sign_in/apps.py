"""Signing in as a Django app: its tables."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignInConfig(AppConfig):
    name = "keco_portal.sign_in"
    label = "sign_in"
    verbose_name = _("signing in")
    default_auto_field = "django.db.models.BigAutoField"
