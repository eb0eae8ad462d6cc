"""A proposal as the one who decides reads it: what it says, and what it would do."""

from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from institutes.access import may
from institutes.history.content import content_of
from institutes.history.difference import differences
from institutes.models import Role
from participants.models.proposal import Act
from participants.review.authors import authors_of, last_public_content
from participants.review.effect import effect_of
from participants.review.refused import Refused
from participants.review.status import Status, names_of
from participants.review.steps import digest, institute_of, is_stale


class Reading:
    """Of `proposal`, by the person of `request`."""

    def __init__(self, proposal, request):
        self.proposal, self.request = proposal, request
        self.row = proposal.about

    @cached_property
    def author_keys(self):
        if self.proposal.is_waiting:
            return authors_of(self.proposal, self.row)
        return self.proposal.authors

    @property
    def authors(self):
        return names_of(self.author_keys)

    @property
    def is_mine(self):
        return self.request.user.pk in self.author_keys

    @property
    def obstacle(self):
        """Why the person cannot approve it as it is, in words; empty where that can be."""
        if not self.proposal.is_waiting:
            return _("It is decided already.")
        if self.is_mine:
            return _("You wrote in it, so another person decides.")
        if self.is_stale:
            return _("What is public has changed since; it is to be brought up to date first.")
        return ""

    @cached_property
    def may_decide(self):
        return (
            self.proposal.is_waiting
            and not self.is_mine
            and may(self.request.user, Role.PUBLISHER, institute_of(self.row))
        )

    @property
    def may_renew(self):
        return self.is_stale and may(self.request.user, Role.EDITOR, institute_of(self.row))

    @property
    def needs_reason(self):
        return self.proposal.act != Act.PUBLISH

    @property
    def digest(self):
        return digest(self.proposal, self.row)

    @cached_property
    def is_stale(self):
        return self.proposal.is_waiting and is_stale(self.proposal, self.row)

    @cached_property
    def status(self):
        return Status.of(self.row)

    @cached_property
    def differences(self):
        """What would become public, beside what is, or last was."""
        if self.proposal.act == Act.CHANGE:
            before, after = self.proposal.before, self.proposal.after
        elif self.proposal.act == Act.PUBLISH and self.proposal.is_waiting:
            before, after = last_public_content(self.row), content_of(self.row)
        else:
            return []
        return differences(type(self.row), before, after)

    @cached_property
    def effect(self):
        """What changes for the public, or the words of the rule that would not allow it."""
        try:
            return effect_of(self.request, self.proposal)
        except Refused as refusal:
            return {"refusal": " ".join(refusal.messages)}

    @property
    def row_opts(self):
        return self.row._meta

    @property
    def preview_address(self):
        name = f"admin:{self.row._meta.app_label}_{self.row._meta.model_name}_preview"
        return reverse(name, args=[self.row.pk])

    @property
    def has_preview(self):
        return self.proposal.is_waiting and self.proposal.act != Act.WITHDRAW

    @property
    def changed_meanwhile(self):
        """What is public now, beside what was when a stale change was proposed."""
        return differences(type(self.row), self.proposal.before, content_of(self.row))
