"""What changes for the public once all is approved that an import proposes.

It is looked at within the import, while its changes stand in the database, and compared with what
stands once they are rolled back. An import may change thousands of rows: the first of them are
looked at, and the effect says how many are left out. The pages are left to each proposal.
"""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.models import Figure, Measure
from participants.review.effect import PROGRAMS_OF, Effect, changes, counts_of
from participants.stats import ADDED_AT_MOST, total
from participants.words import number_as_text, when_as_text
from programs.models import Program
from programs.resources import ProgramTable

ROWS_AT_MOST = 200
SERIES_AT_MOST = 30


@dataclass(frozen=True)
class EffectOfImport(Effect):
    """An Effect without pages; `left_out` are sentences that say what was not looked at."""

    left_out: list


class Look:
    """A look at what the public sees of `rows`, a queryset of figures or programs that change.

    `again` is to be called while they are as the import has them, and `effect` to be asked for
    once they are as before.
    """

    def __init__(self, rows):
        self.rows, self.model = rows, rows.model
        self.order = "key" if self.model is Figure else "slug"
        self.keys = list(rows.order_by(self.order).values_list("pk", flat=True))
        self.looked_at = self.keys[:ROWS_AT_MOST]
        self.series, self.around = {}, {}
        self.remember()

    def remember(self):
        """Take note of what the rows belong to, now."""
        if self.model is Figure:
            series = self.rows.order_by("key").values_list("program", "measure")
            self.series |= dict.fromkeys(series)
        else:
            self.around |= dict.fromkeys(around(self.looked_at))

    def again(self):
        self.remember()
        self.after = self.seen()

    def seen(self):
        """The rows, figures, totals and counts that the public sees now, see `Effect`."""
        if self.model is Figure:
            series = list(self.series)[:SERIES_AT_MOST]
            return {}, figures_in_words(self.looked_at), totals_of(series), {}
        return rows_of(self.looked_at), {}, {}, counts_of(self.around)

    @cached_property
    def effect(self):
        rows, figures, totals, counts = map(changes, self.seen(), self.after)
        return EffectOfImport(
            pages=[],
            rows={"programs": rows} if rows else {},
            figures=figures,
            totals=totals,
            counts=counts,
            left_out=[*self.left_out()],
        )

    def left_out(self):
        more = len(self.keys) - len(self.looked_at)
        if more:
            yield ngettext(
                "%(number)d row more changes that is not shown here.",
                "%(number)d rows more change that are not shown here.",
                more,
            ) % {"number": more}
        more = len(self.series) - SERIES_AT_MOST
        if more > 0:
            yield ngettext(
                "%(number)d total more was not looked at.",
                "%(number)d totals more were not looked at.",
                more,
            ) % {"number": more}
        if self.keys:
            yield _("Each proposal says which pages it changes.")


def figures_in_words(keys):
    figures = Figure.objects.published().filter(pk__in=keys).with_relations().by_key()
    return {one: f"{number_as_text(one)}, {when_as_text(one)}" for one in figures}


def totals_of(series):
    """{(Program, Measure): the total of its figures in words, or why there is none}."""
    programs = Program.objects.in_bulk({program for program, _measure in series})
    measures = Measure.objects.in_bulk({measure for _program, measure in series})
    found = {}
    for program, measure in series:
        figures = Figure.objects.published().filter(program=program, measure=measure)
        if one := figures.with_relations().by_key()[: ADDED_AT_MOST + 1]:
            said = total(one)
            found[programs[program], measures[measure]] = said.why_not or said.value_as_text
    return found


def rows_of(keys):
    """The rows of the public file of programs, as `Seen` of a single effect has them."""
    rows = ProgramTable.public_rows(Program.objects.published().filter(pk__in=keys))
    return {("programs", next(iter(row.values()))): row for row in rows.order_by("slug")}


def around(keys):
    """What the programs with `keys` name, and what has a number of programs on its page."""
    for model, path in PROGRAMS_OF.items():
        yield from model.objects.filter(**{f"{path}__in": keys}).order_by("pk").distinct()
