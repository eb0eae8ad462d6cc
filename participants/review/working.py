"""The working copy: a row with its waiting change, in the database for as long as one looks at it.

What is public stands in the tables, and a change of it waits as a content of its proposal. The
desk shows and edits the row as it will be: the content is written for real, forms and pages read
it as they always do, and at the end all of it is rolled back. Keys of new rows stay the same
until they are approved.
"""

from contextlib import contextmanager

from django.db import IntegrityError, connection, transaction

from institutes.history.content import content_of, write
from institutes.history.rules import rule_in_words
from participants.models import Proposal
from participants.models.proposal import Act
from participants.review.refused import Refused


@contextmanager
def rolled_back():
    """What is done to the database within it is undone at its end."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


@contextmanager
def working_copy(row):
    """Within it the database holds `row` with its waiting change; gives that row.

    Raises Refused where the change does not fit any more what the database holds.
    """
    with rolled_back():
        proposal = waiting_for(row)
        if proposal and proposal.act == Act.CHANGE:
            row = locked(row)
            with rules_in_words(row):
                write(row, working_content(proposal, content_of(row)))
        yield row


def locked(row):
    """`row` as the database has it now; nobody else changes it until the transaction ends."""
    rows = type(row)._base_manager.select_for_update(of=("self",), no_key=True)
    return rows.get(pk=row.pk)


def waiting_for(row):
    """The proposal about `row` that waits, or None."""
    return Proposal.objects.waiting().about(row).first()


def working_content(proposal, public):
    """The content of the working copy of a change, where `public` is what the public sees now."""
    if proposal.before == public:
        return proposal.after
    return brought_up(proposal.before, proposal.after, public)


def brought_up(before, after, now):
    """What `after` would be had it been written on `now` instead of on `before`: contents all.

    What it changes stays as it has it; all else is as it is now.
    """
    return {
        label: dict(_rows(before.get(label, {}), after.get(label, {}), now.get(label, {})))
        for label in now | after
    }


def _rows(before, after, now):
    for key in now | after:
        old, new, current = before.get(key), after.get(key), now.get(key)
        if new == old:
            new = current
        elif old and new and current:
            new = current | {name: new[name] for name in new if new[name] != old.get(name)}
        if new is not None:
            yield key, new


@contextmanager
def rules_in_words(row):
    """Say as Refused what a rule of the database does not allow of `row`; nothing is kept then."""
    try:
        with transaction.atomic():
            yield
            connection.check_constraints()
    except IntegrityError as error:
        raise Refused(rule_in_words(type(row), error.__cause__.diag.constraint_name)) from error
