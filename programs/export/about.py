"""What a workbook says of itself on its second sheet."""

import datetime
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from institutes.language import LANGUAGES
from programs.models import Source

NOTES = [
    (
        gettext_lazy("Blank cells"),
        gettext_lazy("Blank means not stated, or not known; it never means zero."),
    ),
    (
        gettext_lazy("Dates"),
        gettext_lazy(
            "What may be a year, a month or a day, such as 2014-08, is text, so that no "
            "spreadsheet makes a day of it. Other years are numbers."
        ),
    ),
    (
        gettext_lazy("Apostrophes"),
        gettext_lazy(
            "Text that a spreadsheet could take for a formula has an apostrophe before it. An "
            "import takes it off again."
        ),
    ),
]


@dataclass
class About:
    """`name` of the sheet of rows, `address` of the page that shows them, `chosen` by its filter.

    `chosen` are pairs of a label and the words of what is chosen; `sources` are the documents
    that the rows name.
    """

    name: str
    address: str
    chosen: list = field(default_factory=list)
    sources: list = field(default_factory=list)
    made_on: datetime.date = field(default_factory=timezone.localdate)

    def parts(self, table, names):
        """The parts of the second sheet for the columns `names` of `table`: lists of rows.

        A row is a list of texts; the first of a part is its heading.
        """
        yield [
            [capfirst(str(table.get_display_name()))],
            [_("Made on"), self.made_on.isoformat()],
            [_("Address"), self.address],
            *([_("Filter"), f"{label}: {words}"] for label, words in self.chosen),
            *([] if self.chosen else [[_("Filter"), _("None: all rows.")]]),
            *([str(label), str(words)] for label, words in NOTES),
        ]
        yield column_rows(table, names)
        if self.sources:
            yield [
                [_("Source"), _("Title"), _("Publisher"), _("Address")],
                *([one.slug, one.title, one.publisher, one.url] for one in self.sources),
            ]


def column_rows(table, names):
    """What the columns `names` of `table` say: rows of texts below a heading.

    A column that the table has no longer is called by its name, and nothing is said of it.
    """
    titles = [titles_in(language, table) for language in LANGUAGES]
    said = {name: str(column.description) for name, column in table.columns().items()}
    return [
        [_("Column"), _("In English"), _("In Korean"), _("What it says")],
        *([name, *(of.get(name, name) for of in titles), said.get(name, "")] for name in names),
    ]


def titles_in(language, table):
    with override(language):
        return table.titles()


def sources_of(queryset):
    """The documents that the rows of `queryset` name, in the order of their keys."""
    if "source" not in {one.name for one in queryset.model._meta.get_fields()}:
        return []
    return [*Source.objects.filter(pk__in=queryset.order_by().values("source")).order_by("slug")]
