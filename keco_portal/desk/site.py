"""The site of the desk: the Django admin by the ground rules of this portal."""

from django.contrib import admin
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from institutes.access import has_role, institutes_of
from institutes.desk.choices import OwnAutocomplete
from institutes.desk.ground import PortalAdmin
from institutes.desk.scope import for_those_who_see
from institutes.language import other_language, page_language
from institutes.models import Membership
from keco_portal.desk.waiting import waiting_for
from keco_portal.name import PORTAL
from keco_portal.sign_in import door
from keco_portal.sign_in.urls import addresses
from keco_portal.sign_in.views.new_password import OwnPassword
from keco_portal.sign_in.views.password import PasswordPage

# Names of what an account of the staff may do with itself, whatever its role.
OF_THE_ACCOUNT = {
    *("index", "logout", "password_change", "password_change_done"),
    *("second_factor", "new_codes", "new_phone", "recovery_codes_text", "kept"),
}


class Desk(admin.AdminSite):
    site_header = PORTAL
    site_title = _("Portal")
    index_title = _("What waits for you")

    def register(self, model_or_iterable, admin_class=None, **options):
        """Only desks by the ground rules; of those that packages bring, some show secrets."""
        if admin_class and issubclass(admin_class, PortalAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def get_urls(self):
        """Without the redirect to the public page of any row of any kind."""
        urls = addresses(self) + super().get_urls()
        return [one for one in urls if getattr(one, "name", "") != "view_on_site"]

    def has_permission(self, request):
        """Only who gave all factors that are asked of them."""
        return door.is_in(request)

    def admin_view(self, view, cacheable=False):
        """What a person may not see is not there for them."""
        return super().admin_view(for_those_who_see(view, OF_THE_ACCOUNT), cacheable)

    def login(self, request, extra_context=None):
        return PasswordPage.as_view()(request)

    def password_change(self, request, extra_context=None):
        return OwnPassword.as_view()(request)

    def index(self, request, extra_context=None):
        context = self.each_context(request)
        if not has_role(request.user):
            return TemplateResponse(request, "admin/no_role.html", context)
        context |= {
            "title": self.index_title,
            "waiting": waiting_for(request, self._registry.values()),
            "institutes": institutes_of(request.user).by_acronym(),
        }
        return TemplateResponse(request, "admin/index.html", context)

    def autocomplete_view(self, request):
        return OwnAutocomplete.as_view(admin_site=self)(request)

    def each_context(self, request):
        """What the head of each page says: who is here in which part, and the other language."""
        return super().each_context(request) | {
            "memberships": Membership.objects.by_institute_of(request.user),
            "other_language": other_language(page_language()),
        }
