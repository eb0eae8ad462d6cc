"""Undoing an import: all of it or nothing.

What it made goes, what it changed gets its former content back, and the proposals that it made
are taken back; for what is public since, the way back is proposed. What people did since is never
undone along: it is named, and nothing is done.
"""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from institutes.among import Among
from institutes.history import recording
from institutes.history.content import write
from institutes.history.rules import rule_in_words
from institutes.history.together import touched_together
from institutes.models import Role
from participants.imports.steps import Act, steps_to_undo
from participants.models import Proposal
from participants.models.proposal import Decision
from participants.review.actions import propose_change, propose_withdrawal
from participants.review.refused import Refused
from participants.review.steps import ask, decide
from programs.models import Program


@transaction.atomic
def undo(*, found, person, reason=""):
    """Undo the import `found`, whole. Gives the Steps that were done.

    `reason` is what the public reads where something is withdrawn by it; needed there only.
    Raises PermissionDenied where `person` may not, Refused with the names of the rows that stand
    in the way; then nothing was done.
    """
    if not found.may_be_undone_by(person):
        raise PermissionDenied
    _lock(found)
    steps = steps_to_undo(found)
    in_the_way = [f"{one.name}: {one.obstacle}" for one in steps if one.obstacle]
    if in_the_way:
        raise Refused(in_the_way)
    if not steps:
        raise Refused(_("There is nothing left of it to undo."))
    said = {"by": "undo", "file": found.file, "undone": str(found.key)}
    try:
        with recording(user=person.pk, name=person.get_username(), **said):
            _carry_out(steps, found, person, reason)
    except (IntegrityError, models.ProtectedError) as error:
        cause = getattr(error.__cause__, "diag", None)
        name = cause.constraint_name if cause else str(error)
        raise Refused(rule_in_words(found.model, name)) from error
    return steps


def _lock(found):
    """Lock what the import touched until the transaction ends: rows first, then proposals."""
    about = Proposal._meta.get_field(found.model._meta.model_name).attname
    proposals = [one.pk for one in touched_together(Proposal, found.key)]
    rows = {one.pk for one in touched_together(found.model, found.key)}
    if proposals:
        rows |= set(Proposal.objects.filter(Among("pk", proposals)).values_list(about, flat=True))
    for model, keys in ((found.model, rows - {None}), (Proposal, proposals)):
        if keys:
            some = model._base_manager.filter(Among("pk", keys)).order_by("pk")
            [*some.select_for_update(of=("self",)).values_list("pk")]


def _carry_out(steps, found, person, reason):
    message = _("It undoes the import of “%(file)s”.") % {"file": found.file}
    for one in steps:
        if one.act == Act.TAKE_BACK:
            _take_back(one.touched)
        elif one.act == Act.RESTORE:
            row = one.touched.model._base_manager.get(pk=one.touched.pk)
            ask(person, Role.EDITOR, row, one.touched.before.content)
            write(row, one.touched.before.content)
        elif one.waits:
            about = {"row": found.model._base_manager.get(pk=one.row), "person": person}
            if one.act == Act.PROPOSE:
                propose_change(**about, content=one.wanted, message=message)
            else:
                propose_withdrawal(**about, reason=reason, message=message)
    _remove([one.touched for one in steps if one.act == Act.REMOVE])


def _take_back(touched):
    proposal = Proposal.objects.get(pk=touched.pk)
    if touched.before.is_there:
        write(proposal, touched.before.content)
    else:
        decide(proposal, Decision.TAKEN_BACK)


def _remove(rows):
    """Delete `rows`, all of one model, children before their parents."""
    left = {one.pk for one in rows}
    while left:
        existing = rows[0].model._base_manager.filter(Among("pk", left))
        parents = set()
        if rows[0].model is Program:
            parents = set(existing.exclude(parent=None).values_list("parent", flat=True)) & left
        existing.exclude(pk__in=parents).delete()
        left = parents
