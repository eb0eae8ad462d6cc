"""What undoing an import would do, row by row, and what stands in the way.

What the public sees since is not taken from it by one person: its former content, or where the
import made it, its withdrawal is proposed. What people wrote since is never undone along.
"""

from dataclasses import dataclass

from django.db import models
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from institutes.among import Among
from institutes.history.contents import contents_of
from institutes.history.saying import who
from institutes.history.together import Touched, touched_together
from participants.models import Figure, Proposal
from participants.models import proposal as of_proposals
from participants.models.proposal import Decision
from programs.models import Program
from programs.models.publication import Publication


class Act(models.TextChoices):
    REMOVE = "remove", gettext_lazy("is removed")
    RESTORE = "restore", gettext_lazy("gets its former content back")
    TAKE_BACK = "take-back", gettext_lazy("the proposed change is taken back")
    PROPOSE = (
        "propose",
        gettext_lazy("its former content is proposed, for somebody else to approve"),
    )
    WITHDRAW = "withdraw", gettext_lazy("its withdrawal is proposed, for somebody else to approve")


@dataclass(frozen=True)
class Step:
    """What undoing does to one row; `obstacle` says why it cannot, and then nothing is done.

    `row` is the key of the row that something is proposed for, `wanted` its former content.
    """

    act: Act
    touched: Touched
    name: str
    obstacle: str = ""
    row: int | None = None
    wanted: dict | None = None

    @property
    def label(self):
        return self.act.label

    @property
    def waits(self):
        """Whether somebody else has to approve it."""
        return self.act in (Act.PROPOSE, Act.WITHDRAW)

    @property
    def address(self):
        """The page of the row, or of the proposal, on the desk; empty where it is gone."""
        if not self.touched.now.is_there:
            return ""
        name = self.touched.model._meta.label_lower.replace(".", "_")
        return reverse(f"admin:{name}_change", args=[self.touched.pk])


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
    all_touched = touched_together(found.model, found.key)
    waiting = _waiting(found.model, [one.pk for one in all_touched if _is_public(one.now)])
    for touched in all_touched:
        now, before = touched.now, touched.before
        if now.content == before.content and now.is_there == before.is_there:
            continue
        name = _name(touched)
        if _is_public(now):
            obstacle = "" if now.content == touched.after.content else _changed_since(touched)
            wanted = before.content if before.is_there else {}
            yield from _proposed(touched, name, obstacle, touched.pk, wanted, waiting)
        elif before.is_there or now.apart.get("publication") != Publication.WITHDRAWN:
            act = Act.RESTORE if before.is_there else Act.REMOVE
            obstacle = "" if now == touched.after else _changed_since(touched)
            yield Step(act, touched, name, obstacle)


def _proposed(touched, name, obstacle, row, wanted, waiting):
    """The Step that proposes `wanted` for a public row, or without any that it be withdrawn.

    None where just that waits already.
    """
    other = waiting.get(row)
    if other and other.after == wanted:
        return
    if other and not obstacle:
        obstacle = _("Another proposal about it waits already; that is to be decided first.")
    act = Act.PROPOSE if wanted else Act.WITHDRAW
    yield Step(act, touched, name, obstacle, row, wanted)


def _is_public(state):
    return state.apart.get("publication") == Publication.PUBLISHED


def _waiting(model, pks):
    """The proposals about these rows of `model` that wait, by the key of the row."""
    if not pks:
        return {}
    about = Proposal._meta.get_field(model._meta.model_name).attname
    found = Proposal.objects.waiting().filter(Among(about, pks))
    return {getattr(one, about): one for one in found}


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
    if not all_touched:
        return
    keys = {one.pk: _own(_there(one), one)[about] for one in all_touched}
    pks = [key for key in keys.values() if key]
    rows = {one.pk: one for one in found.model._base_manager.filter(Among("pk", pks))}
    contents = contents_of(found.model, pks)
    waiting = _waiting(found.model, pks)
    for touched in all_touched:
        row = rows.get(keys[touched.pk])
        if row is None or touched.now == touched.before:
            continue
        decision = _own(touched.now, touched).get("decision")
        if decision == Decision.APPROVED:
            yield from _steps_of_approved(touched, row, contents[row.pk], waiting)
        elif touched.before.is_there or decision not in (Decision.REFUSED, Decision.TAKEN_BACK):
            obstacle = "" if touched.now == touched.after else _changed_since(touched)
            yield Step(Act.TAKE_BACK, touched, str(row), obstacle)


def _steps_of_approved(touched, row, content, waiting):
    """What leads back from a change that the import proposed and somebody approved.

    Of a publication there is nothing to say: what was written for it stands in its row.
    """
    decided, imported = _own(touched.now, touched), _own(touched.after, touched)
    if decided["act"] != of_proposals.Act.CHANGE or content == decided["before"]:
        return
    obstacle = ""
    if touched.before.is_there or decided["after"] != imported["after"]:
        obstacle = _("It was approved together with what others wrote.")
    elif row.publication != Publication.PUBLISHED or content != decided["after"]:
        obstacle = _("It was approved, and was changed again after that.")
    yield from _proposed(touched, str(row), obstacle, row.pk, decided["before"], waiting)


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
        others = model._base_manager.filter(Among(f"{field}_id", programs)).order_by("-pk")
        pairs = others.values_list("pk", f"{field}_id")
        oldest = {owner: pk for pk, owner in pairs if (model, pk) not in removed}
        rows = model._base_manager.in_bulk(list(oldest.values()))
        words = _("Something belongs to it that stays: %(row)s.")
        found |= {owner: words % {"row": rows[pk]} for owner, pk in oldest.items() if pk in rows}
    return found
