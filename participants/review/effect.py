"""What changes for the public by a proposal: carried out, looked at, and rolled back.

Nothing here guesses. The pages are those that visitors get, before and in between; rows, totals
and counts are asked for by the public's own query words.
"""

from collections import defaultdict
from copy import copy
from dataclasses import dataclass
from itertools import groupby

from django.http import Http404
from django.utils.translation import gettext as _

from institutes.history.content import content_of
from institutes.models import Institute
from institutes.refusals import Gone
from participants.models import Figure
from participants.models.proposal import Act
from participants.resources import FigureTable
from participants.review.actions import carry_out
from participants.review.places import each_once, places_of
from participants.review.preview import as_approved, visit
from participants.review.working import locked, rolled_back, working_content
from participants.stats import ADDED_AT_MOST, total
from participants.words import number_as_text, when_as_text
from programs.models import Country, Framework, Partner, Program, Region
from programs.models.publication import program_count
from programs.resources import ProgramTable

FIGURES_AT_MOST = 5000  # of a program; what has more is looked at by the first of them
PROGRAMS_OF = {
    Institute: "programs",
    Country: "programs",
    Region: "programs",
    Framework: "programs",
    Partner: "partnerships__program",
}


@dataclass(frozen=True)
class Changed:
    """Something the public sees, before and after; None where it is not there."""

    what: object
    before: object
    after: object

    @property
    def comes(self):
        return self.before is None

    @property
    def goes(self):
        return self.after is None


@dataclass(frozen=True)
class Effect:
    """What changes for the public, each a list of Changed.

    `rows` are those of the public tables, by the name of the table.
    """

    pages: list
    rows: dict
    figures: list
    totals: list
    counts: list

    @property
    def is_nothing(self):
        return not (self.pages or self.rows or self.figures or self.totals or self.counts)


def effect_of(request, *proposals):
    """The Effect of approving all `proposals` now. Raises Refused where that cannot be done."""
    rows = [proposal.about for proposal in proposals]
    carried_out = [up_to_date(proposal, proposal.about) for proposal in proposals]
    languages = ["en", "ko"] if any(map(touches_korean, carried_out)) else ["en"]
    places = [place for row in rows for place in places_of(row)]
    programs = {program_of(row).pk for row in rows}
    with rolled_back():
        for proposal, row in zip(carried_out, rows, strict=True):
            with as_approved(proposal):
                carry_out(proposal, locked(row))
        changed = [type(row).objects.get(pk=row.pk) for row in rows]
        places = each_once([*places, *(one for row in changed for one in places_of(row))])
        programs |= {program_of(row).pk for row in changed}
        after = Seen(request, places, programs, languages)
    before = Seen(request, places, programs, languages)
    rows = changes(before.rows, after.rows)
    return Effect(
        pages=changes(before.pages, after.pages),
        rows={table: [*found] for table, found in groupby(rows, lambda row: row.what[0])},
        figures=changes(before.figures, after.figures),
        totals=changes(before.totals, after.totals),
        counts=changes(before.counts, after.counts),
    )


def changes(before, after):
    """A Changed for each key of two dicts that has not the same value in both."""
    return [
        Changed(key, before.get(key), after.get(key))
        for key in before | after
        if before.get(key) != after.get(key)
    ]


def up_to_date(proposal, row):
    """A copy of `proposal`; a change in it is brought up to what is public now."""
    proposal = copy(proposal)
    if proposal.act == Act.CHANGE:
        proposal.after = working_content(proposal, content_of(row))
    return proposal


def program_of(row):
    return row.program if isinstance(row, Figure) else row


def touches_korean(proposal):
    """Whether a change is of a Korean text, which English pages do not show."""
    return any(
        name.endswith("_ko") and value != before.get(name, "")
        for label, rows in proposal.after.items()
        for key, values in rows.items()
        for before in [proposal.before.get(label, {}).get(key, {})]
        for name, value in values.items()
    )


class Seen:
    """What the public sees now at `places` and of the programs with the keys `programs`.

    pages    {Place: hash of the page}
    rows     {(table, key): the row of the public file}
    figures  {Figure: its number in words}
    totals   {(Program, Measure): the total in words, or why there is none}
    counts   {what is counted: number}
    """

    def __init__(self, request, places, programs, languages):
        self.pages = pages_at(request, places, languages)
        figures = Figure.objects.published().filter(program__in=programs).with_relations().by_key()
        figures = list(figures[:FIGURES_AT_MOST])
        self.figures = {one: f"{number_as_text(one)}, {when_as_text(one)}" for one in figures}
        self.rows = rows_of(programs)
        self.totals = totals_of(figures)
        self.counts = counts_of(place.row for place in places)


def pages_at(request, places, languages):
    found = {}
    for place in places:
        try:
            answers = [visit(request, place.address, language) for language in languages]
        except (Http404, Gone):
            continue
        if all(answer.status_code == 200 for answer in answers):
            # What follows is the same on every page, and has the marks of a form in it.
            found[place] = hash(tuple(one.content.partition(b"</main>")[0] for one in answers))
    return found


def rows_of(programs):
    """The rows of the programs, of their parts, which name them, and of their figures."""
    published = Program.objects.published()
    rows = {
        "programs": ProgramTable.public_rows(
            published.filter(pk__in=programs) | published.filter(parent__in=programs)
        ),
        "figures": figures_of(programs),
        "participants": figures_of(programs, Figure.objects.of_people()),
    }
    return {
        (table, next(iter(row.values()))): row for table, found in rows.items() for row in found
    }


def figures_of(programs, figures=None):
    figures = Figure.objects if figures is None else figures
    of_programs = figures.published().filter(program__in=programs).by_key()
    return FigureTable.public_rows(of_programs[:FIGURES_AT_MOST])


def totals_of(figures):
    by_measure = defaultdict(list)
    for figure in figures:
        by_measure[figure.program, figure.measure].append(figure)
    totals = {key: total(found[: ADDED_AT_MOST + 1]) for key, found in by_measure.items()}
    return {key: one.why_not or one.value_as_text for key, one in totals.items()}


def counts_of(rows):
    """How many published programs each of `rows` has that has any, and all of them together."""
    rows = list(rows)
    counts = {
        _("Programs in all"): Program.objects.published().count(),
        _("Figures in all"): Figure.objects.published().count(),
    }
    for model, path in PROGRAMS_OF.items():
        pks = [row.pk for row in rows if isinstance(row, model)]
        counted = model.objects.filter(pk__in=pks).annotate(number=program_count(path))
        counts |= {
            _("Programs: %(of)s") % {"of": one}: one.number for one in counted.order_by("pk")
        }
    return counts
