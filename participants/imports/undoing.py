"""Undoing an import: all of it or nothing.

What it made goes, what it changed gets its former content back, and the proposals that it made
are taken back. What people did since is never undone along: it is named, and nothing is done.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from institutes.history import recording
from institutes.history.content import write
from institutes.history.rules import rule_in_words
from institutes.history.saying import who
from institutes.history.together import Touched, touched_together
from participants.models import Figure, Proposal
from participants.models.proposal import Decision
from participants.review.refused import Refused
from participants.review.steps import decide
from programs.models import Program
from programs.models.publication import Publication


class Act(models.TextChoices):
    REMOVE = "remove", gettext_lazy("is removed")
    RESTORE = "restore", gettext_lazy("gets its former content back")
    TAKE_BACK = "take-back", gettext_lazy("the proposed change is taken back")


@dataclass(frozen=True)
class Step:
    """What undoing does to one row; `obstacle` says why it cannot, and then nothing is done."""

    act: Act
    touched: Touched
    name: str
    obstacle: str = ""

    @property
    def label(self):
        return self.act.label

    @property
    def address(self):
        """The page of the row, or of the proposal, on the desk; empty where it is gone."""
        name = self.touched.model._meta.label_lower.replace(".", "_")
        return self.touched.now.is_there and reverse(f"admin:{name}_change", args=[self.touched.pk])


def steps_to_undo(found):
    """The Steps that undo the import `found`; none where all of it is undone or gone."""
    steps = [*_steps_of_rows(found), *_steps_of_proposals(found)]
    removed = {(one.touched.model, one.touched.pk) for one in steps if one.act == Act.REMOVE}
    hanging = _hanging(removed)
    return [
        Step(one.act, one.touched, one.name, hanging[one.touched.pk])
        if one.touched.model is Program and one.touched.pk in hanging and not one.obstacle
        else one
        for one in steps
    ]


def _steps_of_rows(found):
    for touched in touched_together(found.model, found.key):
        now, before = touched.now, touched.before
        if now.content == before.content and now.is_there == before.is_there:
            continue
        act = Act.RESTORE if before.is_there else Act.REMOVE
        yield Step(act, touched, _name(touched), _obstacle(touched))


def _obstacle(touched):
    if touched.now.apart.get("publication") == Publication.PUBLISHED:
        return _("It is public now: what the public sees is changed by a proposal.")
    if touched.now == touched.after:
        return ""
    return _changed_since(touched)


def _changed_since(touched):
    said = {
        "who": who(touched.last_said),
        "when": date_format(localtime(touched.last_at), "DATETIME_FORMAT"),
    }
    if not touched.now.is_there:
        return _("It was deleted since, on %(when)s: %(who)s.") % said
    return _("It was changed since, on %(when)s: %(who)s.") % said


def _steps_of_proposals(found):
    about = found.model._meta.model_name
    all_touched = touched_together(Proposal, found.key)
    keys = {one.pk: _own(_there(one), one)[about] for one in all_touched}
    rows = found.model._base_manager.in_bulk([key for key in keys.values() if key])
    for touched in all_touched:
        row = rows.get(keys[touched.pk])
        if row is None or touched.now == touched.before:
            continue
        decision = _own(touched.now, touched).get("decision")
        if not touched.before.is_there and decision in (Decision.REFUSED, Decision.TAKEN_BACK):
            continue
        obstacle = ""
        if decision == Decision.APPROVED:
            obstacle = _("It was approved since: the public sees it.")
        elif touched.now != touched.after:
            obstacle = _changed_since(touched)
        yield Step(Act.TAKE_BACK, touched, str(row), obstacle)


def _there(touched):
    """The latest State in which the row is there."""
    return next(one for one in (touched.now, touched.after, touched.before) if one.is_there)


def _own(state, touched):
    """The fields of the row itself in a state; empty where it is not there."""
    return state.content[touched.model._meta.label_lower].get(str(touched.pk), {})


def _name(touched):
    """What the row is called, now or, where it is gone, when it last was there."""
    fields = _own(_there(touched), touched)
    return fields.get("key") or f"{fields['name_en']} ({fields['slug']})"


def _hanging(removed):
    """Why programs that the import made cannot go: {key: words}, of those that others belong to."""
    programs = {pk for model, pk in removed if model is Program}
    found = {}
    for model, field in ((Figure, "program"), (Program, "parent")):
        others = model._base_manager.filter(**{f"{field}__in": programs})
        for pk, owner in others.order_by("-pk").values_list("pk", f"{field}_id"):
            if (model, pk) not in removed:
                words = _("Something belongs to it that the import did not bring: %(row)s.")
                found[owner] = words % {"row": model._base_manager.get(pk=pk)}
    return found


@transaction.atomic
def undo(*, found, person):
    """Undo the import `found`, whole. Gives the Steps that were done.

    Raises PermissionDenied where `person` may not, Refused with the names of the rows that stand
    in the way; then nothing was done.
    """
    if not found.may_be_undone_by(person):
        raise PermissionDenied
    for model in (found.model, Proposal):
        keys = [one.pk for one in touched_together(model, found.key)]
        rows = model._base_manager.filter(pk__in=keys).order_by("pk")
        [*rows.select_for_update(of=("self",)).values_list("pk")]
    steps = steps_to_undo(found)
    in_the_way = [f"{one.name}: {one.obstacle}" for one in steps if one.obstacle]
    if in_the_way:
        raise Refused(in_the_way)
    if not steps:
        raise Refused(_("There is nothing left of it to undo."))
    said = {"by": "undo", "file": found.file, "undone": str(found.key)}
    try:
        with recording(user=person.pk, name=person.get_username(), **said):
            _carry_out(steps)
    except (IntegrityError, models.ProtectedError) as error:
        cause = getattr(error.__cause__, "diag", None)
        name = cause.constraint_name if cause else str(error)
        raise Refused(rule_in_words(found.model, name)) from error
    return steps


def _carry_out(steps):
    for one in steps:
        if one.act == Act.TAKE_BACK:
            _take_back(one.touched)
        elif one.act == Act.RESTORE:
            row = one.touched.model._base_manager.get(pk=one.touched.pk)
            write(row, one.touched.before.content)
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
        existing = rows[0].model._base_manager.filter(pk__in=left)
        parents = set()
        if rows[0].model is Program:
            parents = set(existing.exclude(parent=None).values_list("parent", flat=True)) & left
        existing.exclude(pk__in=parents).delete()
        left = parents
