"""The site of the desk: the Django admin by the ground rules of this portal."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from institutes.language import other_language, page_language
from institutes.models import Membership
from keco_portal.sign_in import door
from keco_portal.sign_in.urls import addresses
from keco_portal.sign_in.views.password import PasswordPage


class Desk(admin.AdminSite):
    site_header = _("Environmental Cooperation Portal")
    site_title = _("Portal")
    index_title = _("What waits for you")

    def get_urls(self):
        return addresses(self) + super().get_urls()

    def has_permission(self, request):
        """Only who gave all factors that are asked of them."""
        return door.is_in(request)

    def login(self, request, extra_context=None):
        return PasswordPage.as_view()(request)

    def each_context(self, request):
        """What the head of each page says: who is here in which part, and the other language."""
        return super().each_context(request) | {
            "memberships": Membership.objects.by_institute_of(request.user),
            "other_language": other_language(page_language()),
        }
