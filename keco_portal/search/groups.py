"""What a search finds, grouped by noun: the rows, how many there are, and each row's line.

Only what the public may see is looked at. One statement finds the rows of all groups; each group
that has some fetches what its lines say.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import CharField, Count, QuerySet, Value, Window
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from institutes.models import Institute
from institutes.words import Search
from keco_portal.search import lines
from keco_portal.search.marking import Marker
from participants.models import Figure
from programs.models import Country, Framework, Partner, Program, Region, Theme
from programs.models.publication import program_count

ROWS_OF_EACH = 5
ROWS_OF_ONE = 50


@dataclass(frozen=True)
class Noun:
    """A table that is searched. `rows` are those of the public, with what a line says of each."""

    name: str
    title: Promise
    rows: Callable[[], QuerySet]
    line: Callable[[object], lines.Line]
    page: str = ""  # the list that takes the same words as q


NOUNS = [
    Noun("countries", _("Countries"), lambda: counted(Country.objects.all()), lines.country),
    Noun("institutes", _("Institutes"), lambda: counted(Institute.objects.all()), lines.institute),
    Noun(
        *("programs", _("Programs")),
        lambda: Program.objects.published().with_relations(),
        *(lines.program, "programs"),
    ),
    Noun("frameworks", _("Frameworks"), lambda: counted(Framework.objects.all()), lines.framework),
    Noun(
        *("partners", _("Partners")),
        lambda: Partner.objects.published().select_related("country"),
        lines.partner,
    ),
    Noun(
        *("figures", _("Figures")),
        lambda: Figure.objects.published().with_relations(),
        lines.figure,
    ),
    Noun("regions", _("Regions"), lambda: counted(Region.objects.all()), lines.region),
    Noun("themes", _("Themes"), lambda: counted(Theme.objects.published()), lines.theme),
]
COUNTRIES = "countries"
NAMES = {noun.name for noun in NOUNS}


def counted(rows):
    return rows.annotate(program_count=program_count())


@dataclass
class Group:
    """What was found of a noun: `count` rows in all, of which the best are `lines`."""

    noun: Noun
    count: int = 0
    exact: int = 0
    keys: list = field(default_factory=list)
    lines: list = field(default_factory=list)

    @property
    def more(self):
        return self.count > len(self.lines)


def groups(search: Search, name=""):
    """The groups that have rows, those whose whole name was typed first; of one noun, or of all."""
    nouns = [noun for noun in NOUNS if noun.name == name] or NOUNS
    of = {noun.name: Group(noun) for noun in nouns}
    limit = ROWS_OF_EACH if len(nouns) > 1 else ROWS_OF_ONE
    for name, key, exact, _rank, count in hits(search, nouns, limit) if search else ():
        group = of[name]
        group.keys.append(key)
        group.count = count
        group.exact += exact
    there = [group for group in of.values() if group.count]
    tell(there, search)
    return sorted(there, key=lambda group: not group.exact)


def hits(search, nouns, limit):
    """(noun, key, whether it is the whole name, rank, how many of the noun) of the best rows."""
    first, *others = (
        noun.rows()
        .order_by()
        .matching(search)
        .with_rank(search)
        .order_by("-exact", "-rank", "pk")
        .values_list(Value(noun.name, CharField()), "pk", "exact", "rank", Window(Count("*")))[
            :limit
        ]
        for noun in nouns
    )
    rows = first.union(*others, all=True) if others else first
    return sorted(rows, key=lambda row: (not row[2], -row[3], row[1]))


def finds(search):
    """Whether there is anything that the search finds."""
    return bool(search and hits(search, NOUNS, 1))


def tell(there, search):
    """Give each group its lines."""
    for group in there:
        rows = group.noun.rows().in_bulk(group.keys)
        group.lines = [group.noun.line(rows[key]) for key in group.keys if key in rows]
    told = [line for group in there for line in group.lines]
    marker = Marker(search, [text for line in told for text in line.texts()])
    for line in told:
        line.mark(marker)
