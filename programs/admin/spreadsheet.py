"""The part of a desk that sends and receives its rows as spreadsheets."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from import_export.admin import ImportExportMixin

from institutes.desk.ground import PortalAdmin, unreadable_refused
from institutes.history import note
from programs.sheets import Csv, Unreadable, Xlsx


class SpreadsheetAdmin(ImportExportMixin, PortalAdmin):
    """Import and export of the public columns, as CSV and XLSX only.

    A file is stored whole or not at all.
    """

    import_formats = export_formats = [Csv, Xlsx]

    def has_import_permission(self, request):
        """Asks for what an import does: it adds rows and changes others."""
        return self.has_add_permission(request) and self.has_change_permission(request)

    def has_export_permission(self, request):
        return self.has_view_permission(request)

    def get_import_resource_kwargs(self, request, **kwargs):
        return super().get_import_resource_kwargs(request, **kwargs) | {"person": request.user}

    def get_import_data_kwargs(self, **kwargs):
        return super().get_import_data_kwargs(**kwargs) | {"rollback_on_validation_errors": True}

    def add_data_read_fail_error_to_form(self, form, e):
        if isinstance(e, Unreadable):
            form.add_error("import_file", [str(complaint) for complaint in e.complaints])
        else:
            super().add_data_read_fail_error_to_form(form, e)

    def process_import(self, request, **kwargs):
        """Store the file that was previewed, once; a second click finds it gone."""
        try:
            return super().process_import(request, **kwargs)
        except (OSError, IndexError, ValueError):
            messages.error(request, _("This file was imported already or is gone; send it again."))
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_import")

    def process_dataset(self, dataset, form, request, **kwargs):
        note(by="import", file=form.cleaned_data["original_file_name"])
        return super().process_dataset(dataset, form, request, **kwargs)

    def process_result(self, result, request):
        """Where the rows no longer fit, say so as the preview does: nothing was stored."""
        if not (result.has_errors() or result.has_validation_errors()):
            return super().process_result(result, request)
        request.POST = QueryDict()  # The page offers its form anew.
        page = self.import_action(request)
        page.context_data["result"] = result
        return page

    def get_valid_export_item_pks(self, request):
        """The rows that may be chosen for an export: those of the list."""
        return self.get_export_queryset(request).values_list("pk", flat=True)

    def export_action(self, request):
        with unreadable_refused():
            return super().export_action(request)
