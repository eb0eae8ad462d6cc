"""The desk of institutes, and that of the accounts of their staff."""

from django.contrib import admin
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from institutes.desk.accounts import AccountAdmin
from institutes.desk.ground import Lack, PortalAdmin
from institutes.desk.scope import SharedList
from institutes.models import Account, Institute


@admin.register(Institute)
class InstituteAdmin(SharedList, PortalAdmin):
    list_display = ["acronym", "name_en", "name_ko", "program_count"]
    ordering = ["acronym", "pk"]
    search_fields = ["code", "acronym", "name_en", "name_ko"]
    lacks = [
        Lack("name_ko", _("Korean name")),
        Lack("summary_ko", _("Korean summary"), beside="summary_en"),
        Lack("source_note", _("source note")),
        Lack("source_note_ko", _("Korean source note"), beside="source_note"),
    ]
    fieldsets = [
        (None, {"fields": ["code", "acronym", ("name_en", "name_ko")]}),
        (_("What it is"), {"fields": ["summary_en", "summary_ko", "website", "contact"]}),
        (_("Where it is from"), {"fields": ["source_note", "source_note_ko"]}),
    ]

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .annotate(program_count=Count("programs", filter=Q(programs__publication="published")))
        )

    @admin.display(description=_("published programs"), ordering="program_count")
    def program_count(self, institute):
        return institute.program_count


admin.site.register(Account, AccountAdmin)
