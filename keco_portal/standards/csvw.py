"""The public tables as CSV on the Web says them: pure functions of the same declaration.

https://www.w3.org/TR/tabular-metadata/. A column's `titles` begin with its name, because a reader
compares them with the header of the file.
"""

from keco_portal.open_data.address import address_of
from keco_portal.open_data.licence import licence
from keco_portal.open_data.tables import TABLES
from keco_portal.standards.columns import (
    columns_of,
    in_languages,
    key_is_whole,
    key_of,
    names_of,
)
from keco_portal.standards.datapackage import DESCRIPTION, TITLE, described, plain

CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "en"}]
DIALECT = {
    "encoding": "utf-8",
    "delimiter": ",",
    "quoteChar": '"',
    "doubleQuote": True,
    "lineTerminators": ["\r\n"],
    "header": True,
    "headerRowCount": 1,
    "skipInitialSpace": False,
    "trim": False,
}
DATATYPES = {
    "integer": "integer",
    "year": "gYear",
    "boolean": "boolean",
    "date": "date",
    "datetime": "dateTime",
    "string": "string",
}


def table_group():
    """csv-metadata.json: all tables, with the links between them."""
    return {
        "@context": CONTEXT,
        "@id": "csv-metadata.json",
        "dialect": DIALECT,
        "dc:title": [said(words, language) for language, words in in_languages(TITLE).items()],
        "dc:description": said(DESCRIPTION, "en"),
        **published(),
        "tables": [table(public, with_links=True) for public in TABLES.values()],
    }


def table_alone(public):
    """<table>.csv-metadata.json: one table; a link needs the other table, so it has none."""
    return {
        "@context": CONTEXT,
        "dialect": DIALECT,
        **published(),
        **table(public, with_links=False),
    }


def said(text, language):
    return {"@value": text, "@language": language}


def published():
    """By whom, and under which licence, where one is set."""
    one = licence()
    return {
        "dc:publisher": {"@id": address_of("home")},
        **({"dc:license": {"@id": one.url}} if one else {}),
    }


def table(public, *, with_links):
    columns = columns_of(public)
    # In this standard each row has what a foreign key names; one that may be blank is none.
    links = [
        foreign_key(one) for one in columns if with_links and one.refers_to and one.is_required
    ]
    return {
        "url": f"{public.name}.csv",
        "dc:title": [said(words, language) for language, words in names_of(public).items()],
        "dc:description": said(described(public), "en"),
        "tableSchema": {
            "columns": [column_of(one) for one in columns],
            **({"primaryKey": key_of(public)} if key_is_whole(public) else {}),
            **({"foreignKeys": links} if links else {}),
        },
    }


def column_of(column):
    """The column description of a ColumnOfTable."""
    kind = column.type
    return {
        "name": column.name,
        "titles": {"en": [column.name, column.titles["en"]], "ko": [column.titles["ko"]]},
        "dc:description": said(column.description, "en"),
        "datatype": datatype(column),
        "null": [""],
        "required": column.is_required,
        **({"separator": kind.separator} if kind.separator else {}),
    }


def datatype(column):
    kind = column.type
    base = "anyURI" if kind.format == "uri" else DATATYPES[kind.name]
    codes = "|".join(value for value, _label in column.choices)
    more = {"format": plain(kind.pattern) or codes}
    if base == "integer":  # the standard bounds numbers and dates, and a year is neither
        more |= {"minimum": kind.least, "maximum": kind.most}
    more = {name: str(value) for name, value in more.items() if value not in ("", None)}
    return {"base": base} | more if more else base


def foreign_key(column):
    name, key = column.refers_to
    return {
        "columnReference": [column.name],
        "reference": {"resource": f"{name}.csv", "columnReference": [key]},
    }
