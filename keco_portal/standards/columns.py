"""What the columns of the public tables are, put together once for every format that says so."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import override

from institutes.language import LANGUAGES
from keco_portal.open_data.tables import TABLES, table_of
from programs.column_types import Type


@dataclass(frozen=True)
class ColumnOfTable:
    """One column of a public table.

    `titles` by language; `choices` the codes and English labels that a cell has one of;
    `refers_to` the names of the table and of the column that a cell is a key of; `unit` the name
    of the column that says in which unit a number is.
    """

    name: str
    titles: dict
    description: str
    type: Type
    is_required: bool
    is_unique: bool
    choices: tuple
    refers_to: tuple
    unit: str


def columns_of(public):
    """The ColumnOfTable of each column of a PublicTable, in order."""
    table = public.table
    titles = titles_of(public)
    return [
        ColumnOfTable(
            name=name,
            titles={language: titles[language][name] for language in LANGUAGES},
            description=str(column.description),
            type=type_of(public, name),
            is_required=table.is_required(name),
            is_unique=table.is_unique(name),
            choices=choices_of(column),
            refers_to=refers_to(column),
            unit=column.unit,
        )
        for name, column in table.columns().items()
    ]


def titles_of(public):
    """{language: {name: heading}}"""
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = public.table.titles()
    return found


def names_of(public):
    """What the rows of a table are called, by language, such as Programs."""
    names = in_languages(public.table.get_display_name())
    return {language: capfirst(name) for language, name in names.items()}


def about(public):
    """What a row of a table is, in English."""
    return in_languages(public.table.about)["en"]


def in_languages(lazy):
    """{language: words} of a lazy message."""
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = str(lazy)
    return found


def type_of(public, name):
    """The Type of a column; of one that names another row, that of the key it names it by."""
    column = public.table.columns()[name]
    if target := refers_to(column):
        other, key = target
        if (other, key) != (public.name, name):
            return TABLES[other].table.type_of(key)
    return public.table.type_of(name)


def refers_to(column):
    if column.names is None:
        return ()
    other = table_of(column.names)
    return other.name, key_of(other)[0]


def choices_of(column):
    if column.of is None:
        return ()
    with override("en"):
        return tuple((value, str(label)) for value, label in column.of.choices)


def key_of(public):
    """The names of the columns that a row is known by."""
    return list(public.table().key_names)


def key_is_whole(public):
    """Whether none of the key's columns is ever blank: only then it is a primary key."""
    return all(public.table.is_required(name) for name in key_of(public))
