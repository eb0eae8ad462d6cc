"""How a table is read from a file: what its rows are, and what a cell of a file does to one."""

from functools import cached_property, partial

from django.utils.translation import gettext as _
from import_export import resources

from institutes.access import is_administrator, within
from institutes.among import Among
from institutes.history.content import part_named, parts_of
from institutes.models import Role
from programs.cells import cell_text
from programs.reading.fields import Fields
from programs.reading.importing import Import, untold
from programs.reading.links import usual


class ReadFromFile(resources.Resource):
    """The half of a `Table` that reads.

    A row is known by the cells of `key_names`. Rows that belong to others, such as editions, say
    so by `belongs_to`, the column with the row that each belongs to, and are part of its content.
    It reads for `person`, who changes, and names, rows of their own institutes only.
    """

    importing = Import
    belongs_to = ""
    weighed = ()

    def __init__(self, person=None, **kwargs):
        super().__init__(**kwargs)
        self.person = person
        if person is None or is_administrator(person):
            self.theirs = None
        else:
            self.theirs = partial(within, person=person, role=Role.EDITOR)

    def import_data(
        self,
        dataset,
        dry_run=False,
        raise_errors=False,
        user=None,
        file_name="",
        seen=None,
        tell=untold,
        **kwargs,
    ):
        """The Result of an import of the rows of `dataset`, a Sheet; see `Import`.

        Raises the first error where `raise_errors`. What else the package may say is not needed.
        """
        person = user or self.person
        one = self.importing(self, dataset, person, file_name=file_name or "", seen=seen, tell=tell)
        result = one.run(dry_run=dry_run)
        if raise_errors and (wrong := [*result.base_errors, *result.invalid_rows]):
            raise wrong[0].error
        return result

    @property
    def key_names(self):
        return [next(iter(self.columns()))]

    @property
    def model(self):
        return self._meta.model

    @cached_property
    def subject(self):
        """The model whose contents hold the rows of this table: its own, or that above it."""
        if self.belongs_to:
            return self.model._meta.get_field(self.belongs_to).related_model
        return self.model

    @cached_property
    def part(self):
        """The table of these contents that the rows are in."""
        return next(part for part in parts_of(self.subject) if part.model is self.model)

    @cached_property
    def values_allowed(self):
        return Fields(self.model)

    @cached_property
    def names_by_field(self):
        """The names of the columns that set a field, by the names of the fields."""
        columns = self.columns().items()
        return {column.attribute: name for name, column in columns if column.attribute}

    def get_queryset(self):
        """The rows that the file may change."""
        rows = self.model.objects.all()
        return self.theirs(rows) if self.theirs else rows

    def find(self, outcomes):
        """Find the rows that `outcomes` are of; refuse those that the person may not change."""
        for one in outcomes:
            if owner := one.row.values.get(self.belongs_to):
                one.subject = owner.pk
        keyed = {self.key_of(one): one for one in outcomes if self.is_keyed(one)}
        fields = [self.columns()[name].attribute for name in self.key_names]
        owner = self.belongs_to or "pk"
        found = self.model.objects.filter(Among(fields[0], {key[0] for key in keyed}))
        for pk, subject, *key in found.values_list("pk", owner, *fields):
            if one := keyed.get(tuple(key)):
                one.pk, one.subject = pk, subject
        there = {one.pk for one in keyed.values() if one.pk}
        theirs = set(self.get_queryset().filter(Among("pk", there)).values_list("pk", flat=True))
        for one in keyed.values():
            if one.pk and one.pk not in theirs:
                one.pk = one.subject = None
                one.is_refused = True
                one.wrong.clear()
                words = _("“{key}” is taken, by a row that you may not change.")
                one.complain(
                    self.key_names[0], words.format(key=cell_text(one.row.cells[self.key_names[0]]))
                )

    def is_keyed(self, one):
        return all(one.row.values.get(name) not in (None, "") for name in self.key_names)

    def key_of(self, one):
        """What the row of `one` is known by, as the database has it."""
        return tuple(
            self.values_allowed.judge(self.columns()[name].attribute, one.row.values[name])[0]
            if self.columns()[name].attribute != self.belongs_to
            else one.row.values[name].pk
            for name in self.key_names
        )

    def printed(self, pks):
        """The rows of `pks` as the export prints them, in the order of columns: {key: texts}."""
        aliases = [column.alias for column in self.columns().values()]
        rows = self.rows(self.model.objects.filter(Among("pk", pks)))
        same = {}  # the same text of many rows is kept once
        return {
            pk: tuple(same.setdefault(text, text) for text in map(cell_text, cells))
            for pk, *cells in rows.values_list("pk", *aliases)
        }

    def unlike(self, one):
        """The names of the columns whose cells say something else than what is printed now."""
        printed = dict(zip(self.columns(), one.before, strict=True))
        return [
            name
            for name, cell in one.row.cells.items()
            if not (column := self.columns()[name]).volatile
            and not column.says(cell, printed[name])
        ]

    def change(self, content, one, keys):
        """Let the cells of `one` change `content`, which its row is in; say what is wrong.

        Blank cells of a new row leave what is usual there. Links that are new get their keys of
        `keys`.
        """
        row = content[self.part.label].setdefault(str(one.pk), dict(usual(self.part)))
        for name, value in one.row.values.items():
            column = self.columns()[name]
            if column.links:
                column.links.change(content, self.model, value, keys)
            elif column.attribute in row and not (one.is_new and value in (None, "")):
                row[column.attribute], wrong = self.values_allowed.judge(column.attribute, value)
                for words in wrong:
                    one.complain(name, words)
        if one.is_new:
            refused = {*one.wrong}
            for name, words in self.lacking(one.row.cells):
                if name not in refused:
                    one.complain(name, words)

    def lacking(self, cells):
        """(column, words) of each field that a new row needs, and of which `cells` say nothing."""
        given = {self.columns()[name].attribute for name, cell in cells.items() if cell_text(cell)}
        for field, value in usual(self.part).items():
            if field not in given:
                for words in self.values_allowed.judge(field, value)[1]:
                    yield self.names_by_field.get(field, ""), words

    def check_rows(self, outcomes):
        """(Outcome, column, words) of what is wrong with rows beside one another.

        All rows are written then; `outcomes` are those of which one of the fields `weighed` is
        new.
        """
        return ()

    def column_of(self, rule):
        """The name of the column that a Rule is about, or an empty text."""
        if rule.model is self.model:
            return self.names_by_field.get(rule.field, "")
        for name, column in self.columns().items():
            if column.links and part_named(self.model, column.links.belonging).model is rule.model:
                return name
        return ""
