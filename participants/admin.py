"""The desk of figures and of what they count."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from institutes.desk.choices import OwnInstitutes
from institutes.desk.ground import Lack, PortalAdmin, PublicRowAdmin
from institutes.desk.scope import OfInstitutes, SharedList
from institutes.desk.waiting import Wait
from institutes.models import Role
from participants.imports.desk import ImportsAdmin
from participants.models import Figure, Measure
from participants.questions.desk import QuestionAdmin  # noqa: F401  (registers itself)
from participants.resources import FigureTable
from participants.review import desk  # noqa: F401  (registers itself)
from participants.review.form import ReviewedRow
from programs.admin.confirming import ConfirmingAdmin
from programs.admin.deleting import OnlyDraftsDeleted
from programs.admin.spreadsheet import SpreadsheetAdmin
from programs.admin.waiting import OF_ROWS


@admin.register(Measure)
class MeasureAdmin(SharedList, PortalAdmin):
    list_display = ["name_en", "name_ko", "group", "unit", "part_of"]
    list_filter = ["group", "unit"]
    list_select_related = ["part_of"]
    search_fields = ["slug", "name_en", "name_ko"]
    ordering = ["name_en", "pk"]
    autocomplete_fields = ["part_of"]
    lacks = [
        Lack("name_ko", _("Korean name")),
        Lack("definition_ko", _("Korean definition"), beside="definition_en"),
    ]


@admin.register(Figure)
class FigureAdmin(
    ReviewedRow,
    ConfirmingAdmin,
    ImportsAdmin,
    OnlyDraftsDeleted,
    OfInstitutes,
    SpreadsheetAdmin,
    PublicRowAdmin,
):
    resource_classes = [FigureTable]
    list_display = [
        *("key", "program", "measure", "number", "kind", "period", "as_of"),
        *("country", "publication"),
    ]
    list_filter = [
        *("publication", "kind", "value_status", "measure__group"),
        *(("program__institute", OwnInstitutes), "measure"),
    ]
    list_select_related = ["program", "measure", "country"]
    search_fields = ["key", "program__name_en", "program__name_ko", "measure__name_en", "note"]
    date_hierarchy = "changed_at"
    ordering = ["key"]
    autocomplete_fields = ["program", "measure", "country", "source"]
    readonly_fields = ["last_confirmed_on", "changed_at"]
    actions = ["submit_selected", "confirm_today"]
    waits = [
        *OF_ROWS,
        Wait(
            "parts",
            _("The parts do not add up to it"),
            lambda rows, person: rows.not_adding_up(),
        ),
    ]
    korean_waits_for = Role.EDITOR
    lacks = [
        Lack("source_locator", _("place in the source")),
        Lack("note_ko", _("Korean note"), beside="note"),
    ]
    fieldsets = [
        (None, {"fields": ["key", ("program", "measure")]}),
        (_("Of whom"), {"fields": [("country", "sex")]}),
        (
            _("The number"),
            {
                "fields": ["value", ("value_lower", "value_upper"), ("value_status", "qualifier")],
                "description": _(
                    "A value, or a range, or neither with the status that says why. "
                    "Missing is not zero."
                ),
            },
        ),
        (
            _("When"),
            {
                "fields": ["kind", ("period_start", "period_end"), "as_of"],
                "description": _("As precisely as the source says: a year stays a year."),
            },
        ),
        (
            _("Where it is from"),
            {
                "fields": [
                    ("source", "source_locator"),
                    "note",
                    "note_ko",
                    ("last_confirmed_on", "changed_at"),
                ]
            },
        ),
    ]

    def institute_of(self, row):
        return row.program.institute_id

    @admin.display(description=_("number"), ordering="value")
    def number(self, figure):
        return figure.value_as_text

    @admin.display(description=_("period"))
    def period(self, figure):
        return figure.period
