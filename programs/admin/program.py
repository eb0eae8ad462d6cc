"""The desk of programs, with all that belongs to one on its page."""

from django.contrib import admin
from import_export.admin import ImportExportModelAdmin
from import_export.formats.base_formats import CSV, XLSX

from institutes.admin import PublicRowAdmin
from participants.models import Figure
from programs.models import Edition, Partnership, Program, ProgramCountry, ProgramRegion
from programs.resources import ProgramTable


class SpreadsheetAdmin(ImportExportModelAdmin):
    """Import and export of the public columns, as CSV and XLSX only.

    Both sides of a CSV are UTF-8 with a byte order mark, so that Excel shows Hangul.
    """

    import_formats = export_formats = [CSV, XLSX]
    from_encoding = to_encoding = "utf-8-sig"


class ProgramCountryInline(admin.TabularInline):
    model = ProgramCountry
    extra = 0
    autocomplete_fields = ["country"]


class ProgramRegionInline(admin.TabularInline):
    model = ProgramRegion
    extra = 0
    autocomplete_fields = ["region"]


class PartnershipInline(admin.TabularInline):
    model = Partnership
    extra = 0
    autocomplete_fields = ["partner"]


class EditionInline(admin.StackedInline):
    model = Edition
    extra = 0
    autocomplete_fields = ["host_country", "source"]
    fields = [("year", "state", "host_country"), ("title", "title_ko"), "note"]
    fields += [("source", "source_locator")]


class FigureInline(admin.StackedInline):
    model = Figure
    extra = 0
    show_change_link = True
    autocomplete_fields = ["measure", "country", "source"]
    fields = [
        ("key", "measure", "publication"),
        ("kind", "country", "sex"),
        ("value", "value_lower", "value_upper"),
        ("value_status", "qualifier"),
        ("period_start", "period_end", "as_of"),
        ("source", "source_locator"),
    ]


@admin.register(Program)
class ProgramAdmin(SpreadsheetAdmin, PublicRowAdmin):
    resource_classes = [ProgramTable]
    list_display = ["name_en", "name_ko", "institute", "kind", "years", "state", "publication"]
    list_filter = ["publication", "institute", "kind", "state", "recurrence"]
    list_select_related = ["institute"]
    search_fields = ["slug", "name_en", "name_ko", "as_printed"]
    date_hierarchy = "changed_at"
    ordering = ["institute__acronym", "name_en", "pk"]
    autocomplete_fields = ["institute", "parent", "frameworks", "themes", "source"]
    readonly_fields = ["changed_at"]
    inlines = [
        *(ProgramCountryInline, ProgramRegionInline, PartnershipInline),
        *(EditionInline, FigureInline),
    ]
    lacks = [
        ("source_locator", "place in the source"),
        ("name_ko", "Korean name"),
        ("summary_en", "summary"),
        ("summary_ko", "Korean summary"),
        ("sector", "DAC sector"),
    ]
    fieldsets = [
        (None, {"fields": ["publication", ("institute", "parent"), "slug"]}),
        ("Names", {"fields": [("name_en", "name_ko"), "as_printed"]}),
        ("What it is", {"fields": ["summary_en", "summary_ko", ("kind", "sector"), "themes"]}),
        (
            "When and under what",
            {"fields": [("start_year", "end_year"), ("recurrence", "state"), "frameworks"]},
        ),
        (
            "Where it is from",
            {
                "fields": [
                    ("source", "source_locator"),
                    "source_note",
                    ("last_confirmed_on", "changed_at"),
                ]
            },
        ),
    ]
