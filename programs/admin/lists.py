"""The lists that all institutes share: countries, regions, partners, frameworks and the rest."""

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from institutes.desk.ground import Lack, PortalAdmin
from institutes.desk.scope import SharedList
from institutes.desk.waiting import Wait
from programs.admin.inlines import TableInline
from programs.models import (
    Country,
    Framework,
    FrameworkPartner,
    Partner,
    Region,
    RegionMatch,
    Source,
    Theme,
)


class RegionMatchInline(TableInline):
    model = RegionMatch
    fk_name = "term"
    autocomplete_fields = ["region"]
    verbose_name_plural = _("matches in UN M49 (for terms; only an exact one includes countries)")


@admin.register(Region)
class RegionAdmin(SharedList, PortalAdmin):
    list_display = ["name_en", "name_ko", "key", "parent"]
    list_filter = ["scheme"]
    list_select_related = ["parent"]
    search_fields = ["name_en", "name_ko", "code"]
    ordering = ["name_en", "pk"]
    autocomplete_fields = ["parent"]
    inlines = [RegionMatchInline]
    lacks = [Lack("name_ko", _("Korean name"))]


@admin.register(Country)
class CountryAdmin(SharedList, PortalAdmin):
    list_display = ["name_en", "name_ko", "iso3", "iso2", "m49", "region"]
    list_select_related = ["region"]
    search_fields = ["name_en", "name_ko", "other_names", "iso3", "iso2", "sort_en"]
    ordering = ["sort_en", "iso3"]
    autocomplete_fields = ["region"]
    fieldsets = [
        (None, {"fields": [("iso3", "iso2", "m49"), ("name_en", "name_ko"), "region"]}),
        (_("What people type for it"), {"fields": ["other_names"]}),
        (_("Order in lists"), {"fields": [("sort_en", "sort_ko")]}),
    ]


@admin.register(Partner)
class PartnerAdmin(SharedList, PortalAdmin):
    editors_add = True
    list_display = ["name_en", "acronym", "name_ko", "type", "country"]
    list_filter = ["type", ("country", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["country"]
    search_fields = ["slug", "acronym", "name_en", "name_ko"]
    ordering = ["name_en", "pk"]
    autocomplete_fields = ["country"]
    lacks = [
        Lack("name_ko", _("Korean name")),
        Lack("source_note", _("source note")),
        Lack("source_note_ko", _("Korean source note"), beside="source_note"),
    ]


class FrameworkPartnerInline(TableInline):
    model = FrameworkPartner
    autocomplete_fields = ["partner", "country"]


@admin.register(Framework)
class FrameworkAdmin(SharedList, PortalAdmin):
    list_display = ["name_en", "acronym", "name_ko", "launched_year", "parent"]
    list_select_related = ["parent"]
    search_fields = ["slug", "acronym", "name_en", "name_ko"]
    ordering = ["name_en", "pk"]
    autocomplete_fields = ["parent", "source"]
    inlines = [FrameworkPartnerInline]
    lacks = [
        Lack("name_ko", _("Korean name")),
        Lack("summary_ko", _("Korean summary"), beside="summary_en"),
        Lack("source_note_ko", _("Korean source note"), beside="source_note"),
    ]
    fieldsets = [
        (None, {"fields": ["slug", "acronym", ("name_en", "name_ko"), "as_printed", "parent"]}),
        (
            _("What it is"),
            {"fields": ["summary_en", "summary_ko", ("launched_year", "launched_at")]},
        ),
        (
            _("Where it is from"),
            {"fields": [("source", "source_locator"), "source_note", "source_note_ko"]},
        ),
    ]


@admin.register(Theme)
class ThemeAdmin(SharedList, PortalAdmin):
    list_display = ["name_en", "name_ko", "as_printed"]
    search_fields = ["slug", "name_en", "name_ko"]
    ordering = ["name_en", "pk"]
    lacks = [Lack("name_ko", _("Korean name"))]


@admin.register(Source)
class SourceAdmin(SharedList, PortalAdmin):
    waits = [
        Wait(
            "incomplete",
            _("No publisher or no address"),
            lambda rows, person: rows.filter(Q(publisher="") | Q(url="")),
            role=None,
        )
    ]
    editors_add = True
    list_display = ["title", "publisher", "modified", "retrieved"]
    search_fields = ["slug", "title", "title_ko", "publisher"]
    date_hierarchy = "retrieved"
    ordering = ["title", "pk"]
    lacks = [
        Lack("title_ko", _("Korean title")),
        Lack("note_ko", _("Korean note"), beside="note"),
        Lack("publisher", _("publisher")),
        Lack("url", _("address")),
    ]
