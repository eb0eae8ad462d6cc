"""A public table: its columns, declared once for every way out and for the way in.

Each column has an expression that PostgreSQL evaluates. The public CSV is a COPY of these
expressions, the admin's export selects them, and an import compares its cells with them: a row
whose cells are what the export would print is left as it is.
"""

from django.contrib.postgres.aggregates import StringAgg
from django.core.exceptions import ValidationError
from django.db.models import F, Func, OuterRef, Subquery, TextField
from django.db.models.functions import Cast, Collate
from django.utils.html import format_html
from import_export import fields, resources
from import_export.instance_loaders import ModelInstanceLoader

from programs.cells import FORMULA_STARTS, Text, cell_text


class Printed(Func):
    """SQL: a text as a cell prints it, inert in a spreadsheet; NULL where empty.

    Text that starts like a formula, also behind apostrophes, gets one apostrophe more; since
    `programs.cells.Text` takes one off in the same cases, every text comes back as it was.
    """

    output_field = TextField()

    def as_sql(self, compiler, connection, **extra_context):
        text, params = compiler.compile(self.get_source_expressions()[0])
        starts = ", ".join(f"E'\\x{ord(sign):02x}'" for sign in FORMULA_STARTS)
        sql = (
            f"CASE WHEN left(ltrim({text}, ''''), 1) IN ({starts}) "
            f"THEN '''' || {text} ELSE NULLIF({text}, '') END"
        )
        return sql, (*params, *params, *params)


class PrintedTime(Func):
    """SQL: a moment in ISO 8601, in UTC."""

    template = "to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
    output_field = TextField()


class Blank(Func):
    """SQL: a key or a code as it is; NULL where empty."""

    template = "NULLIF(%(expressions)s, '')"
    output_field = TextField()


class Joined(Subquery):
    """SQL: the different texts at `path` of the rows of `queryset` that `link` ties to this one,

    joined by `|` in code point order, the same on every cluster; NULL where there are none.
    """

    def __init__(self, queryset, link, path):
        text = Collate(Cast(path, TextField()), "C")
        super().__init__(
            queryset.filter(**{link: OuterRef("pk")})
            .order_by()
            .values(link)
            .annotate(
                joined=StringAgg(text, "|", distinct=True, order_by=text, output_field=TextField())
            )
            .values("joined"),
            output_field=TextField(),
        )


class Column(fields.Field):
    """One column: what it says, its SQL expression, and how it is read on import.

    Without a `widget` the column is not imported; a file may still hold it, but only with what
    the export would print, except where it is `volatile` and changes by itself. Where the public
    may see less than the admin exports, `public` is the expression of that.
    """

    def __init__(
        self, description, expression, attribute=None, widget=None, *, volatile=False, public=None
    ):
        super().__init__(attribute=attribute, widget=widget, readonly=widget is None)
        self.description = description
        self.expression = F(expression) if isinstance(expression, str) else expression
        self.public = public or self.expression
        self.volatile = volatile

    def export(self, instance, **kwargs):
        return instance[self.alias]

    @property
    def alias(self):
        """The name of its value in a row of `Table.rows`; its own may be a field's."""
        return f"column_{self.column_name}"


class RowDiff:
    """What an import changes in a row, in the words of the export."""

    def __init__(self, table, instance, new):
        self.before = table.printed_before(instance) if not new else {}
        self.after = {}
        self.names = list(table.fields)

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


class Table(resources.Resource):
    """A resource whose fields are columns in their order, the first the key.

    `Meta.model` is the model of its rows.
    """

    class Meta:
        instance_loader_class = ModelInstanceLoader
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True
        use_transactions = True

    @classmethod
    def columns(cls):
        """The columns, by name, in order."""
        return cls.fields

    @classmethod
    def rows(cls, queryset):
        """`queryset` as rows of this table: one dict each, in the table's order of columns."""
        return queryset.values(
            **{column.alias: column.expression for column in cls.columns().values()}
        )

    @classmethod
    def public_rows(cls, queryset):
        """The same as the public may see it."""
        return queryset.values(**{column.alias: column.public for column in cls.columns().values()})

    @classmethod
    def get_display_name(cls):
        return cls._meta.model._meta.verbose_name_plural

    def get_queryset(self):
        return self._meta.model.objects.all()

    def init_instance(self, row=None):
        return self._meta.model()

    def filter_export(self, queryset, **kwargs):
        return self.rows(queryset)

    def get_diff_class(self):
        return RowDiff

    # Import

    def before_import(self, dataset, **kwargs):
        """Refuse a file whose header this table does not know; remember the rows as they are."""
        headers = [cell_text(header) for header in dataset.headers or []]
        known = set(self.fields)
        unknown = [header for header in headers if header not in known]
        if unknown:
            raise ValueError(
                f"Row 1: the column “{unknown[0]}” is not known. "
                f"Known are: {', '.join(self.fields)}."
            )
        repeated = [header for header in headers if headers.count(header) > 1]
        if repeated:
            raise ValueError(f"Row 1: the column “{repeated[0]}” stands there twice.")
        if self.key_name not in headers:
            raise ValueError(f"Row 1: the column “{self.key_name}” is missing.")
        keys = [cell_text(key) for key in dataset[self.key_name]]
        self.seen_keys = set()
        self.before = self.printed(keys)

    def before_import_row(self, row, **kwargs):
        key = cell_text(row[self.key_name])
        if not key:
            raise ValidationError({self.key_name: "The key is missing."})
        if key in self.seen_keys:
            raise ValidationError({self.key_name: f"“{key}” stands in the file twice."})
        self.seen_keys.add(key)

    def import_instance(self, instance, row, **kwargs):
        """Read every cell; the columns of links too, so that all errors come at once."""
        errors = {}
        for column in self.get_import_fields():
            if column.readonly or column.column_name not in row:
                continue
            try:
                value = column.clean(row)
            except ValueError as error:
                errors[column.attribute or column.column_name] = ValidationError(str(error))
                continue
            if column.attribute:
                setattr(instance, column.attribute, value)
        if errors:
            raise ValidationError(errors)

    def skip_row(self, instance, original, row, import_validation_errors=None):
        before = self.before.get(cell_text(row[self.key_name]))
        return before is not None and all(
            self.fields[name].volatile or cell_text(cell) == before[name].strip()
            for name, cell in row.items()
        )

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """Add the model's own rules to `import_validation_errors`, named by column."""
        try:
            super().validate_instance(instance, import_validation_errors, validate_unique)
        except ValidationError as error:
            names = {column.attribute: name for name, column in self.fields.items()}
            raise ValidationError(
                {
                    names.get(field, field if field in names.values() else "__all__"): messages
                    for field, messages in error.message_dict.items()
                }
            ) from None

    def after_save_instance(self, instance, row, **kwargs):
        self.save_links(instance, row)
        now = self.printed_now(instance)
        errors = {
            name: f"“{cell_text(cell)}” cannot be set here; the portal prints “{now[name]}”."
            for name, cell in row.items()
            if self.fields[name].readonly
            and not self.fields[name].volatile
            and cell_text(cell) not in ("", now[name].strip())
        }
        if errors:
            raise ValidationError(errors)

    def save_links(self, instance, row):
        """Store the columns of links to other rows; most tables have none."""

    def save_m2m(self, instance, row, **kwargs):
        """Done with the instance by `save_links`, so that what is printed is checked once."""

    @property
    def key_name(self):
        return next(iter(self.fields))

    def printed(self, keys):
        """The rows of `keys` as the export prints them: {key: {column: text}}."""
        attribute = self.fields[self.key_name].attribute
        rows = self.rows(self._meta.model.objects.filter(**{f"{attribute}__in": keys}))
        texts = ({name: cell_text(row[f"column_{name}"]) for name in self.fields} for row in rows)
        return {row[self.key_name]: row for row in texts}

    def printed_before(self, instance):
        return self.before.get(getattr(instance, self.fields[self.key_name].attribute), {})

    def printed_now(self, instance):
        key = getattr(instance, self.fields[self.key_name].attribute)
        return self.printed([key]).get(key, {})


def text_column(description, path, attribute=None):
    """A column of free text at `path`, imported where `attribute` names a field."""
    return Column(description, Printed(path), attribute, Text() if attribute else None)


def code_column(description, path, attribute=None):
    """A column of a key, a code or a partial date at `path`; blank where empty."""
    return Column(description, Blank(path), attribute, Text() if attribute else None)
