"""A desk that sends and receives its rows as spreadsheets, CSV and XLSX only."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _
from import_export.admin import ImportExportMixin

from institutes.desk.ground import PortalAdmin, unreadable_refused
from programs.admin.spreadsheet.forms import TakeForm
from programs.admin.spreadsheet.receiving import ReceivesSpreadsheets
from programs.export import About, csv_of_rows, sources_of, xlsx_of_rows
from programs.sheets import Csv, Xlsx


class SpreadsheetAdmin(ReceivesSpreadsheets, ImportExportMixin, PortalAdmin):
    """Import and export of the public columns."""

    import_formats = export_formats = [Csv, Xlsx]
    export_form_class = TakeForm

    def has_import_permission(self, request):
        """Asks for what an import does: it adds rows and changes others."""
        return self.has_add_permission(request) and self.has_change_permission(request)

    def has_export_permission(self, request):
        return self.has_view_permission(request)

    def get_valid_export_item_pks(self, request):
        """The rows that may be chosen for an export: those of the list."""
        return self.get_export_queryset(request).values_list("pk", flat=True)

    def export_action(self, request):
        with unreadable_refused():
            return super().export_action(request)

    def get_export_data(self, file_format, request, queryset, export_form=None, **kwargs):
        """The bytes of a file, written as the public files are, of the columns that are chosen."""
        if not self.has_export_permission(request):
            raise PermissionDenied
        table = self.choose_export_resource_class(export_form, request)
        names = self.get_export_resource_fields_from_form(export_form) or [*table.columns()]
        queryset = table.belonging_to(queryset)
        rows = table.rows(queryset, names)
        if isinstance(file_format, Csv):
            made = csv_of_rows(names, rows)
        else:
            made = xlsx_of_rows(table, names, rows, self.about(request, table, queryset))
        with made.file as file:
            return file.read()

    def about(self, request, table, queryset):
        """What the second sheet of a workbook says of its rows."""
        address = reverse(f"admin:{self.name_of_addresses}_changelist")
        chosen = [(name, value) for name, value in request.GET.items() if value]
        if request.POST.getlist("export_items"):
            chosen.append((_("Selected rows"), str(queryset.count())))
        return About(
            name=table.stem(),
            address=request.build_absolute_uri(f"{address}?{request.GET.urlencode()}".rstrip("?")),
            chosen=chosen,
            sources=sources_of(queryset),
        )
