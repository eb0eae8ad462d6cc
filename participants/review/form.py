"""The form of a row that comes to the public by review: it shows and edits the working copy."""

from functools import partial

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.db import connection, transaction
from django.forms import ModelForm
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from institutes.access import may
from institutes.desk.comparison import last_event
from institutes.history.content import content_of
from institutes.history.rules import rule_in_words
from institutes.models import Role
from participants.models import Proposal
from participants.models.proposal import Act
from participants.review import actions
from participants.review.importing import reviewed
from participants.review.refused import Refused
from participants.review.row_pages import RowPages
from participants.review.status import Status
from participants.review.steps import ask, institute_of
from participants.review.working import waiting_for, working_copy
from programs.models.publication import Publication


class ReviewedForm(ModelForm):
    """The fields of a row, and a message to whoever reviews what is written in them."""

    message = forms.CharField(
        label=gettext_lazy("Message to the reviewer"),
        help_text=gettext_lazy("Why it is so; only staff reads it."),
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        required=False,
    )
    refusal = None  # what the database, or the review, did not allow when it was sent

    def _get_validation_exclusions(self):
        """Check the rules too that ask how far the row is, though no field of the form says it."""
        return super()._get_validation_exclusions() - {"publication"}

    def clean(self):
        if self.refusal:
            self.add_error(None, self.refusal)
        return super().clean()


class ReviewedRow(RowPages):
    """A desk of rows that have a `publication`, which its steps set and its form does not.

    What is saved in a public row is written into its working copy, read from there, rolled back,
    and proposed. Any other row is saved as it is; whoever saves it is one of its authors.
    """

    form = ReviewedForm
    save_as = True
    actions = ["submit_selected"]
    change_form_template = "admin/review/change_form.html"

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        row = object_id and self.get_object(request, unquote(object_id))
        show = partial(super().changeform_view, request, object_id, form_url, extra_context)
        try:
            with transaction.atomic():
                if not row or not is_published(row) or "_saveasnew" in request.POST:
                    return show()
                with working_copy(row):
                    answer = show()
                self.propose(request, row)
                return answer
        except Refused as refusal:
            return self.refused(request, row, refusal)

    def get_import_resource_classes(self, request):
        return [reviewed(table) for table in super().get_import_resource_classes(request)]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refusal = request.__dict__.get("refusal")
        if obj and (proposal := waiting_for(obj)):
            form.base_fields["message"].initial = proposal.message
        return form

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            status = Status.of(obj)
            context |= {
                "status": status,
                "addresses": {
                    act: self.address(act, obj) for act in ("preview", "withdraw", "confirm")
                },
                "can_confirm": status.is_public and may_publish(request.user, obj),
            }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def last_change(self, row, model, key):
        """A change that waits is newer than all that the history of its row knows."""
        proposal = waiting_for(row)
        if proposal and proposal.act == Act.CHANGE:
            return last_event(Proposal, proposal.pk)
        return super().last_change(row, model, key)

    def response_change(self, request, row):
        """Keep what was written in the working copy; take the steps that the button names."""
        if is_published(row):
            connection.check_constraints()
            request.written = content_of(row)
        else:
            actions.join(row=row, person=request.user)
            self.after_saving(request, row)
        return self.way_on(request, row)

    def response_add(self, request, row, post_url_continue=None):
        if IS_POPUP_VAR in request.POST:
            return super().response_add(request, row, post_url_continue)
        self.after_saving(request, row)
        return self.way_on(request, row)

    def after_saving(self, request, row):
        """Say what became of `row`, and submit it where that was asked for."""
        words = _("“%(row)s” is saved as a draft. Submit it for review when it is complete.")
        if "_submit" in request.POST:
            actions.submit(row=row, person=request.user, message=request.POST.get("message", ""))
            words = _("“%(row)s” is saved and waits for review by another person.")
        elif row.publication == Publication.REVIEW:
            words = _("“%(row)s” is saved. It still waits for review, by somebody else than you.")
        elif row.publication == Publication.WITHDRAWN:
            words = _("“%(row)s” is saved, and stays withdrawn.")
        self.say(request, row, words)

    def propose(self, request, row):
        """Propose what was written in the working copy, if anything was, and say so."""
        written = request.__dict__.pop("written", None)
        if written is None:
            return
        proposal = actions.propose_change(
            row=row,
            content=written,
            person=request.user,
            message=request.POST.get("message", ""),
        )
        if proposal is None:
            words = _("“%(row)s” is as the public sees it: nothing was changed.")
        elif not proposal.is_waiting:
            words = _("“%(row)s” is as the public sees it: the change that waited is taken back.")
        else:
            words = _(
                "Your change of “%(row)s” waits for review by another person. The public sees it "
                "as before until then."
            )
        self.say(request, row, words)

    def nothing_saved(self, request, error):
        """Say in the form, as it was typed, what only the database could see."""
        if "refusal" in request.__dict__:
            return super().nothing_saved(request, error)
        rule = error.__cause__.diag.constraint_name
        request.refusal = Refused(rule_in_words(self.model, rule))
        return self.changeform_view(request, request.resolver_match.kwargs.get("object_id"))

    def restore(self, request, row, content):
        """Propose an earlier version of what is public; whoever restores a draft writes in it."""
        if is_published(row):
            actions.propose_change(row=row, content=content, person=request.user)
            return _("That the version be public again waits for another person.")
        ask(request.user, Role.EDITOR, row, content)
        said = super().restore(request, row, content)
        actions.join(row=row, person=request.user)
        return said

    def may_restore(self, request, row):
        return self.has_change_permission(request, row)

    @admin.action(
        description=gettext_lazy("Submit the chosen %(verbose_name_plural)s for review"),
        permissions=["change"],
    )
    def submit_selected(self, request, queryset):
        submitted, left = [], []
        for row in queryset.order_by("pk"):
            try:
                submitted.append(actions.submit(row=row, person=request.user))
            except Refused:
                left.append(str(row))
        words = ngettext(
            "%(number)d waits for review.", "%(number)d wait for review.", len(submitted)
        )
        messages.success(request, words % {"number": len(submitted)})
        if left:
            words = _("Left out, since public or waiting already: %(rows)s.")
            messages.warning(request, words % {"rows": ", ".join(left)})

    def refused(self, request, row, refusal):
        """Show the form again as it was typed, with what was refused.

        Where the working copy itself cannot be shown, its proposal is: there it is mended.
        """
        if request.method != "POST" or "refusal" in request.__dict__:
            messages.error(request, " ".join(refusal.messages))
            return redirect("admin:participants_proposal_change", waiting_for(row).pk)
        request.refusal = refusal
        return self.changeform_view(request, row and str(row.pk))

    def say(self, request, row, words):
        link = format_html('<a href="{}">{}</a>', self.address("change", row), row)
        messages.success(request, format_html(words.replace("%(row)s", "{}"), link))

    def way_on(self, request, row):
        """Where one goes on after saving: here again, to the next new row, or to the list.

        Out of a window that another form opened, back to that form.
        """
        if IS_POPUP_VAR in request.POST:
            return super().response_change(request, row)
        if "_continue" in request.POST:
            return redirect(self.address("change", row))
        if "_addanother" in request.POST:
            return redirect(self.address("add"))
        return self.response_post_save_change(request, row)


def is_published(row):
    return row.publication == Publication.PUBLISHED


def may_publish(person, row):
    return may(person, Role.PUBLISHER, institute_of(row))
