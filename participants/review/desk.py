"""The desk of reviews: what waits, the page of one proposal, and what is decided there."""

import datetime

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from institutes.access import institutes_of
from institutes.desk.ground import PortalAdmin
from institutes.desk.scope import OfInstitutes
from institutes.desk.waiting import Wait
from institutes.models import Role
from participants.models import Proposal
from participants.models.proposal import Decision
from participants.review import actions
from participants.review.reading import Reading
from participants.review.refused import Refused
from participants.review.several import DecidesSeveral

# How long a proposal that was refused waits for whoever wrote it, unless a newer one follows.
SENT_BACK_FOR = datetime.timedelta(days=90)

WAITS = [
    Wait(
        "decide",
        gettext_lazy("Yours to decide"),
        lambda rows, person: rows.to_decide_by(person),
        Role.PUBLISHER,
    ),
    Wait(
        "sent-back",
        gettext_lazy("Refused, and yours to mend"),
        lambda rows, person: rows.written_by(person).sent_back(timezone.now() - SENT_BACK_FOR),
        beside="decision=refused",
    ),
    Wait(
        "proposed",
        gettext_lazy("Yours, waiting for somebody else"),
        lambda rows, person: rows.waiting().written_by(person),
    ),
]


class Decided(admin.SimpleListFilter):
    """What waits, unless something else is asked for."""

    title = gettext_lazy("decision")
    parameter_name = "decision"

    def lookups(self, request, model_admin):
        return [*Decision.choices[1:], ("all", _("All"))]

    def choices(self, changelist):
        for value, label in (Decision.choices[0], *self.lookup_choices):
            asked = None if value == Decision.WAITING else value
            yield {
                "selected": self.value() == asked,
                "query_string": changelist.get_query_string({self.parameter_name: asked}),
                "display": label,
            }

    def queryset(self, request, queryset):
        if self.value() == "all":
            return queryset
        return queryset.filter(decision=self.value() or Decision.WAITING)


class OfInstitute(admin.SimpleListFilter):
    title = gettext_lazy("institute")
    parameter_name = "institute"

    def lookups(self, request, model_admin):
        return [(one.code, one.acronym) for one in institutes_of(request.user).by_acronym()]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        return queryset.in_institutes(institutes_of(request.user).filter(code=self.value()))


class DecisionForm(forms.Form):
    """What the one who decides says of it; `seen` is the digest of what was looked at."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        required=False,
    )
    reason_ko = forms.CharField(
        label=gettext_lazy("Reason in Korean"),
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        required=False,
    )
    seen = forms.CharField(required=False)


@admin.register(Proposal)
class ProposalAdmin(DecidesSeveral, OfInstitutes, PortalAdmin):
    """Proposals come from the forms of rows, imports and the like; here they are decided."""

    waits = WAITS
    list_display = ["what", "act", "institute", "by", "proposed_at"]
    list_filter = [Decided, "act", OfInstitute]
    list_select_related = [
        *("program__institute", "figure__program__institute", "proposed_by", "decided_by"),
    ]
    search_fields = [
        *("program__name_en", "program__name_ko", "program__slug", "figure__key", "message"),
    ]
    ordering = ["proposed_at", "pk"]
    change_list_template = "admin/review/proposals.html"

    def get_list_display(self, request):
        shown = super().get_list_display(request)
        return [*shown, "decision"] if Decided.parameter_name in request.GET else shown

    def changelist_view(self, request, extra_context=None):
        title = {"title": _("Proposals"), "subtitle": None}
        return super().changelist_view(request, title | (extra_context or {}))

    def lookup_allowed(self, lookup, value, request):
        return lookup == OfInstitute.parameter_name or super().lookup_allowed(
            lookup, value, request
        )

    def institute_of(self, row):
        return row.institute.pk

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The page of a proposal; a button of it decides, and goes on to what waits next."""
        proposal = self.get_object(request, unquote(object_id))
        form = None
        if request.method == "POST":
            form = DecisionForm(request.POST)
            try:
                if form.is_valid() and self.decide(request, proposal, form.cleaned_data):
                    return redirect(request.path if "renew" in request.POST else self.list)
            except Refused as refusal:
                form.add_error(None, refusal)
        reading = Reading(proposal, request)
        form = form or DecisionForm(initial={"reason": proposal.reason})
        context = self.admin_site.each_context(request) | {
            "title": capfirst(proposal),
            "opts": self.opts,
            "proposal": proposal,
            "reading": reading,
            "form": form,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/review/proposal.html", context)

    def decide(self, request, proposal, given):
        """Do what the button says, and say that it is done. Whether there was such a button."""
        who = {"proposal": proposal, "person": request.user}
        if "approve" in request.POST:
            actions.approve(**who, **given)
            words = _("It is approved: %(proposal)s.")
        elif "refuse" in request.POST:
            actions.refuse(**who, reason=given["reason"])
            words = _("It is refused: %(proposal)s.")
        elif "take_back" in request.POST:
            actions.take_back(**who)
            words = _("It is taken back: %(proposal)s.")
        elif "renew" in request.POST:
            actions.renew(**who)
            words = _("It is brought up to date: %(proposal)s.")
        else:
            return False
        messages.success(request, words % {"proposal": proposal})
        return True

    list = "admin:participants_proposal_changelist"

    @admin.display(description=gettext_lazy("program or figure"))
    def what(self, proposal):
        return str(proposal.about)

    @admin.display(description=gettext_lazy("institute"))
    def institute(self, proposal):
        return proposal.institute.acronym

    @admin.display(description=gettext_lazy("by"))
    def by(self, proposal):
        others = len(proposal.authors) - 1
        words = "%(name)s"
        if others:
            words = ngettext("%(name)s and one other", "%(name)s and %(others)d others", others)
        return words % {"name": proposal.proposed_by.get_username(), "others": others}
