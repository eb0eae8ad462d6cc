"""The history of a row on its desk."""

from institutes.history import note


class HistoryAdmin:
    """A ModelAdmin whose history is what PostgreSQL's triggers recorded, and no list beside it."""

    def log_addition(self, request, *what):
        """Nothing: the triggers wrote it down."""

    log_change = log_deletions = log_addition

    def response_action(self, request, queryset):
        note(by="action")
        return super().response_action(request, queryset)
