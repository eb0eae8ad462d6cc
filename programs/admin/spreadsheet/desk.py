"""A desk that sends and receives its rows as spreadsheets, CSV and XLSX only."""

from import_export.admin import ImportExportMixin

from institutes.desk.ground import PortalAdmin, unreadable_refused
from programs.admin.spreadsheet.receiving import ReceivesSpreadsheets
from programs.sheets import Csv, Xlsx


class SpreadsheetAdmin(ReceivesSpreadsheets, ImportExportMixin, PortalAdmin):
    """Import and export of the public columns."""

    import_formats = export_formats = [Csv, Xlsx]

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
