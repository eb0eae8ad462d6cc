"""The action that says of rows of a list that they still hold."""

from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from institutes.models import Role
from participants.review import actions


class ConfirmingAdmin:
    """A desk of public rows whose publishers confirm several at once."""

    def has_publish_permission(self, request):
        return self.may(request, Role.PUBLISHER)

    @admin.action(description=_("Still true: confirm today"), permissions=["publish"])
    def confirm_today(self, request, queryset):
        chosen = queryset.count()
        done = actions.confirm_all(rows=queryset, person=request.user)
        if done:
            said = ngettext(
                "%(number)d is confirmed today.", "%(number)d are confirmed today.", done
            )
            messages.success(request, said % {"number": done})
        if passed := chosen - done:
            said = ngettext(
                "%(number)d is not public: there is nothing to confirm.",
                "%(number)d are not public: there is nothing to confirm.",
                passed,
            )
            messages.warning(request, said % {"number": passed})
