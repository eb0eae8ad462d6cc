"""The desk of institutes, and that of the people who work in the admin."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import Count

from institutes.desk.ground import Lack, PortalAdmin
from institutes.models import Institute


@admin.register(Institute)
class InstituteAdmin(PortalAdmin):
    list_display = ["acronym", "name_en", "name_ko", "program_count"]
    search_fields = ["code", "acronym", "name_en", "name_ko"]
    lacks = [
        Lack("name_ko", "Korean name"),
        Lack("summary_ko", "Korean summary"),
        Lack("source_note", "source note"),
        Lack("source_note_ko", "Korean source note", beside="source_note"),
    ]
    fieldsets = [
        (None, {"fields": ["code", "acronym", ("name_en", "name_ko")]}),
        ("What it is", {"fields": ["summary_en", "summary_ko", "website", "contact"]}),
        ("Where it is from", {"fields": ["source_note", "source_note_ko"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(program_count=Count("programs"))

    @admin.display(description="programs", ordering="program_count")
    def program_count(self, institute):
        return institute.program_count


admin.site.unregister([User, Group])


@admin.register(User)
class StaffAdmin(PortalAdmin, UserAdmin):
    """Django's own, by the ground rules of this portal."""


@admin.register(Group)
class StaffGroupAdmin(PortalAdmin, GroupAdmin):
    """Django's own, by the ground rules of this portal."""
