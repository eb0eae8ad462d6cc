"""A public table: its columns, declared once for every way out and for the way in.

Each column has an expression that PostgreSQL evaluates. The public CSV is a COPY of these
expressions, the admin's export selects them, and an import compares its cells with them: a row
whose cells are what the export would print is left as it is.
"""

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import F, Func, OuterRef, Subquery, TextField
from django.db.models.functions import Cast, Collate
from django.utils.text import capfirst
from import_export import fields

from programs.cells import (
    FORMULA_STARTS,
    Choice,
    Code,
    CountriesWithRoles,
    OneOf,
    SeveralOf,
    Text,
    cell_text,
)
from programs.column_types import SEVERAL, fields_on_the_way, is_required, is_unique, type_of
from programs.reading import ReadFromFile


class Printed(Func):
    """SQL: a text as a cell prints it, inert in a spreadsheet; NULL where empty.

    Text that starts like a formula, also behind apostrophes, gets one apostrophe more; since
    `programs.cells.Text` takes one off in the same cases, every text comes back as it was.
    """

    output_field = TextField()

    def as_sql(self, compiler, connection, **extra_context):
        text, params = compiler.compile(self.get_source_expressions()[0])
        starts = ", ".join(f"E'\\u{ord(sign):04x}'" for sign in FORMULA_STARTS)
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


def plain(expression):
    """What `expression` prints, before it was made a text for a cell of a spreadsheet."""
    while isinstance(expression, Printed | Blank | Cast):
        [expression] = expression.get_source_expressions()
    return expression


class WithColon(Func):
    """SQL: two texts with a colon between, such as exact:m49:035."""

    template = "(%(expressions)s)"
    arg_joiner = " || ':' || "
    output_field = TextField()


class Joined(Subquery):
    """SQL: texts of other rows, joined by `|`; NULL where there are none.

    The rows are those of `queryset` that `link` ties to this one, the text is at their `path`.
    Each stands once, in code point order, which is the same on every cluster.
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
    may see less than the admin exports, `public` is the expression of that. `title` is its
    heading in words; that of the model's field where it is not given. A column that names rows of
    another table says by `links` which. `names` is the model that a cell names one row of,
    `names_several` the model whose keys it joins, `of` the choices that it has one of; where a cell
    is read, its widget says which. `type` is what its cells are, where that does not follow from
    the model's field; `unit` the column that says in which unit a number is.
    """

    def __init__(
        self,
        description,
        expression,
        attribute=None,
        widget=None,
        *,
        title=None,
        volatile=False,
        public=None,
        links=None,
        names=None,
        names_several=None,
        of=None,
        type=None,
        unit="",
    ):
        super().__init__(attribute=attribute, widget=widget, readonly=widget is None)
        self.title = title
        self.description = description
        self.expression = F(expression) if isinstance(expression, str) else expression
        self.public = public or self.expression
        self.volatile = volatile
        self.links = links
        several = isinstance(widget, SeveralOf)
        one = isinstance(widget, OneOf) and not several
        keys = several and not isinstance(widget, CountriesWithRoles)
        self.names = names or (widget.model if one else None)
        self.names_several = names_several or (widget.model if keys else None)
        self.of = of or (widget.choices if isinstance(widget, Choice) else None)
        self.type = type or (SEVERAL if isinstance(self.expression, Joined) else None)
        self.unit = unit

    def says(self, cell, printed):
        """Whether a cell of a file says what is `printed`; joined texts in any order."""
        text, printed = cell_text(cell), printed.strip()
        if isinstance(self.expression, Joined):
            return sorted(SeveralOf.split(text)) == sorted(SeveralOf.split(printed))
        return text == printed

    @property
    def plain(self):
        """The public expression of the value itself, for what is no spreadsheet.

        Numbers, booleans and days are such; a text is as it was written, and where there is none
        it is empty or NULL. What is joined, and a moment, is the text that the CSV has.
        """
        return plain(self.public)

    @property
    def alias(self):
        """The name of its value in a row of `Table.rows`."""
        return column_alias(self.column_name)


def column_alias(name):
    """The name of a column's value in a row of values; its own may be a field's."""
    return f"column_{name}"


class Table(ReadFromFile):
    """A resource whose fields are columns in their order, the first the key.

    `Meta.model` is the model of its rows. `called` is what its files and sheets are called, where
    that is not the model's name with an s. `about` says in a sentence what a row is.
    """

    called = ""
    about = ""

    @classmethod
    def columns(cls):
        """The columns, by name, in order."""
        return cls.fields

    @classmethod
    def titles(cls):
        """The heading of each column in words of the language that is active, by name."""
        model = cls._meta.model
        return {
            name: capfirst(
                str(column.title or model._meta.get_field(column.attribute or name).verbose_name)
            )
            for name, column in cls.columns().items()
        }

    @classmethod
    def type_of(cls, name):
        """The `programs.column_types.Type` of a column."""
        return cls.columns()[name].type or type_of(cls.fields_of(name))

    @classmethod
    def is_required(cls, name):
        """Whether a column is blank in no row."""
        return is_required(cls.fields_of(name))

    @classmethod
    def is_unique(cls, name):
        """Whether a column says something else in each row."""
        return is_unique(cls.fields_of(name))

    @classmethod
    def fields_of(cls, name):
        """The fields on the way from a row to what the column prints; see `fields_on_the_way`."""
        return fields_on_the_way(cls._meta.model, cls.columns()[name].public)

    @classmethod
    def rows(cls, queryset, names=None):
        """`queryset` as rows of this table: one dict each, in the table's order of columns.

        Of all columns, or of those that are `names`.
        """
        columns = cls.columns()
        chosen = columns if names is None else {name: columns[name] for name in names}
        return queryset.values(**{one.alias: one.expression for one in chosen.values()})

    @classmethod
    def public_rows(cls, queryset):
        """The same as the public may see it."""
        return queryset.values(**{column.alias: column.public for column in cls.columns().values()})

    @classmethod
    def get_display_name(cls):
        return cls._meta.model._meta.verbose_name_plural

    @classmethod
    def stem(cls):
        """What its files and sheets are called, such as figures."""
        return cls.called or f"{cls._meta.model._meta.model_name}s"

    @classmethod
    def belonging_to(cls, queryset):
        """The rows of this table that are those of `queryset`, or belong to them."""
        if queryset.model is cls._meta.model:
            return queryset
        rows = cls._meta.model.objects.filter(**{f"{cls.belongs_to}__in": queryset.order_by()})
        return rows.order_by(*(cls.columns()[name].expression for name in cls.key_names))


def text_column(description, path, attribute=None, **more):
    """A column of free text at `path`, imported where `attribute` names a field."""
    return Column(description, Printed(path), attribute, Text() if attribute else None, **more)


def code_column(description, path, attribute=None, choices=None, **more):
    """A column of a key, of one of `choices`, or of a partial date at `path`; blank where empty."""
    widget = (Choice(choices) if choices else Code()) if attribute else None
    return Column(description, Blank(path), attribute, widget, **more)
