"""What `recording` told of a change, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

BY = {
    "form": gettext_lazy("%(name)s, with a form"),
    "action": gettext_lazy("%(name)s, with an action on a list"),
    "import": gettext_lazy("%(name)s, by the import of “%(file)s”"),
    "restore": gettext_lazy("%(name)s, by restoring version %(version)s"),
    "undo": gettext_lazy("%(name)s, by undoing the import of “%(file)s”"),
    "command": gettext_lazy("the command “%(name)s”"),
}
# The steps of a review, by the `act` that is recorded with them.
STEPS = {
    "submit": gettext_lazy("submitted for review"),
    "propose": gettext_lazy("proposed a change"),
    "publish": gettext_lazy("approved the publication"),
    "change": gettext_lazy("approved the change"),
    "withdraw": gettext_lazy("approved the withdrawal"),
    "refuse": gettext_lazy("refused it"),
    "take-back": gettext_lazy("took the proposal back"),
    "renew": gettext_lazy("brought the proposal up to date"),
    "confirm": gettext_lazy("confirmed that it holds"),
}


def who(said):
    """Who changed something and how: “kim, with a form”; with the step of a review, if it was."""
    if not said:
        return _("directly in the database")
    words = {"file": "", "version": "", "name": _("a visitor")} | said
    person = BY.get(said.get("by"), "%(name)s") % words
    if said.get("act") in STEPS:
        return _("%(person)s: %(step)s") % {"person": person, "step": STEPS[said["act"]]}
    return person
