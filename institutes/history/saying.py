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


def who(said):
    """Who changed something and how: “kim, with a form”."""
    if not said:
        return _("directly in the database")
    words = {"file": "", "version": "", "name": _("a visitor")} | said
    return BY.get(said.get("by"), "%(name)s") % words
