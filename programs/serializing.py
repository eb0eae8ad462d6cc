"""Rows of a public table as the API says them: its columns, with their values as they are.

A serializer derives from a `programs.tables.Table`. What a cell of a file cannot say is added: the
key is called `key`, addresses lead to what a row names, joined keys are lists, and texts stand in
both languages. What is missing is null.
"""

from django.db.models import BooleanField, DateField, F, IntegerField
from django.utils.functional import cached_property
from rest_framework import serializers

from institutes.among import Among
from programs.column_types import fields_on_the_way, is_required
from programs.tables import Joined, PrintedTime, column_alias


def of_text(value):
    return None if value == "" else value


def of_joined(value):
    return value.split("|") if value else []


class AddressField(serializers.URLField):
    """A whole address of this portal, which nobody writes."""

    def __init__(self, **kwargs):
        super().__init__(read_only=True, **kwargs)


class LinksField(serializers.DictField):
    """Addresses of what a row names, and of lists of what belongs to it, by name."""

    def __init__(self, serializer):
        super().__init__(read_only=True, help_text="Addresses in the API, by what they lead to.")
        self.serializer = serializer


class TableSerializer(serializers.Serializer):
    """The public rows of `table`; `more` are columns that the API alone has.

    `parts` are the rows that stand inside each row, by name: PartSerializers.

    The context has `addresses`, which says for a model where its rows are, (in the API, page, page
    in Korean), each an address that ends before the key; and `lists`, which says for a model by
    what addresses, which end before the key, lists are narrowed to what belongs to a row of it.
    """

    table = None
    more = {}
    parts = {}

    @classmethod
    def columns(cls):
        """The columns by name, in order; the first is the key."""
        return cls.table.columns() | cls.more

    @classmethod
    def values(cls, queryset, **further):
        """`queryset` as dicts that this serializer reads: the row's `pk`, and its columns."""
        columns = {column_alias(name): column.plain for name, column in cls.columns().items()}
        return queryset.values("pk", **further, **columns)

    @classmethod
    def output_fields(cls):
        """The field of the database that the value of each column is, by name."""
        annotations = cls.values(cls.table._meta.model._base_manager.all()).query.annotations
        return {name: annotations[column_alias(name)].output_field for name in cls.columns()}

    def get_fields(self):
        first, *others = fields = self.fields_of_columns()
        identity = {"key": fields[first], "url": AddressField(help_text="Its address in the API.")}
        if self.addresses[1]:
            identity["page"] = AddressField(help_text="Its page for people, in English.")
            identity["page_ko"] = AddressField(help_text="The same page in Korean.")
        return identity | {name: fields[name] for name in others} | self.fields_of_parts()

    def fields_of_columns(self):
        model, types = self.table._meta.model, self.output_fields()
        return {
            name: field_of(model, column, types[name]) for name, column in self.columns().items()
        }

    def fields_of_parts(self):
        parts = {name: part(many=True, read_only=True) for name, part in self.parts.items()}
        return parts | {"links": LinksField(self)}

    @cached_property
    def addresses(self):
        return self.context["addresses"](self.table._meta.model)

    @cached_property
    def plan(self):
        """(name, alias, how to read it) of each column but the key."""
        _key, *columns = self.columns().items()
        return reading(columns)

    @cached_property
    def links(self):
        """(name, alias, address before the key, whether there are several) of what rows name."""
        found = []
        for name, column in self.columns().items():
            model = column.names or column.names_several
            if model and (address := self.context["addresses"](model)[0]):
                found.append((name, column_alias(name), address, bool(column.names_several)))
        return found

    @cached_property
    def lists(self):
        return self.context["lists"](self.table._meta.model)

    def said(self, rows):
        """What the API says of `rows`, a list of dicts of `values`, with the parts of each."""
        pks = [row["pk"] for row in rows]
        said = [self.to_representation(row) for row in rows]
        for name, part in self.parts.items():
            parts = part(context=self.context).by_whole(pks)
            for pk, one in zip(pks, said, strict=True):
                one[name] = parts[pk]
        return said

    def to_representation(self, row):
        said = self.identity(row)
        for name, alias, read in self.plan:
            said[name] = read(row[alias])
        said["links"] = self.links_of(row)
        return said

    def identity(self, row):
        """The key of a row, and where it is."""
        key = self.key_of(row)
        address, page, page_ko = self.addresses
        said = {"key": key, "url": f"{address}{key}"}
        return said | {"page": f"{page}{key}/", "page_ko": f"{page_ko}{key}/"} if page else said

    @classmethod
    def key_of(cls, row):
        return row[column_alias(next(iter(cls.table.columns())))]

    def links_of(self, row):
        links = {}
        for name, alias, address, several in self.links:
            keys = row[alias]
            if several:
                links[name] = [f"{address}{key}" for key in of_joined(keys)]
            else:
                links[name] = f"{address}{keys}" if keys else None
        for name, address in self.lists.items():
            links[name] = f"{address}{self.key_of(row)}"
        return links


class PartSerializer(TableSerializer):
    """Rows that are parts of other rows and stand inside them, without an address.

    `of` is the path to the whole, and the columns that name it are left out; `order` is theirs.
    """

    of = ""
    order = ()
    lists = {}

    @classmethod
    def columns(cls):
        of_whole = (cls.of, f"{cls.of}_name")
        return {name: one for name, one in super().columns().items() if name not in of_whole}

    def get_fields(self):
        return self.fields_of_columns() | self.fields_of_parts()

    @cached_property
    def plan(self):
        return reading(self.columns().items())

    def identity(self, row):
        return {}

    def by_whole(self, pks):
        """{pk: what is said of each part of that whole}."""
        parts = {pk: [] for pk in pks}
        rows = self.table._meta.model.objects.filter(Among(self.of, pks)).order_by(*self.order)
        for row in self.values(rows, whole=F(self.of)):
            parts[row["whole"]].append(self.to_representation(row))
        return parts


def reading(columns):
    """(name, alias, how to read it) of each of `columns`, pairs of a name and a column."""
    return [
        (name, column_alias(name), of_joined if isinstance(column.plain, Joined) else of_text)
        for name, column in columns
    ]


def field_of(model, column, output_field):
    """What a column is, as a field of a serializer, which describes it."""
    said = {
        "help_text": column.description,
        "label": str(column.title) if column.title else None,
        "read_only": True,
        "allow_null": not is_required(fields_on_the_way(model, column.public)),
    }
    if isinstance(column.plain, Joined):
        return serializers.ListField(child=serializers.CharField(), **said | {"allow_null": False})
    if column.of:
        return serializers.ChoiceField(choices=column.of.choices, **said)
    if isinstance(output_field, BooleanField):
        return serializers.BooleanField(**said)
    if isinstance(output_field, IntegerField):
        return serializers.IntegerField(**said)
    if isinstance(output_field, DateField):
        return serializers.DateField(**said)
    if isinstance(column.plain, PrintedTime):
        return serializers.DateTimeField(**said)
    return serializers.CharField(**said)
