"""The site as a Django app: its commands, template tags and checks."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "keco_portal"
    verbose_name = _("Portal")

    def ready(self):
        from keco_portal import checks  # noqa: F401  (registers itself)


class DeskConfig(AdminConfig):
    """Django's admin with the portal's own site."""

    default = False
    default_site = "keco_portal.desk.site.Desk"
