"""The site as a Django app: its commands, template tags and checks."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "keco_portal"
    verbose_name = "Portal"

    def ready(self):
        from keco_portal import checks  # noqa: F401  (registers itself)
