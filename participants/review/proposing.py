"""Changes of what is public, as proposals: one for itself, or many that are stored at once."""

from django.db import connection
from django.utils import timezone

from institutes.staging import Staged
from participants.models import Proposal
from participants.models.proposal import Act, Decision
from participants.review.steps import add_author, decided
from participants.review.working import working_content


def proposed(waiting, *, about, public, content, person, message=""):
    """The change that `person` proposes of a row that the public sees as `public`; not saved yet.

    It becomes what the change `waiting` says, or is new where there is none; `about` says then of
    which row. Where nothing is left to change, it is taken back.
    """
    proposal = waiting
    if proposal is None:
        now = timezone.now()
        proposal = Proposal(
            act=Act.CHANGE, **about, proposed_by=person, proposed_at=now, authors=[person.pk]
        )
    elif content != working_content(proposal, public):
        add_author(proposal, person)
    proposal.before = public
    proposal.message = message or proposal.message
    if content == public:
        return decided(proposal, Decision.TAKEN_BACK)
    proposal.after = content
    return proposal


def store_proposals(proposals, keys):
    """Save all `proposals`; those that are new get their keys of `keys`, FreshKeys."""
    if not proposals:
        return
    fields = Proposal._meta.concrete_fields
    for one in proposals:
        one.pk = one.pk or keys.next(Proposal)
    staged = Staged(Proposal, fields)
    staged.copy(
        [
            field.get_db_prep_save(field.pre_save(one, one._state.adding), connection)
            for field in fields
        ]
        for one in proposals
    )
    with connection.cursor() as cursor:
        for statement in staged.storing("true"):
            cursor.execute(statement)
