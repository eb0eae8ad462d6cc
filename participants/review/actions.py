"""The steps from a draft to the public, and back: each whole or not at all.

Each asks who may take it (PermissionDenied where the person has not the role), locks the row
first and then its proposal, and raises Refused where it does not fit, such as a second decision.
What it writes is recorded with the act and the key of the proposal; what becomes public by it
also with the reason, from which the public's log of corrections is made.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from institutes.access import within
from institutes.history.content import content_of, write
from institutes.models import Role
from participants.models import Proposal
from participants.models.proposal import Act, Decision
from participants.review.authors import authors_of, writers_of
from participants.review.proposing import proposed
from participants.review.refused import Refused
from participants.review.steps import (
    add_author,
    ask,
    back_to_draft,
    bring,
    decide,
    digest,
    is_stale,
    locked_with_row,
    told,
)
from participants.review.working import (
    locked,
    rolled_back,
    rules_in_words,
    waiting_for,
    working_content,
)
from programs.models.publication import Publication


@transaction.atomic
def propose_change(*, row, content, person, message=""):
    """Propose that the public see `content` of `row`, which is published.

    It becomes what the change that waits already says, if there is one, and `person` one of its
    authors; where nothing is left to change, that one is taken back. Gives the Proposal, or None
    where there is none and the public sees all of it already.
    """
    row = locked(row)
    ask(person, Role.EDITOR, row, content)
    if row.publication != Publication.PUBLISHED:
        raise Refused(_("It is not public: a change of it needs no proposal."))
    public, proposal = content_of(row), waiting_for(row)
    if proposal is None and content == public:
        return None
    if proposal and proposal.act != Act.CHANGE:
        raise Refused(_("It waits to be withdrawn. Take that back before you change it."))
    with rolled_back(), rules_in_words(row):
        write(locked(row), content)
    with told(person, "propose", proposal):
        proposal = proposed(
            proposal,
            about={row._meta.model_name: row},
            public=public,
            content=content,
            person=person,
            message=message,
        )
        proposal.save()
    return proposal


@transaction.atomic
def submit(*, row, person, message=""):
    """Propose that `row`, a draft or withdrawn, be published. Gives the Proposal.

    A draft is in review then; what was withdrawn stays so until somebody approves it.
    """
    row = locked(row)
    ask(person, Role.EDITOR, row)
    if row.publication not in (Publication.DRAFT, Publication.WITHDRAWN) or waiting_for(row):
        raise Refused(_("It is public, or waits for its review already."))
    proposal = Proposal.objects.create(
        act=Act.PUBLISH,
        **{row._meta.model_name: row},
        proposed_by=person,
        authors=sorted(writers_of(row) | {person.pk}),
        message=message,
    )
    if row.publication == Publication.DRAFT:
        with told(person, "submit", proposal):
            bring(row, Publication.REVIEW)
    return proposal


@transaction.atomic
def propose_withdrawal(*, row, person, reason, message=""):
    """Propose that the public see `row` no more, for `reason`, which it reads then."""
    row = locked(row)
    ask(person, Role.EDITOR, row)
    if row.publication != Publication.PUBLISHED:
        raise Refused(_("It is not public: there is nothing to withdraw."))
    if waiting_for(row):
        raise Refused(_("Another proposal about it waits already; that is to be decided first."))
    if not reason.strip():
        raise Refused(_("Give the reason: whoever looks for it will read it."))
    return Proposal.objects.create(
        act=Act.WITHDRAW,
        **{row._meta.model_name: row},
        proposed_by=person,
        authors=[person.pk],
        reason=reason,
        message=message,
    )


@transaction.atomic
def approve(*, proposal, person, reason="", reason_ko="", seen=None):
    """Carry out `proposal`, by somebody who did not write in it. Gives it as decided.

    `seen` is the `digest` of what the person looked at; what was edited since is refused. The
    reason of a withdrawal is its proposer's, unless another is given.
    """
    row, proposal = locked_with_row(proposal)
    ask(person, Role.PUBLISHER, row, proposal.after)
    proposal.authors = authors_of(proposal, row)
    proposal.reason = reason.strip() or proposal.reason
    proposal.reason_ko = reason_ko.strip() or proposal.reason_ko
    if person.pk in proposal.authors:
        raise Refused(_("Nobody approves what they wrote themselves."))
    if is_stale(proposal, row):
        raise Refused(
            _("What is public has changed since this was proposed. Bring the proposal up to date.")
        )
    if seen is not None and seen != digest(proposal, row):
        raise Refused(_("It was edited after you looked at it. Look again before you decide."))
    if proposal.act != Act.PUBLISH and not proposal.reason:
        raise Refused(_("Give the public the reason of the change."))
    said = {"reason": proposal.reason, "reason_ko": proposal.reason_ko}
    with told(person, proposal.act, proposal, **said):
        carry_out(proposal, row)
        return decide(proposal, Decision.APPROVED, person)


def carry_out(proposal, row):
    """Do to `row` what `proposal` says; `effect` looks at it and rolls it back."""
    with rules_in_words(row):
        if proposal.act == Act.CHANGE:
            write(row, proposal.after)
        elif proposal.act == Act.PUBLISH:
            bring(row, Publication.PUBLISHED, "changed_at")
        else:
            bring(row, Publication.WITHDRAWN)


@transaction.atomic
def refuse(*, proposal, person, reason):
    """Say no to `proposal`, and why. What was in review is a draft again. Gives it as decided."""
    row, proposal = locked_with_row(proposal)
    ask(person, Role.PUBLISHER, row)
    if person.pk in authors_of(proposal, row):
        raise Refused(_("Nobody decides on what they wrote themselves; you can take it back."))
    if not reason.strip():
        raise Refused(_("Say why, so that it can be mended."))
    proposal.reason = reason
    with told(person, "refuse", proposal):
        back_to_draft(row)
        return decide(proposal, Decision.REFUSED, person)


@transaction.atomic
def take_back(*, proposal, person):
    """End `proposal` undecided, by one of its authors. What was in review is a draft again."""
    row, proposal = locked_with_row(proposal)
    ask(person, Role.EDITOR, row)
    if person.pk not in authors_of(proposal, row):
        raise Refused(_("Only who wrote in it takes it back."))
    with told(person, "take-back", proposal):
        back_to_draft(row)
        return decide(proposal, Decision.TAKEN_BACK, person)


@transaction.atomic
def renew(*, proposal, person):
    """Bring a change up to what is public now: what it changes stays, all else is as it is now.

    Nothing is written by that which somebody did not write before, so it makes no author.
    """
    row, proposal = locked_with_row(proposal)
    ask(person, Role.EDITOR, row, proposal.after)
    if proposal.act != Act.CHANGE:
        return proposal
    public = content_of(row)
    proposal.after, proposal.before = working_content(proposal, public), public
    with told(person, "renew", proposal):
        if proposal.after == public:
            return decide(proposal, Decision.TAKEN_BACK, person)
        proposal.save()
    return proposal


@transaction.atomic
def join(*, row, person):
    """Make `person`, who just wrote in `row`, one of the authors of its waiting publication."""
    proposal = waiting_for(row)
    if proposal and proposal.act == Act.PUBLISH:
        add_author(proposal, person)
        proposal.save(update_fields=["authors"])


@transaction.atomic
def confirm(*, row, person):
    """Say that `row` still holds as it is published: no content changes, only the date of that."""
    row = locked(row)
    ask(person, Role.PUBLISHER, row)
    row.last_confirmed_on = timezone.localdate()
    with told(person, "confirm"):
        row.save(update_fields=["last_confirmed_on"])
    return row


@transaction.atomic
def confirm_all(*, rows, person):
    """The same of those of the queryset `rows` that are public and theirs. Gives their number."""
    public = rows.model.objects.published().filter(pk__in=rows.order_by().values("pk"))
    with told(person, "confirm"):
        today = timezone.localdate()
        return within(public, person, Role.PUBLISHER).update(last_confirmed_on=today)
