"""How a table is read from a file: checked, compared with what stands, and stored row by row."""

from functools import partial

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils.html import format_html
from django.utils.translation import gettext as _
from import_export import resources

from institutes.access import is_administrator, within
from institutes.models import Role
from programs.cells import cell_text


class RowDiff:
    """What an import changes in a row, in the words of the export."""

    def __init__(self, table, instance, new):
        self.before = table.printed_before(instance) if not new else {}
        self.after = {}
        self.names = list(table.columns())

    def compare_with(self, table, instance):
        self.after = table.printed_now(instance)

    def as_html(self):
        """Each cell: as it is where it stays, the old text struck out before the new elsewhere."""
        return [
            self.cell(self.before.get(name, ""), self.after.get(name, "")) for name in self.names
        ]

    @staticmethod
    def cell(before, after):
        if before == after:
            return after
        if not before:
            return format_html("<ins>{}</ins>", after)
        return format_html("<del>{}</del> <ins>{}</ins>", before, after)


class ReadFromFile(resources.Resource):
    """The half of a `Table` that reads; a row is known by its key, the first column.

    It reads for `person`, who changes, and names, rows of their own institutes only.
    """

    def __init__(self, person=None, **kwargs):
        super().__init__(**kwargs)
        if person is None or is_administrator(person):
            self.theirs = None
        else:
            self.theirs = partial(within, person=person, role=Role.EDITOR)

    def get_queryset(self):
        """The rows that the file may change."""
        rows = self._meta.model.objects.all()
        return self.theirs(rows) if self.theirs else rows

    def get_diff_class(self):
        return RowDiff

    def before_import(self, dataset, **kwargs):
        """Refuse a file whose header this table does not know; remember the rows as they are."""
        try:
            self.check_headers(dataset.headers or [])
        except ValueError:
            del dataset[:]  # Without a header that is understood, no row is.
            raise
        self.seen_keys = set()
        keys = [cell_text(key) for key in dataset[self.key_name]]
        self.before = self.printed(keys)
        named = self._meta.model.objects.filter(**{f"{self.key_attribute}__in": keys})
        self.taken = set(named.values_list(self.key_attribute, flat=True)) - self.before.keys()

    def check_headers(self, headers):
        for header in headers:
            if header not in self.columns():
                raise ValueError(
                    _("Row 1: the column “{header}” is not known. Known are: {known}.").format(
                        header=header, known=", ".join(self.columns())
                    )
                )
            if headers.count(header) > 1:
                raise ValueError(
                    _("Row 1: the column “{header}” stands there twice.").format(header=header)
                )
        if self.key_name not in headers:
            raise ValueError(
                _("Row 1: the column “{header}” is missing.").format(header=self.key_name)
            )

    def before_import_row(self, row, **kwargs):
        key = cell_text(row[self.key_name])
        if not key:
            raise ValidationError({self.key_name: _("The key is missing.")})
        if key in self.seen_keys:
            raise ValidationError(
                {self.key_name: _("“{key}” stands in the file twice.").format(key=key)}
            )
        self.seen_keys.add(key)
        if key in self.taken:
            raise ValidationError(
                {
                    self.key_name: _("“{key}” is taken, by a row that you may not change.").format(
                        key=key
                    )
                }
            )

    def import_instance(self, instance, row, **kwargs):
        """Read every cell; the columns of links too, so that all errors come at once."""
        errors = {}
        for name, column in self.columns().items():
            if column.readonly or name not in row:
                continue
            try:
                value = column.clean(row, theirs=self.theirs)
            except ValueError as error:
                errors[column.attribute or name] = ValidationError(str(error))
                continue
            if column.attribute:
                setattr(instance, column.attribute, value)
        if errors:
            raise ValidationError(errors)

    def skip_row(self, instance, original, row, import_validation_errors=None):
        before = self.before.get(cell_text(row[self.key_name]))
        return before is not None and all(
            column.volatile or column.says(cell, before[name])
            for name, column, cell in self.cells_of(row)
        )

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """Add the model's own rules to `import_validation_errors`, named by column."""
        try:
            super().validate_instance(instance, import_validation_errors, validate_unique)
        except ValidationError as error:
            names = {column.attribute: name for name, column in self.columns().items()}
            raise ValidationError(
                {
                    names.get(field, field if field in names.values() else "__all__"): messages
                    for field, messages in error.message_dict.items()
                }
            ) from None

    def after_save_instance(self, instance, row, **kwargs):
        self.save_links(instance, row)
        self.check_rules_of_the_end()
        now = self.printed_now(instance)
        errors = {
            name: _("“{cell}” cannot be set here; the portal prints “{printed}”.").format(
                cell=cell_text(cell), printed=now[name]
            )
            for name, column, cell in self.cells_of(row)
            if column.readonly
            and not column.volatile
            and cell_text(cell)
            and not column.says(cell, now[name])
        }
        if errors:
            raise ValidationError(errors)

    def check_rules_of_the_end(self):
        """Check now, where the row is known, what PostgreSQL would check at the very end."""
        try:
            connection.check_constraints()
        except IntegrityError as error:
            transaction.set_rollback(True)  # Of this row, or the next ones would fail with it.
            raise ValidationError(
                _("The rule “{rule}” does not allow it.").format(
                    rule=error.__cause__.diag.constraint_name
                )
            ) from error

    def save_links(self, instance, row):
        """Store the columns of links to other rows; most tables have none."""

    def save_m2m(self, instance, row, **kwargs):
        """Done with the instance by `save_links`, so that what is printed is checked once."""

    def after_import(self, dataset, result, **kwargs):
        """Number the rows that are refused as the file does."""
        for row in (*result.invalid_rows, *result.error_rows):
            row.number = dataset.numbers[row.number - 1]

    def cells_of(self, row):
        """The cells of a row: (name, column, cell) each."""
        return [(name, self.columns()[name], cell) for name, cell in row.items()]

    @property
    def key_name(self):
        return next(iter(self.columns()))

    @property
    def key_attribute(self):
        return self.columns()[self.key_name].attribute

    def printed(self, keys):
        """The rows of `keys` as the export prints them: {key: {column: text}}."""
        rows = self.rows(self.get_queryset().filter(**{f"{self.key_attribute}__in": keys}))
        texts = (
            {name: cell_text(row[column.alias]) for name, column in self.columns().items()}
            for row in rows
        )
        return {row[self.key_name]: row for row in texts}

    def printed_before(self, instance):
        return self.before.get(getattr(instance, self.key_attribute), {})

    def printed_now(self, instance):
        key = getattr(instance, self.key_attribute)
        return self.printed([key]).get(key, {})
