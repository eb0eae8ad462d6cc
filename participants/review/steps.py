"""What the steps of a review have in common: who may, what is locked, what is recorded."""

import hashlib
import json

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from institutes.access import may
from institutes.history import recording
from institutes.history.content import content_of
from participants.models import Proposal
from participants.models.proposal import Act, Decision
from participants.review.refused import Refused
from participants.review.working import locked
from programs.models import Program
from programs.models.publication import Publication


def ask(person, role, row, content=None):
    """PermissionDenied unless `person` has `role` where `row` is, and where `content` puts it."""
    own = (content or {}).get(row._meta.label_lower, {}).get(str(row.pk), {})
    for institute in {institute_of(row), institute_of(row, own)}:
        if not may(person, role, institute):
            raise PermissionDenied


def institute_of(row, fields=None):
    """The key of the institute of a program or a figure; by `fields` where they say another.

    None where the program that they name is gone, which the database refuses then.
    """
    fields = fields or {}
    if isinstance(row, Program):
        return fields.get("institute", row.institute_id)
    program = fields.get("program", row.program_id)
    return Program.objects.values_list("institute", flat=True).filter(pk=program).first()


def told(person, act, proposal=None, **more):
    """What is written within it is recorded as this step of a review, taken by `person`."""
    said = {"user": person.pk, "name": person.get_username(), "act": act}
    if proposal and proposal.pk:
        said["proposal"] = proposal.pk
    return recording(**said, **more)


def locked_with_row(proposal):
    """The row and the proposal as they are now, both locked, the row first as everywhere.

    Raises Refused where it was decided already.
    """
    row = locked(proposal.about)
    proposal = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("decided_by", row._meta.model_name)
        .get(pk=proposal.pk)
    )
    if not proposal.is_waiting:
        raise Refused(
            _("It is decided already: %(decision)s.")
            % {"decision": proposal.get_decision_display()}
        )
    return row, proposal


def is_stale(proposal, row):
    """Whether what is public is no longer what a change was made of."""
    return proposal.act == Act.CHANGE and proposal.before != content_of(row)


def digest(proposal, row):
    """A word for exactly what `proposal` would bring to the public, as it is now."""
    content = proposal.after or content_of(row)
    told_whole = json.dumps([proposal.act, content], sort_keys=True)
    return hashlib.sha256(told_whole.encode()).hexdigest()


def add_author(proposal, person):
    proposal.authors = sorted({*proposal.authors, person.pk})


def bring(row, publication, *more):
    """Set how far `row` is on its way; `more` names fields that are saved with it."""
    row.publication = publication
    row.save(update_fields=["publication", *more])


def back_to_draft(row):
    if row.publication == Publication.REVIEW:
        bring(row, Publication.DRAFT)


def decide(proposal, decision, person=None):
    """Write down that `proposal` is decided, now and by `person`; nobody where it is taken back."""
    decided(proposal, decision, person).save()
    return proposal


def decided(proposal, decision, person=None):
    """The same, not saved yet."""
    proposal.decision, proposal.decided_at = decision, timezone.now()
    proposal.decided_by = person if decision != Decision.TAKEN_BACK else None
    return proposal
