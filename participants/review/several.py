"""Several proposals approved at once, for one reason."""

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from institutes.access import may
from institutes.desk.guard import locked
from institutes.models import Role
from participants.models import Figure, Proposal
from participants.review import actions
from participants.review.effect import effect_of
from participants.review.reading import Reading
from participants.review.refused import Refused
from programs.models import Program


class ReasonForm(forms.Form):
    """The reason that all of them have in common."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The public reads it in the log of corrections, without names."),
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
    )
    reason_ko = forms.CharField(
        label=gettext_lazy("Reason in Korean"),
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        required=False,
    )


class DecidesSeveral:
    """A desk of proposals on whose list several are chosen and approved."""

    actions = ["approve_selected"]

    def has_publish_permission(self, request):
        return may(request.user, Role.PUBLISHER)

    def lock_chosen(self, chosen):
        """The rows first and then their proposals, as every step of a review does."""
        locked(Program, pk__in=chosen.values("program"))
        locked(Figure, pk__in=chosen.values("figure"))
        locked(Proposal, pk__in=chosen.values("pk"))

    @admin.action(
        description=gettext_lazy("Approve the chosen %(verbose_name_plural)s for one reason"),
        permissions=["publish"],
    )
    def approve_selected(self, request, queryset):
        """Ask for the reason on a page that says what changes; sent from there, approve."""
        chosen = queryset.with_relations().oldest_first()
        readings = [Reading(proposal, request) for proposal in chosen]
        ready = [reading for reading in readings if not reading.obstacle]
        form = ReasonForm(request.POST if "confirmed" in request.POST else None)
        if ready and form.is_valid():
            return self.approve_all(request, ready, form.cleaned_data)
        context = self.admin_site.each_context(request) | {
            "title": _("Approve what is chosen"),
            "opts": self.opts,
            "ready": ready,
            "left_out": [reading for reading in readings if reading.obstacle],
            "effect": self.effect_of_all(request, ready),
            "form": form,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/review/approve.html", context)

    def effect_of_all(self, request, ready):
        try:
            return effect_of(request, *(reading.proposal for reading in ready))
        except Refused as refusal:
            return {"refusal": " ".join(refusal.messages)}

    def approve_all(self, request, ready, given):
        """Approve each that is as it was looked at, and say which are not."""
        approved = 0
        for reading in ready:
            seen = request.POST.get(f"seen-{reading.proposal.pk}", "")
            try:
                with transaction.atomic():
                    actions.approve(
                        proposal=reading.proposal, person=request.user, seen=seen, **given
                    )
            except Refused as refusal:
                messages.error(request, f"{reading.proposal}: {' '.join(refusal.messages)}")
            else:
                approved += 1
        words = ngettext("%(number)d is approved.", "%(number)d are approved.", approved)
        messages.success(request, words % {"number": approved})
