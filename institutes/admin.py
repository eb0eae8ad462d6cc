"""The desk of institutes, and that of the people who work in the admin."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from institutes.desk.ground import Lack, PortalAdmin
from institutes.models import Institute


@admin.register(Institute)
class InstituteAdmin(PortalAdmin):
    list_display = ["acronym", "name_en", "name_ko", "program_count"]
    search_fields = ["code", "acronym", "name_en", "name_ko"]
    lacks = [
        Lack("name_ko", _("Korean name")),
        Lack("summary_ko", _("Korean summary")),
        Lack("source_note", _("source note")),
        Lack("source_note_ko", _("Korean source note"), beside="source_note"),
    ]
    fieldsets = [
        (None, {"fields": ["code", "acronym", ("name_en", "name_ko")]}),
        (_("What it is"), {"fields": ["summary_en", "summary_ko", "website", "contact"]}),
        (_("Where it is from"), {"fields": ["source_note", "source_note_ko"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(program_count=Count("programs"))

    @admin.display(description=_("programs"), ordering="program_count")
    def program_count(self, institute):
        return institute.program_count


admin.site.unregister([User, Group])


@admin.register(User)
class StaffAdmin(PortalAdmin, UserAdmin):
    """Django's own, by the ground rules of this portal."""


@admin.register(Group)
class StaffGroupAdmin(PortalAdmin, GroupAdmin):
    """Django's own, by the ground rules of this portal."""
