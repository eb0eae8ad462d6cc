"""How far a row is on its way to the public, said in words."""

from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from participants.models import Figure, Proposal
from participants.models.proposal import Act
from participants.review.working import waiting_for
from programs.models.publication import Publication


@dataclass
class Status:
    """Of `row`, with what waits about it: a Proposal or None."""

    row: object
    proposal: Proposal | None

    @classmethod
    def of(cls, row):
        return cls(row, waiting_for(row))

    @property
    def is_public(self):
        return self.row.publication == Publication.PUBLISHED

    @property
    def is_withdrawn(self):
        return self.row.publication == Publication.WITHDRAWN

    @property
    def can_be_submitted(self):
        return self.proposal is None and self.row.publication in (
            Publication.DRAFT,
            Publication.WITHDRAWN,
        )

    @property
    def can_be_withdrawn(self):
        return self.proposal is None and self.is_public

    @property
    def can_be_changed(self):
        return not (self.proposal and self.proposal.act == Act.WITHDRAW)

    @property
    def words(self):
        waits = self.proposal is not None
        if self.is_public and not waits:
            return _("Public. What you save here waits until another person approves it.")
        if self.is_public and self.can_be_changed:
            return _("Public. A change of it waits, and this form shows it with that change.")
        if self.is_public:
            return _("Public. It waits to be withdrawn; until that is decided nothing else is.")
        if self.is_withdrawn and waits:
            return _("Withdrawn. It waits to be published again.")
        if self.is_withdrawn:
            return _("Withdrawn. Its address says so, and why.")
        if self.row.publication == Publication.REVIEW:
            return _("In review. Only staff sees it until another person approves it.")
        return _("Draft. Only staff sees it.")

    @property
    def hidden_by(self):
        """The program that keeps a figure from the public, or None."""
        if isinstance(self.row, Figure) and not self.row.program.is_public:
            return self.row.program
        return None

    @cached_property
    def authors(self):
        """The names of those who wrote in what waits."""
        return names_of(self.proposal.authors) if self.proposal else []


def names_of(keys):
    """The user names of the accounts with `keys`; a number where there is none any more."""
    names = dict(User.objects.filter(pk__in=keys).values_list("pk", "username"))
    return [names.get(key, f"#{key}") for key in keys]
