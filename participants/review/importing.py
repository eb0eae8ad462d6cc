"""A table that is read from a file for a desk: new rows are drafts, public ones are proposed."""

from functools import cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from institutes.access import may
from institutes.history.content import content_of
from institutes.models import Role
from participants.models.proposal import Act
from participants.review import actions
from participants.review.steps import institute_of
from participants.review.working import brought_up, rolled_back, waiting_for, working_content
from programs.models.publication import Publication


class ReviewedImport:
    """The half of a `Table` that knows who imports, and what of it must wait.

    What a file changes in a public row is stored, read as a content, rolled back and proposed, on
    top of the change that waits already. A row that is not public is written as it is.
    """

    person = file_name = None

    def before_import(self, dataset, **kwargs):
        self.person, self.file_name = kwargs["user"], kwargs.get("file_name") or ""
        self.proposed = {}  # rows as they were printed while the change was stored, by key
        super().before_import(dataset, **kwargs)

    def after_init_instance(self, instance, new, row, **kwargs):
        if not new:
            self.ask(instance)

    def save_instance(self, instance, is_create, row, **kwargs):
        self.ask(instance)
        if is_create or instance.publication != Publication.PUBLISHED:
            super().save_instance(instance, is_create, row, **kwargs)
            if not is_create:
                actions.join(row=instance, person=self.person)
            return
        public = content_of(instance)
        with rolled_back():
            super().save_instance(instance, is_create, row, **kwargs)
            content = content_of(instance)
            self.proposed[instance.pk] = self.printed_now(instance)
        waiting = waiting_for(instance)
        if waiting and waiting.act == Act.CHANGE:
            content = brought_up(public, content, working_content(waiting, public))
        actions.propose_change(
            row=instance,
            content=content,
            person=self.person,
            message=_("Imported from “%(file)s”.") % {"file": self.file_name},
        )

    def ask(self, instance):
        """Refuse a row that is, or would be, where the person does not write."""
        if not may(self.person, Role.EDITOR, institute_of(instance)):
            raise ValidationError(_("It is not of an institute for which you write."))

    def printed_now(self, instance):
        return self.proposed.get(instance.pk) or super().printed_now(instance)

    def after_import(self, dataset, result, **kwargs):
        super().after_import(dataset, result, **kwargs)
        result.summary = self.summary(result)

    def summary(self, result):
        """What becomes of the rows of the file, in words and numbers."""
        new, proposed = result.totals["new"], len(self.proposed)
        written, same = result.totals["update"] - proposed, result.totals["skip"]
        words = [
            (new, ngettext("%(number)d new draft", "%(number)d new drafts", new)),
            (written, ngettext("%(number)d draft changed", "%(number)d drafts changed", written)),
            (
                proposed,
                ngettext(
                    "%(number)d change proposed for review",
                    "%(number)d changes proposed for review",
                    proposed,
                ),
            ),
            (same, ngettext("%(number)d row as it is", "%(number)d rows as they are", same)),
        ]
        return [text % {"number": number} for number, text in words if number]


@cache
def reviewed(table):
    """`table` as it is read for a desk."""
    return type(table)(table.__name__, (ReviewedImport, table), {})
