"""The pages of an import: a file is sent, previewed, and stored once it is confirmed.

A file that was sent has an address, where its preview is made anew whenever it is asked for.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from institutes.history import note
from institutes.history.recording import told
from programs.admin.spreadsheet.forms import ConfirmForm, SendForm
from programs.admin.spreadsheet.preview import Preview
from programs.admin.spreadsheet.progress import progress_of, telling
from programs.admin.spreadsheet.report import CSV, XLSX, report_of
from programs.admin.spreadsheet.template import Template
from programs.models import SentFile
from programs.sheets import Complaint, Unreadable, sheet_of

KINDS_OF_TEMPLATES = {"xlsx": (XLSX, Template.as_xlsx), "csv": (CSV, Template.as_csv)}


class ReceivesSpreadsheets:
    """A desk whose rows are imported from files: each whole, or nothing of it."""

    import_form_class = SendForm
    confirm_form_class = ConfirmForm

    def get_urls(self):
        name, view = self.name_of_addresses, self.admin_site.admin_view
        start = "import/<uuid:key>/"
        own = [
            path("import/send/", view(self.send_view), name=f"{name}_send"),
            path(start, view(self.sent_view), name=f"{name}_sent"),
            path(f"{start}progress/", view(self.progress_view), name=f"{name}_progress"),
            path(f"{start}report/", view(self.report_view), name=f"{name}_report"),
            path("import/templates/<str:file>", view(self.template_view), name=f"{name}_template"),
        ]
        return own + super().get_urls()

    def import_action(self, request, **kwargs):
        """The form for a file; one that is sent is kept, and previewed at its address."""
        self.ask_to_import(request)
        form = self.create_import_form(request)
        if request.method == "POST" and form.is_valid():
            return redirect(self.address_of(form.keep()))
        return self.import_page(request, form)

    @method_decorator(require_POST)
    def send_view(self, request):
        """The same for the page's script, which is told the address."""
        self.ask_to_import(request)
        form = self.create_import_form(request)
        if not form.is_valid():
            words = [str(one) for found in form.errors.values() for one in found]
            return JsonResponse({"wrong": " ".join(words)}, status=400)
        return JsonResponse({"address": self.address_of(form.keep())}, status=201)

    @method_decorator(require_GET)
    def sent_view(self, request, key):
        """What storing a file would do, and what is wrong with it."""
        self.ask_to_import(request)
        file = self.sent_files(request).filter(key=key).first()
        if file is None:
            return self.file_is_gone(request)
        context = {"file": file}
        try:
            preview = self.preview_of(request, file)
        except Unreadable as refusal:
            context["complaints"] = refusal.complaints
        else:
            context |= {"preview": preview, "result": preview.result}
            if preview.is_right:
                seen = {"sent": file.key, "seen": preview.seen}
                context["confirm_form"] = self.get_confirm_form_class(request)(initial=seen)
        return self.import_page(request, self.empty_form(request), **context)

    @method_decorator(require_POST)
    def process_import(self, request, **kwargs):
        """Store the file that was previewed, once: a second click finds it gone."""
        self.ask_to_import(request)
        form = self.create_confirm_form(request)
        if not form.is_valid():
            return self.file_is_gone(request)
        with transaction.atomic():
            mine = self.sent_files(request).select_for_update()
            file = mine.filter(key=form.cleaned_data["sent"]).first()
            if file is None:
                return self.file_is_gone(request)
            note(by="import", file=file.name, sha256=file.sha256)
            seen = form.cleaned_data["seen"]
            *_read, result = self.read(request, file, dry_run=False, seen=seen)
            if not (result.has_errors() or result.has_validation_errors()):
                file.delete()
                return self.process_result(result, request)
        words = _(
            "Nothing was stored: what the portal holds, or what you may change of it, is not what "
            "it was when you looked at the preview. This is the preview as of now."
        )
        messages.warning(request, words)
        return redirect(self.address_of(file))

    @method_decorator(require_GET)
    def progress_view(self, request, key):
        """How far the work with a file is, for the page that waits; {} where nobody works."""
        self.ask_to_import(request)
        mine = self.sent_files(request).filter(key=key).exists()
        return JsonResponse(progress_of(key) if mine else {})

    @method_decorator(require_GET)
    def report_view(self, request, key):
        """The file as it was sent, with what the preview says of each row."""
        self.ask_to_import(request)
        file = self.sent_files(request).filter(key=key).first()
        if file is None:
            raise Http404
        try:
            return report_of(file, self.preview_of(request, file))
        except Unreadable:
            return redirect(self.address_of(file))

    @method_decorator(require_GET)
    def template_view(self, request, file):
        """A file to be filled in, such as figures.xlsx."""
        self.ask_to_import(request)
        stem, _dot, ending = file.partition(".")
        tables = {table.stem(): table for table in self.get_import_resource_classes(request)}
        if stem not in tables or ending not in KINDS_OF_TEMPLATES:
            raise Http404
        template = Template(tables[stem](**self.get_import_resource_kwargs(request)))
        kind, write = KINDS_OF_TEMPLATES[ending]
        disposition = content_disposition_header(True, file)
        return HttpResponse(write(template), kind, headers={"Content-Disposition": disposition})

    @property
    def name_of_addresses(self):
        return f"{self.opts.app_label}_{self.opts.model_name}"

    def address_of(self, file):
        return reverse(f"admin:{self.name_of_addresses}_sent", args=[file.key])

    def ask_to_import(self, request):
        if not self.has_import_permission(request):
            raise PermissionDenied

    def sent_files(self, request):
        """The files that the person sent to this desk."""
        tables = [table.__name__ for table in self.get_import_resource_classes(request)]
        return SentFile.objects.for_person(request.user).for_tables(tables)

    def read(self, request, file, **how):
        """The table of `file`, its Sheet, and the Result of an import. Raises Unreadable."""
        tables = {table.__name__: table for table in self.get_import_resource_classes(request)}
        table = tables[file.table](**self.get_import_resource_kwargs(request))
        with telling(file.key) as tell:
            tell("open", 0, 1)
            sheet = sheet_of(bytes(file.data))
            if not len(sheet):
                words = _("There is no row below the names of the columns.")
                raise Unreadable(Complaint(words, sheet.name, sheet.header_number))
            result = table.import_data(
                sheet, raise_errors=False, file_name=file.name, user=request.user, tell=tell,
                **how | self.get_import_data_kwargs(request=request),
            )  # fmt: skip
        return table, sheet, result

    def preview_of(self, request, file):
        """The Preview of `file`. Raises Unreadable."""
        table, sheet, result = self.read(request, file, dry_run=True)
        errors = [one.error for one in result.base_errors]
        if errors:
            raise Unreadable(
                *(words for one in errors for words in getattr(one, "complaints", [str(one)]))
            )
        return Preview(table, sheet, result)

    def add_success_message(self, result, request):
        """What was done, and where to look at it and to take it back."""
        done = _("Imported: %(what)s.") % {"what": ", ".join(result.summary)}
        together, _said = told()
        undo = reverse(f"admin:{self.name_of_addresses}_undo", args=[together])
        words = _("All of its rows, and how to undo it")
        messages.success(request, format_html('{} <a href="{}">{}</a>', done, undo, words))

    def file_is_gone(self, request):
        messages.error(request, _("This file was imported already or is gone; send it again."))
        return redirect(f"admin:{self.name_of_addresses}_import")

    def empty_form(self, request):
        tables = self.get_import_resource_classes(request)
        form = self.get_import_form_class(request)
        return form(self.get_import_formats(), tables, person=request.user)

    def import_page(self, request, form, **context):
        request.current_app = self.admin_site.name
        title = _("Import %(rows)s") % {"rows": self.opts.verbose_name_plural}
        around = self.admin_site.each_context(request) | {"opts": self.opts, "subtitle": None}
        around["tables"] = [
            (table.get_display_name(), table.stem())
            for table in self.get_import_resource_classes(request)
        ]
        whole = around | {"title": title, "form": form, "media": self.media} | context
        return TemplateResponse(request, [self.import_template_name], whole)

    def get_import_form_kwargs(self, request):
        return super().get_import_form_kwargs(request) | {"person": request.user}

    def get_import_resource_kwargs(self, request, **kwargs):
        return super().get_import_resource_kwargs(request, **kwargs) | {"person": request.user}

    def get_import_data_kwargs(self, **kwargs):
        return super().get_import_data_kwargs(**kwargs) | {"rollback_on_validation_errors": True}
