"""The admin's ground rules, and the desk of institutes."""

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import BadRequest
from django.db import IntegrityError
from django.db.models import Count, Q

from institutes.models import Institute

admin.site.site_header = "Environmental Cooperation Portal"
admin.site.site_title = "Portal"
admin.site.index_title = "What the portal shows"


class Missing(admin.SimpleListFilter):
    """Rows that lack something, each lack with its count; `lacks` of the admin lists them."""

    title = "what is missing"
    parameter_name = "missing"

    def __init__(self, request, params, model, model_admin):
        self.lacks = model_admin.lacks
        super().__init__(request, params, model, model_admin)

    def lookups(self, request, model_admin):
        counts = model_admin.model.objects.aggregate(
            **{field: Count("pk", filter=Q(**{field: ""})) for field, _ in self.lacks}
        )
        return [(field, f"{label} ({counts[field]})") for field, label in self.lacks]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        if self.value() not in dict(self.lacks):
            raise IncorrectLookupParameters
        return queryset.filter(Q(**{self.value(): ""}))


class PortalAdmin(admin.ModelAdmin):
    """A ModelAdmin that counts what is missing, and says 400 to a filter it cannot read."""

    list_per_page = 50
    lacks = ()  # (field, what people call it) of texts that may be empty but should not be

    def get_list_filter(self, request):
        own = super().get_list_filter(request)
        return (*own, Missing) if self.lacks else own

    def lookup_allowed(self, lookup, value, request):
        """No patterns: a broken one is the database's error, a slow one keeps it busy."""
        return not lookup.endswith("regex") and super().lookup_allowed(lookup, value, request)

    def changeform_view(self, request, *args, **kwargs):
        """What only the database can see, such as two new rows against each other, is said too."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError as error:
            raise BadRequest(
                f"Nothing was saved: the rule “{error.__cause__.diag.constraint_name}” of the "
                "database does not allow it. Go back: what you typed is still in the form."
            ) from error

    def get_changelist_instance(self, request):
        try:
            return super().get_changelist_instance(request)
        except IncorrectLookupParameters:
            raise BadRequest("The list cannot be filtered like that.") from None


class PublicRowAdmin(PortalAdmin):
    """A PortalAdmin of rows with a page of their own once they are published."""

    def view_on_site(self, row):
        return row.get_absolute_url() if row.is_public else None


@admin.register(Institute)
class InstituteAdmin(PortalAdmin):
    list_display = ["acronym", "name_en", "name_ko", "program_count"]
    search_fields = ["code", "acronym", "name_en", "name_ko"]
    lacks = [
        ("name_ko", "Korean name"),
        ("summary_ko", "Korean summary"),
        ("source_note", "source note"),
    ]
    fieldsets = [
        (None, {"fields": ["code", "acronym", ("name_en", "name_ko")]}),
        ("What it is", {"fields": ["summary_en", "summary_ko", "website", "contact"]}),
        ("Where it is from", {"fields": ["source_note"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(program_count=Count("programs"))

    @admin.display(description="programs", ordering="program_count")
    def program_count(self, institute):
        return institute.program_count
