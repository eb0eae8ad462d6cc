"""A table that is read from a file for a desk: new rows are drafts, public ones are proposed."""

from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from institutes.access import may
from institutes.among import Among
from institutes.history.contents import write_contents
from institutes.models import Role
from participants.models import Proposal
from participants.models.proposal import Act
from participants.review.effect_of_import import Look
from participants.review.proposing import proposed, store_proposals
from participants.review.steps import add_author, told
from participants.review.working import brought_up, rolled_back, working_content
from programs.models import Program
from programs.models.publication import Publication
from programs.reading.importing import Import


class ReviewedImporting(Import):
    """An import by somebody whose changes of what is public wait for another person.

    What a file changes in public rows is stored, looked at and rolled back, and then proposed, on
    top of the changes that wait already. Rows that are not public are written as they are.
    """

    def look_at_what_stands(self):
        super().look_at_what_stands()
        self.about = self.model._meta.get_field("proposals").field.name
        waiting = Proposal.objects.waiting().select_for_update(of=("self",)).order_by("pk")
        waiting = waiting.filter(Among(self.about, self.before))
        self.waiting = {getattr(one, f"{self.about}_id"): one for one in waiting}

    def standing(self, pk):
        waiting = self.waiting.get(pk)
        return super().standing(pk), waiting and [waiting.pk, waiting.act, waiting.after]

    def is_published(self, pk):
        return self.before.apart.get(pk, {}).get("publication") == Publication.PUBLISHED

    def write(self, result, *, dry_run):
        self.refuse_elsewhere()
        self.refuse_withdrawals()
        proposed = self.after.only(pk for pk in self.after if self.is_published(pk))
        written = self.after.only(pk for pk in self.after if pk not in proposed)
        self.refuse(write_contents(written, self.before))
        self.show(one for one in self.outcomes if one.subject in written)
        look = Look(self.rows(proposed)) if dry_run else None
        with rolled_back():
            self.refuse(write_contents(proposed, self.before))
            self.show(one for one in self.outcomes if one.subject in proposed)
            self.weigh()
            wanted = self.on_what_waits(proposed)
            more = wanted.only(pk for pk in wanted if wanted[pk] is not proposed[pk])
            self.refuse(write_contents(more, proposed))
            if look:
                look.again()
        self.judge_cells()
        if look:
            result.effect = look.effect
        elif not any(one.wrong for one in self.outcomes):
            self.join(written)
            self.propose(wanted)

    def rows(self, pks):
        return self.model._base_manager.filter(Among("pk", pks))

    def refuse_elsewhere(self):
        """Refuse rows that are, or would be, where the person does not write."""
        label = self.model._meta.label_lower
        own = {pk: content[label][str(pk)] for pk, content in self.after.items()}
        if self.model is not Program:
            programs = {values["program"] for values in own.values()}
            found = Program.objects.filter(Among("pk", programs)).values_list("pk", "institute")
            institutes = dict(found)
            places = {pk: institutes.get(values["program"]) for pk, values in own.items()}
        else:
            places = {pk: values["institute"] for pk, values in own.items()}
        others = {one for one in {*places.values()} if not may(self.person, Role.EDITOR, one)}
        words = _("It is not of an institute for which you write.")
        self.refuse_all({pk for pk, place in places.items() if place in others}, words)

    def refuse_withdrawals(self):
        words = _("It waits to be withdrawn. Take that back before you change it.")
        withdrawn = {pk for pk, one in self.waiting.items() if one.act == Act.WITHDRAW}
        self.refuse_all(withdrawn & self.after.keys(), words)

    def refuse_all(self, pks, words):
        for one in self.outcomes:
            if one.subject in pks:
                one.complain("", words)
        for pk in pks:
            del self.after[pk]

    def on_what_waits(self, changed):
        """The contents `changed`, those of which a change waits already on top of that."""
        wanted = changed.only(changed)
        for pk, content in changed.items():
            if waiting := self.waiting.get(pk):
                public = self.before[pk]
                wanted[pk] = brought_up(public, content, working_content(waiting, public))
        return wanted

    def join(self, written):
        """Make the person one of the authors of what waits to be published and was written."""
        waiting = [one for pk, one in self.waiting.items() if pk in written]
        joined = [one for one in waiting if one.act == Act.PUBLISH]
        for one in joined:
            add_author(one, self.person)
        store_proposals(joined, self.keys)

    def propose(self, wanted):
        message = _("Imported from “%(file)s”.") % {"file": self.file_name}
        proposals = [
            proposed(
                self.waiting.get(pk),
                about={f"{self.about}_id": pk},
                public=self.before[pk],
                content=content,
                person=self.person,
                message=message,
            )
            for pk, content in wanted.items()
        ]
        with told(self.person, "propose"):
            store_proposals(proposals, self.keys)

    def summary(self):
        """What becomes of the rows of the file, in words and numbers."""
        right = [one for one in self.outcomes if not one.wrong]
        changed = [one for one in right if one.is_changed]
        public = [one for one in changed if self.is_published(one.subject)]
        new = sum(one.is_new for one in changed) - sum(one.is_new for one in public)
        if self.table.belongs_to:
            new = 0  # a row that belongs to another changes that one
        written, same = len(changed) - len(public) - new, len(right) - len(changed)
        words = [
            (new, ngettext("%(number)d new draft", "%(number)d new drafts", new)),
            (written, ngettext("%(number)d draft changed", "%(number)d drafts changed", written)),
            (
                len(public),
                ngettext(
                    "%(number)d change proposed for review",
                    "%(number)d changes proposed for review",
                    len(public),
                ),
            ),
            (same, ngettext("%(number)d row as it is", "%(number)d rows as they are", same)),
        ]
        return [text % {"number": number} for number, text in words if number]


class ReviewedImport:
    """The half of a `Table` that knows that what is public must wait."""

    importing = ReviewedImporting


@cache
def reviewed(table):
    """`table` as it is read for a desk."""
    return type(table)(table.__name__, (ReviewedImport, table), {})
