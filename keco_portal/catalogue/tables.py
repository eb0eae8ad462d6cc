"""The tables as the catalogue's page shows them."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from keco_portal.open_data.tables import TABLES
from keco_portal.standards.columns import columns_of

TYPES = {
    "string": _("text"),
    "integer": _("whole number"),
    "year": _("year"),
    "boolean": _("true or false"),
    "date": _("day"),
    "datetime": _("moment"),
}


@dataclass(frozen=True)
class TableShown:
    """`file` is what an archive says of its CSV, empty without one."""

    public: object
    file: dict

    @property
    def name(self):
        return self.public.name

    @property
    def title(self):
        return capfirst(str(self.public.table.get_display_name()))

    @property
    def about(self):
        return self.public.table.about

    @property
    def columns(self):
        """Rows of the table of columns: the column, its title and its type in words."""
        return [
            {
                "column": one,
                "title": one.titles[get_language()],
                "type": TYPES[one.type.name],
                "other": one.refers_to[0] if one.refers_to else "",
            }
            for one in columns_of(self.public)
        ]


def tables_of(archive):
    """A TableShown of each public table, as `archive`, an Archive or None, holds it."""
    files = archive.files if archive else {}
    return [TableShown(one, files.get(f"{one.name}.csv", {})) for one in TABLES.values()]
