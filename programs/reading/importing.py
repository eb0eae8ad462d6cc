"""An import: the rows of a file beside those that stand, and stored all or not at all.

Everything is done for all rows at once: what the cells name is looked up, contents are read,
changed, written and judged by the database, and printed again as the export prints them.
"""

import hashlib
import json

from django.db import connection, transaction
from django.utils.translation import gettext as _
from import_export.results import Error, Result

from institutes.among import Among
from institutes.history.content import parts_of
from institutes.history.contents import Contents, contents_of, write_contents
from institutes.history.rules import rule_called
from institutes.staging import FreshKeys
from programs.cells import cell_text
from programs.reading.outcome import Outcome, RowOfResult, error_of
from programs.reading.rows import read
from programs.sheets import Unreadable

STEPS = 6


def untold(step, done, total):
    """Nobody waits to be told how far an import is."""


class Import:
    """One import of the file `sheet` into `table`, by `person`.

    `seen` is the digest of what the rows were when the person looked at the preview; where they
    are not that any more, nothing is stored. `tell` is called with the name of each step, its
    number and the number of steps.
    """

    def __init__(self, table, sheet, person, *, file_name="", seen=None, tell=untold):
        self.table, self.sheet, self.person = table, sheet, person
        self.file_name, self.seen, self.tell = file_name, seen, tell
        self.model = table.subject
        self.keys = FreshKeys()

    def run(self, *, dry_run):
        """The Result of it; nothing stays in the database after a dry run or a refusal."""
        result = Result()
        result.summary, result.seen, result.effect = [], None, None
        try:
            with transaction.atomic():
                self.carry_out(result, dry_run=dry_run)
                if dry_run or result.has_errors() or result.has_validation_errors():
                    transaction.set_rollback(True)
        except Unreadable as refusal:
            for complaint in refusal.complaints:
                result.append_base_error(Error(Unreadable(complaint)))
        return result

    def carry_out(self, result, *, dry_run):
        self.told("read", 0)
        self.outcomes = [Outcome(row) for row in read(self.table, self.sheet, self.table.theirs)]
        self.told("compare", 1)
        self.alone()
        self.table.find(self.outcomes)
        self.look_at_what_stands()
        result.seen = self.digest()
        if self.seen is not None and self.seen != result.seen:
            words = _(
                "What these rows are has changed since the preview, or the file was imported "
                "already. Nothing was stored; look at the new preview before you confirm it."
            )
            result.append_base_error(Error(ValueError(words)))
        self.told("check", 2)
        self.change()
        self.is_shown = dry_run or bool(self.fixed_columns())
        self.told("write", 3)
        self.write(result, dry_run=dry_run)
        self.told("show", 5)
        self.finish(result)
        self.told("done", STEPS)

    def told(self, step, number):
        self.tell(step, number, STEPS)

    def alone(self):
        """Let imports into the same table follow one another, until the transaction ends."""
        with connection.cursor() as cursor:
            name = f"import into {self.table.model._meta.db_table}"
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])

    def look_at_what_stands(self):
        """Lock the rows that the file names, and read them."""
        self.lock({one.subject for one in self.outcomes if one.subject})
        self.before = contents_of(self.model, {one.subject for one in self.outcomes if one.subject})
        printed = self.table.printed({one.pk for one in self.outcomes if one.pk})
        for one in self.outcomes:
            one.before = printed.get(one.pk)

    def lock(self, pks):
        rows = self.model._base_manager.select_for_update(of=("self",), no_key=True)
        rows = rows.filter(Among("pk", pks)).order_by("pk")
        [*rows.values_list("pk", flat=True)]

    def digest(self):
        """A word for all that the rows of the file are now."""
        digest = hashlib.sha256()
        for one in self.outcomes:
            now = [one.number, one.pk, one.before, self.standing(one.subject)]
            digest.update(json.dumps(now, default=str).encode())
        return digest.hexdigest()

    def standing(self, pk):
        """What else there is to know of the row `pk` before it is changed, as plain data."""
        return self.before.apart.get(pk)

    def change(self):
        """Work out what the contents are after the import."""
        self.after = Contents(self.model, apart=self.before.apart)
        for one in self.outcomes:
            if one.before is not None:
                self.leave_what_is_said(one)
            if not one.is_refused and (one.before is None or one.row.values):
                self.change_one(one)
            if one.wrong and one.subject in self.after:
                self.take_back(one)
            one.row.values = {}
        for pk in [*self.after]:
            if self.after[pk] == self.before.get(pk):
                del self.after[pk]

    def leave_what_is_said(self, one):
        """What a cell says that is printed so already is no change, and not wrong."""
        unlike = {*self.table.unlike(one)}
        one.row.values = {name: one.row.values[name] for name in one.row.values if name in unlike}
        for name in one.wrong.keys() - unlike - {""}:
            del one.wrong[name]

    def change_one(self, one):
        if one.pk is None and not self.make(one):
            return
        content = self.after.get(one.subject)
        if content is None:
            content = self.after[one.subject] = copied(self.before[one.subject])
        self.table.change(content, one, self.keys)

    def take_back(self, one):
        """Leave the row of `one` as it was, but not what else is changed of the same content."""
        if not self.table.belongs_to:
            del self.after[one.subject]
            return
        label, key = self.table.part.label, str(one.pk)
        rows, was = self.after[one.subject][label], self.before[one.subject][label].get(key)
        rows.pop(key, None)
        if was is not None:
            rows[key] = was

    def make(self, one):
        """Give `one` a row that is not there yet. False where it can have none."""
        if self.table.belongs_to and one.subject is None:
            return False
        one.is_new = True
        one.pk = self.keys.next(self.table.model)
        if one.subject is None:
            one.subject = one.pk
            self.after[one.pk] = {part.label: {} for part in parts_of(self.model)}
        return True

    def write(self, result, *, dry_run):
        """Write what changed, and say of each row what the database refuses of it."""
        self.refuse(write_contents(self.after, self.before))
        self.show(self.outcomes)
        self.weigh()
        self.judge_cells()

    def refuse(self, refused):
        """Complain of what `write_contents` could not write."""
        rows = {}
        for one in self.outcomes:
            if one.subject in refused:
                rows.setdefault(one.subject, []).append(one)
        for pk, broken in refused.items():
            for name, key in broken:
                rule = rule_called(self.model, name)
                of_it = [one for one in rows[pk] if str(one.pk) == str(key)] or rows[pk]
                for one in of_it:
                    one.complain(self.table.column_of(rule), rule.words)

    def show(self, outcomes):
        """Say which of `outcomes` changed, and print them anew where anybody looks at that."""
        changed = [one for one in outcomes if one.subject in self.after and not one.wrong]
        printed = self.table.printed([one.pk for one in changed]) if self.is_shown else {}
        for one in changed:
            one.after = printed.get(one.pk)
            one.is_changed = one.is_new or self.is_other(one)

    def is_other(self, one):
        """Whether the row of `one`, and not only another of the same content, is changed."""
        if not self.table.belongs_to:
            return True
        label, key = self.table.part.label, str(one.pk)
        return self.after[one.subject][label][key] != self.before[one.subject][label][key]

    def weigh(self):
        """Complain of changed rows that do not fit those beside them."""
        weighed = [
            one
            for one in self.outcomes
            if one.subject in self.after and not one.wrong and self.is_weighed(one)
        ]
        for one, column, words in self.table.check_rows(weighed) if weighed else ():
            one.complain(column, words)

    def is_weighed(self, one):
        label, key = self.table.part.label, str(one.pk)
        was = self.before.get(one.subject, {}).get(label, {}).get(key, {})
        now = self.after[one.subject][label][key]
        return any(now[name] != was.get(name) for name in self.table.weighed)

    def fixed_columns(self):
        """(name, place) of the columns in the file that cannot be set by it."""
        in_file = self.outcomes[0].row.cells if self.outcomes else ()
        return [
            (name, place)
            for place, (name, one) in enumerate(self.table.columns().items())
            if name in in_file and one.readonly and not one.volatile
        ]

    def judge_cells(self):
        """Compare what cannot be set by a file with what is printed now."""
        columns, fixed = self.table.columns(), self.fixed_columns()
        for one in self.outcomes:
            texts = one.after or one.before
            if one.wrong or texts is None:
                continue
            for name, place in fixed:
                cell = one.row.cells[name]
                if cell_text(cell) and not columns[name].says(cell, texts[place]):
                    words = _("“{cell}” cannot be set here; the portal prints “{printed}”.")
                    words = words.format(cell=cell_text(cell), printed=texts[place])
                    one.complain(name, words)

    def finish(self, result):
        result.diff_headers = [*self.table.columns()]
        result.total_rows = len(self.outcomes)
        for one in self.outcomes:
            row = RowOfResult(one)
            result.append_row_result(row)
            result.increment_row_result_total(row)
            if one.wrong:
                result.append_invalid_row(one.number, one.row.cells, error_of(one))
        result.summary = self.summary()

    def summary(self):
        """What becomes of the rows of the file, in words and numbers."""
        return []


def copied(content):
    return {
        label: {key: dict(values) for key, values in rows.items()}
        for label, rows in content.items()
    }
