"""The site of the desk: the Django admin by the ground rules of this portal."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from keco_portal.sign_in import door
from keco_portal.sign_in.urls import addresses
from keco_portal.sign_in.views.password import PasswordPage


class Desk(admin.AdminSite):
    site_header = _("Environmental Cooperation Portal")
    site_title = _("Portal")
    index_title = _("What the portal shows")

    def get_urls(self):
        return addresses(self) + super().get_urls()

    def has_permission(self, request):
        """Only who gave all factors that are asked of them."""
        return door.is_in(request)

    def login(self, request, extra_context=None):
        return PasswordPage.as_view()(request)
