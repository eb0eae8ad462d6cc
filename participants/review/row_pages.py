"""Pages beside the form of a row: its preview, its withdrawal, and that it still holds."""

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from institutes.language import ENGLISH, KOREAN, page_language
from participants.review import actions
from participants.review.preview import preview
from participants.review.refused import Refused
from participants.review.status import Status


class WithdrawalForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Whoever comes to its address will read it."),
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )
    message = forms.CharField(
        label=gettext_lazy("Message to the reviewer"),
        help_text=gettext_lazy("Only staff reads it."),
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        required=False,
    )


class RowPages:
    """The pages of a row that its desk has beside the form."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        pages = [
            path(
                f"<path:object_id>/{act}/",
                self.admin_site.admin_view(getattr(self, f"{act}_view")),
                name=f"{name}_{act}",
            )
            for act in ("preview", "withdraw", "confirm")
        ]
        return pages + super().get_urls()

    def preview_view(self, request, object_id):
        """The public page of the row before it is public, in the `language` that is asked for.

        Where none is, in that of the desk.
        """
        row = self.get_object(request, unquote(object_id))
        language = request.GET.get("language")
        if language not in (ENGLISH, KOREAN):
            language = page_language()
        try:
            page = preview(request, row, language, preview_of=self.address("change", row))
        except Refused as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect(self.address("change", row))
        page["X-Robots-Tag"] = "noindex, nofollow"
        return page

    def withdraw_view(self, request, object_id):
        """Where somebody gives the reason for which the public should see the row no more."""
        row = self.row_to_write(request, object_id)
        form = WithdrawalForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                actions.propose_withdrawal(row=row, person=request.user, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, refusal)
            else:
                words = _("That it be withdrawn waits for another person. It is public until then.")
                messages.success(request, words)
                return redirect(self.address("change", row))
        context = self.admin_site.each_context(request) | {
            "title": _("Propose to withdraw “%(row)s”") % {"row": row},
            "opts": self.opts,
            "row": row,
            "form": form,
            "status": Status.of(row),
        }
        return TemplateResponse(request, "admin/review/withdraw.html", context)

    def confirm_view(self, request, object_id):
        """Write down that the row still holds as it is published."""
        row = self.row_to_write(request, object_id)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        actions.confirm(row=row, person=request.user)
        messages.success(request, _("It is confirmed today that “%(row)s” holds.") % {"row": row})
        return redirect(self.address("change", row))

    def row_to_write(self, request, object_id):
        row = self.get_object(request, unquote(object_id))
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        return row

    def address(self, act, *row):
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_{act}"
        return reverse(name, args=[one.pk for one in row])
