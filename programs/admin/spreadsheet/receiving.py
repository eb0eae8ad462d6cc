"""The pages of an import: a file is sent, previewed, and stored once it is confirmed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from institutes.history import note
from programs.admin.spreadsheet.forms import ConfirmForm, SendForm
from programs.admin.spreadsheet.preview import Preview
from programs.admin.spreadsheet.progress import progress_of, telling
from programs.admin.spreadsheet.report import report_of
from programs.models import SentFile
from programs.sheets import Complaint, Unreadable, sheet_of


class ReceivesSpreadsheets:
    """A desk whose rows are imported from files: each whole, or nothing of it."""

    import_form_class = SendForm
    confirm_form_class = ConfirmForm

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        own = [
            path("import/send/", view(self.send_view), name=f"{name}_send"),
            path("import/<uuid:key>/progress/", view(self.progress_view), name=f"{name}_progress"),
            path("import/<uuid:key>/report/", view(self.report_view), name=f"{name}_report"),
        ]
        return own + super().get_urls()

    def import_action(self, request, **kwargs):
        """The form for a file; sent as POST, the preview of what storing it would do."""
        self.ask_to_import(request)
        form = self.create_import_form(request)
        context = {}
        if request.method == "POST" and form.is_valid():
            try:
                context = self.previewed(request, form.file)
            except Unreadable as refusal:
                context = {"complaints": refusal.complaints, "file": form.file}
        return self.import_page(request, form, context)

    @method_decorator(require_POST)
    def send_view(self, request):
        """Keep a file that the page's script sends, and say under which key."""
        self.ask_to_import(request)
        form = self.create_import_form(request)
        if not form.is_valid():
            words = [str(one) for found in form.errors.values() for one in found]
            return JsonResponse({"wrong": " ".join(words)}, status=400)
        keep(form.file)
        return JsonResponse({"key": str(form.file.key)}, status=201)

    @method_decorator(require_POST)
    def process_import(self, request, **kwargs):
        """Store the file that was previewed, once: a second click finds it gone."""
        self.ask_to_import(request)
        form = self.create_confirm_form(request)
        key = form.cleaned_data["sent"] if form.is_valid() else None
        with transaction.atomic():
            file = self.sent_files(request).select_for_update().filter(key=key).first()
            if file is None:
                return self.gone(request)
            note(by="import", file=file.name, sha256=file.sha256)
            result, _sheet = self.read(request, file, dry_run=False, seen=file.seen or None)
            if not (result.has_errors() or result.has_validation_errors()):
                file.delete()
                return self.process_result(result, request)
        return self.not_stored(request, file)

    @method_decorator(require_GET)
    def progress_view(self, request, key):
        """How far the work with a file is, for the page that waits; {} once it is done."""
        self.ask_to_import(request)
        mine = self.sent_files(request).filter(key=key).exists()
        return JsonResponse(progress_of(key) if mine else {})

    @method_decorator(require_GET)
    def report_view(self, request, key):
        """The file as it was sent, with what the preview said of each row."""
        self.ask_to_import(request)
        file = self.sent_files(request).filter(key=key).first()
        if file is None:
            raise Http404
        return report_of(file)

    def ask_to_import(self, request):
        if not self.has_import_permission(request):
            raise PermissionDenied

    def sent_files(self, request):
        """The files that the person sent to this desk."""
        tables = [table.__name__ for table in self.get_import_resource_classes(request)]
        return SentFile.objects.for_person(request.user).for_tables(tables)

    def read(self, request, file, **how):
        """The Result of an import of `file`, and its Sheet. Raises Unreadable."""
        tables = {table.__name__: table for table in self.get_import_resource_classes(request)}
        table = tables[file.table](**self.get_import_resource_kwargs(request))
        with telling(file.key) as tell:
            tell("read", 0, 1)
            sheet = sheet_of(bytes(file.data))
            if not len(sheet):
                words = _("There is no row below the names of the columns.")
                raise Unreadable(Complaint(words, sheet.name, sheet.header_number))
            result = table.import_data(
                sheet,
                raise_errors=False,
                file_name=file.name,
                user=request.user,
                tell=tell,
                **how | self.get_import_data_kwargs(request=request),
            )
        return result, sheet

    def previewed(self, request, file):
        """What the page says of `file`, which is kept then. Raises Unreadable."""
        try:
            result, sheet = self.read(request, file, dry_run=True)
        except Unreadable:
            SentFile.objects.filter(key=file.key).delete()
            raise
        context = {"result": result, "file": file}
        if result.has_errors():
            return context
        preview = Preview(result, sheet)
        file.seen, file.found = getattr(result, "seen", ""), preview.found
        keep(file)
        if preview.is_right:
            initial = {"sent": file.key}
            context["confirm_form"] = self.get_confirm_form_class(request)(initial=initial)
        return context | {"preview": preview}

    def not_stored(self, request, file):
        """The preview anew, where the rows that were confirmed are not what they were."""
        words = _(
            "Nothing was stored: what the portal holds, or what you may change of it, is not what "
            "it was when this was previewed. This is the preview as of now."
        )
        messages.warning(request, words)
        form = self.get_import_form_class(request)(
            self.get_import_formats(), self.get_import_resource_classes(request),
            person=request.user,
        )  # fmt: skip
        return self.import_page(request, form, self.previewed(request, file))

    def gone(self, request):
        messages.error(request, _("This file was imported already or is gone; send it again."))
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_import")

    def import_page(self, request, form, context):
        request.current_app = self.admin_site.name
        titles = {"title": _("Import %(rows)s") % {"rows": self.opts.verbose_name_plural}}
        around = self.admin_site.each_context(request) | {"opts": self.opts, "subtitle": None}
        whole = around | titles | {"form": form, "media": self.media} | context
        return TemplateResponse(request, [self.import_template_name], whole)

    def get_import_form_kwargs(self, request):
        return super().get_import_form_kwargs(request) | {"person": request.user}

    def get_import_resource_kwargs(self, request, **kwargs):
        return super().get_import_resource_kwargs(request, **kwargs) | {"person": request.user}

    def get_import_data_kwargs(self, **kwargs):
        return super().get_import_data_kwargs(**kwargs) | {"rollback_on_validation_errors": True}


def keep(file):
    """Store `file`, and delete those that are left over."""
    with transaction.atomic():
        SentFile.objects.left_over(file.person).exclude(key=file.key).delete()
        file.save()
