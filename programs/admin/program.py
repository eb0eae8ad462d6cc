"""The desk of programs, with all that belongs to one on its page."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from institutes.desk.choices import OwnInstitutes
from institutes.desk.ground import Lack, PublicRowAdmin
from institutes.desk.scope import OfInstitutes
from institutes.models import Role
from participants.imports.desk import ImportsAdmin
from participants.review.form import ReviewedRow
from programs.admin.confirming import ConfirmingAdmin
from programs.admin.deleting import OnlyDraftsDeleted
from programs.admin.inlines import StackInline, TableInline
from programs.admin.spreadsheet import SpreadsheetAdmin
from programs.admin.waiting import OF_PROGRAMS
from programs.listing import FirstRows
from programs.models import Edition, Partnership, Program, ProgramCountry, ProgramRegion
from programs.resources import EditionTable, ProgramTable


class ProgramCountryInline(TableInline):
    model = ProgramCountry
    autocomplete_fields = ["country"]


class ProgramRegionInline(TableInline):
    model = ProgramRegion
    autocomplete_fields = ["region"]


class PartnershipInline(TableInline):
    model = Partnership
    autocomplete_fields = ["partner"]


class EditionInline(StackInline):
    model = Edition
    autocomplete_fields = ["host_country", "source"]
    fields = [("year", "state", "host_country"), ("title", "title_ko"), "note", "note_ko"]
    fields += [("source", "source_locator")]

    def view_on_site(self, edition):
        return edition.get_absolute_url() if edition.program.is_public else None


@admin.register(Program)
class ProgramAdmin(
    ReviewedRow,
    ConfirmingAdmin,
    ImportsAdmin,
    OnlyDraftsDeleted,
    OfInstitutes,
    SpreadsheetAdmin,
    PublicRowAdmin,
):
    change_form_template = "admin/review/program.html"
    resource_classes = [ProgramTable, EditionTable]
    list_display = ["name_en", "name_ko", "institute", "kind", "years", "state", "publication"]
    list_filter = [
        *("publication", ("institute", OwnInstitutes), "kind", "state", "recurrence"),
    ]
    list_select_related = ["institute"]
    search_fields = ["slug", "name_en", "name_ko", "as_printed"]
    date_hierarchy = "changed_at"
    ordering = ["institute__acronym", "name_en", "pk"]
    autocomplete_fields = ["institute", "parent", "frameworks", "themes", "source"]
    readonly_fields = ["last_confirmed_on", "changed_at"]
    actions = ["submit_selected", "confirm_today"]
    waits = OF_PROGRAMS
    korean_waits_for = Role.EDITOR
    inlines = [ProgramCountryInline, ProgramRegionInline, PartnershipInline, EditionInline]
    lacks = [
        Lack("name_ko", _("Korean name")),
        Lack("summary_en", _("summary")),
        Lack("summary_ko", _("Korean summary"), beside="summary_en"),
        Lack("source_note_ko", _("Korean source note"), beside="source_note"),
        Lack("sector", _("DAC sector")),
    ]
    fieldsets = [
        (None, {"fields": [("institute", "parent"), "slug"]}),
        (_("Names"), {"fields": [("name_en", "name_ko"), "as_printed"]}),
        (_("What it is"), {"fields": ["summary_en", "summary_ko", ("kind", "sector"), "themes"]}),
        (
            _("When and under what"),
            {"fields": [("start_year", "end_year"), ("recurrence", "state"), "frameworks"]},
        ),
        (
            _("Where it is from"),
            {
                "fields": [
                    ("source", "source_locator"),
                    "source_note",
                    "source_note_ko",
                    ("last_confirmed_on", "changed_at"),
                ]
            },
        ),
    ]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            figures = obj.figures.select_related("measure", "country").by_key()
            context["figures"] = FirstRows(figures)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    @admin.display(description=_("years"))
    def years(self, program):
        return program.years
