"""What is deleted, and what is withdrawn instead."""

from programs.models.publication import was_ever_public


class OnlyDraftsDeleted:
    """A desk that deletes drafts which were never public; the rest is withdrawn, and stays."""

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (
            obj is None or (obj.is_draft and not was_ever_public(obj))
        )
