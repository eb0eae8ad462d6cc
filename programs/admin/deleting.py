"""What is deleted, and what is withdrawn instead."""

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programs.models.publication import was_ever_public


@admin.action(permissions=["delete"], description=gettext_lazy("Delete the selected drafts"))
def delete_drafts(desk, request, chosen):
    """Django's own action, unless one of the chosen rows is to stay."""
    if all(desk.has_delete_permission(request, row) for row in chosen):
        return delete_selected(desk, request, chosen)
    words = _("Only drafts that were never public are deleted; what is public can be withdrawn.")
    messages.error(request, words)
    return None


class OnlyDraftsDeleted:
    """A desk that deletes drafts which were never public; the rest is withdrawn, and stays."""

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (
            obj is None or (obj.is_draft and not was_ever_public(obj))
        )

    def get_actions(self, request):
        actions = super().get_actions(request)
        if "delete_selected" in actions:
            words = delete_drafts.short_description
            actions["delete_selected"] = (delete_drafts, "delete_selected", words)
        return actions

    def get_deleted_objects(self, objs, request):
        """What goes with a draft, such as a proposal that was taken back, asks for no more."""
        deleted, counts, forbidden, kept = super().get_deleted_objects(objs, request)
        return deleted, counts, forbidden & {self.opts.verbose_name}, kept
