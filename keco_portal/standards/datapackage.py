"""The Data Package 2.0 over the public tables: pure functions of what is in it.

https://datapackage.org/standard/data-package/. The standard has no titles in two languages, so
package, tables and columns have a property of our own beside `title`: `titles`, by language. Two
more of our own: `unit` of a column names the field that says the unit, and `separator` is what
stands between several values in one cell. Readers pass over what they do not know.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from keco_portal.name import PORTAL
from keco_portal.open_data.address import address_of
from keco_portal.open_data.licence import licence
from keco_portal.open_data.tables import TABLES
from keco_portal.standards.columns import (
    about,
    columns_of,
    in_languages,
    key_is_whole,
    key_of,
    names_of,
)
from keco_portal.standards.moment import in_utc

PROFILE = "https://datapackage.org/profiles/2.0/{}.json"
NAME = "environmental-cooperation-portal"
TITLE = _("Open data of the Environmental Cooperation Portal")
APOSTROPHE = (
    "An apostrophe is put before text that a spreadsheet could take for a formula: text that "
    "begins with = + - @, with one of the full-width signs ＝ ＋ － ＠, with a tab or a carriage "
    "return, or with apostrophes before one of these. Take one apostrophe off to have it as it was."
)
DESCRIPTION = (
    "What six Korean environmental institutes do with other countries: programs, with whom, where "
    "and since when, and the numbers that their sources state, each with its source. A blank cell "
    "is not stated or not known, and never zero. Figures must not be added up without looking at "
    f"measure, kind, period and country: README.txt says what may be added. {APOSTROPHE}"
)
KEYWORDS = ["environment", "international cooperation", "Republic of Korea", "training"]
# Row ends are CRLF; texts have LF inside.
DIALECT = {
    "$schema": PROFILE.format("tabledialect"),
    "delimiter": ",",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "header": True,
}
CANNOT_BE_A_KEY = (
    "It has no primary key, because {blank} can be blank; {names} together stand once."
)


@dataclass(frozen=True)
class TableAsFile:
    """The CSV of a table: `bytes` its size, `sha256` in hexadecimal digits, `rows` their number."""

    bytes: int
    sha256: str
    rows: int


@dataclass(frozen=True)
class Contents:
    """What a package is made of: `files` by the name of their table, and the documents.

    `changed_at` is when something in it last changed, None if never; `version` follows from
    its day and the bytes of all tables.
    """

    files: dict
    version: str
    changed_at: object = None
    sources: list = field(default_factory=list)


def package(contents):
    """The descriptor, datapackage.json, of the CSV files that stand beside it."""
    titles = in_languages(TITLE)
    return {
        "$schema": PROFILE.format("datapackage"),
        "name": NAME,
        "id": address_of("data"),
        "title": titles["en"],
        "titles": titles,
        "description": DESCRIPTION,
        "homepage": address_of("data"),
        "version": contents.version,
        **({"created": in_utc(contents.changed_at)} if contents.changed_at else {}),
        "keywords": KEYWORDS,
        "contributors": [
            {
                "title": in_languages(PORTAL)["en"],
                "path": address_of("home"),
                "roles": ["publisher"],
            }
        ],
        "sources": [source_of(one) for one in contents.sources],
        **licences(),
        "resources": [resource(public, contents.files[name]) for name, public in TABLES.items()],
    }


def source_of(document):
    """A document that facts come from; what it does not say of itself is left out."""
    said = {"title": document.title, "path": document.url, "version": document.modified}
    return {name: text for name, text in said.items() if text}


def licences():
    """The licence of the data; nothing where none is set."""
    one = licence()
    return {"licenses": [{"path": one.url, "title": one.name}]} if one else {}


def resource(public, file):
    """The Data Resource of the CSV of a PublicTable, a TableAsFile."""
    titles = names_of(public)
    return {
        "$schema": PROFILE.format("dataresource"),
        "name": public.name,
        "type": "table",
        "path": f"{public.name}.csv",
        "title": titles["en"],
        "titles": titles,
        "description": described(public),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "rows": file.rows,
        "dialect": DIALECT,
        "schema": schema_of(public),
    }


def described(public):
    """What a row of the table is, and why it has no primary key where it has none."""
    if key_is_whole(public):
        return about(public)
    names = key_of(public)
    blank = ", ".join(name for name in names if not public.table.is_required(name))
    return f"{about(public)} {CANNOT_BE_A_KEY.format(blank=blank, names=', '.join(names))}"


def schema_of(public):
    """The Table Schema of a PublicTable."""
    columns = columns_of(public)
    key = {"primaryKey": key_of(public)} if key_is_whole(public) else {}
    links = [foreign_key(public, one) for one in columns if one.refers_to]
    return {
        "$schema": PROFILE.format("tableschema"),
        "fields": [field_of(one) for one in columns],
        "missingValues": [""],
        **(key or {"uniqueKeys": [key_of(public)]}),
        **({"foreignKeys": links} if links else {}),
    }


def field_of(column):
    """The field of a ColumnOfTable."""
    kind = column.type
    constraints = {
        "required": column.is_required,
        "unique": column.is_unique,
        "pattern": plain(kind.pattern),
        "enum": [value for value, _label in column.choices],
    }
    bounds = {"minimum": kind.least, "maximum": kind.most}
    constraints = {name: value for name, value in constraints.items() if value}
    constraints |= {name: value for name, value in bounds.items() if value is not None}
    more = {
        "format": kind.format,
        "trueValues": ["true"] if kind.name == "boolean" else None,
        "falseValues": ["false"] if kind.name == "boolean" else None,
        "categories": [{"value": value, "label": label} for value, label in column.choices],
        "separator": kind.separator,
        "unit": {"field": column.unit} if column.unit else None,
        "constraints": constraints,
    }
    return {
        "name": column.name,
        "type": kind.name,
        "title": column.titles["en"],
        "titles": column.titles,
        "description": column.description,
        **{name: value for name, value in more.items() if value},
    }


def plain(pattern):
    """A regular expression of Python as one of XML Schema, which knows no (?: ."""
    return pattern.replace("(?:", "(")


def foreign_key(public, column):
    """A key of Table Schema; of a link within the table the other table is left out."""
    table, key = column.refers_to
    other = {} if table == public.name else {"resource": table}
    return {"fields": [column.name], "reference": other | {"fields": [key]}}
