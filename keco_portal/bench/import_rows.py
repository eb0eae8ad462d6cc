"""Figures for files of staff: half of them new, the others changed, drafts and published ones.

They are as wide as a file can be that the desk takes: each column that may be imported is there.
"""

import csv
import datetime
import io
from itertools import cycle, islice

import xlsxwriter

from institutes.history import recording
from keco_portal.bench.data import BEST_KNOWN
from participants.models import Figure, Measure
from programs.models import Country, Program, Source

PREFIX = "sent"
FIRST_DAY = datetime.date(1960, 1, 1)  # each figure is of a day of its own
BEFORE = ("", "draft", "", "published")  # what the rows are at first, in turn; "" is not there
NOTE = "As imported: 참가자 수는 연수 종료 시점의 집계입니다."
SEXES = ("_T", "F", "M")
PROGRAMS, MEASURES = 50, 5
COLUMNS = (
    *("figure", "program", "measure", "kind", "value", "value_status", "qualifier", "country"),
    *("sex", "period_start", "period_end", "as_of", "source", "source_locator", "note"),
)


class ImportRows:
    """`count` rows from the one numbered `start` on, of programs and measures that are there."""

    def __init__(self, count, start=0):
        self.numbers = range(start, start + count)
        self.programs = [*Program.objects.published().order_by("pk")[:PROGRAMS]]
        self.measures = [*Measure.objects.filter(unit="people").order_by("slug")[:MEASURES]]
        self.countries = [*Country.objects.filter(iso3__in=BEST_KNOWN).order_by("iso3")]
        self.source = Source.objects.by_title().first()

    def figure(self, number):
        """A Figure that is not stored."""
        return Figure(
            key=f"{PREFIX}-{number:06}",
            program=self.programs[number % len(self.programs)],
            measure=self.measures[number % len(self.measures)],
            kind="snapshot",
            value=number % 1000,
            country=self.countries[number % len(self.countries)],
            sex=SEXES[number % len(SEXES)],
            as_of=(FIRST_DAY + datetime.timedelta(days=number)).isoformat(),
            source=self.source,
            source_locator=f"Table {number % 40 + 1}",
        )

    def make_those_before(self):
        """Store the figures that are there before, as they then are."""
        chosen = zip(self.numbers, cycle(BEFORE), strict=False)
        figures = []
        for number, publication in chosen:
            if publication:
                figure = self.figure(number)
                figure.publication = publication
                figures.append(figure)
        with recording(by="command", name="bench"):
            Figure.objects.bulk_create(figures, batch_size=1000)

    def rows(self):
        """The cells of each row, in the order of COLUMNS: text, and numbers as numbers."""
        for number in self.numbers:
            one = self.figure(number)
            yield (
                *(one.key, one.program.slug, one.measure.slug, one.kind, one.value),
                *(one.value_status, one.qualifier, one.country.iso3, one.sex, "", ""),
                *(str(one.as_of), one.source.slug, one.source_locator, NOTE),
            )

    def as_csv(self, count=None):
        """The bytes of a CSV of all rows, or of the first `count`."""
        text = io.StringIO(newline="")
        csv.writer(text).writerows([COLUMNS, *islice(self.rows(), count)])
        return text.getvalue().encode("utf-8-sig")

    def as_xlsx(self):
        out = io.BytesIO()
        with xlsxwriter.Workbook(out) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate([COLUMNS, *self.rows()]):
                sheet.write_row(number, 0, row)
        return out.getvalue()

    def expected(self):
        """How many figures say NOTE, and how many proposals wait, once all rows are stored."""
        quarter = len(self.numbers) // len(BEFORE)
        return 3 * quarter, quarter

    def stored(self):
        """The same as the database has it."""
        keys = [f"{PREFIX}-{number:06}" for number in self.numbers]
        figures = Figure.objects.filter(key__in=keys)
        return figures.filter(note=NOTE).count(), figures.filter(proposals__isnull=False).count()
