"""Rows of a made-up portal, the same in each run and skewed as real ones are.

Few institutes own most programs, few countries are named by most, and of 100,000 programs forty
have one figure in eight. The rows stand beside the seed and refer to its institutes, countries,
regions, measures and source.
"""

import random
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from institutes.models import Institute
from keco_portal.bench.words import FORMS, NOTES, SENTENCES, TOPICS
from participants.models import Figure, Measure
from programs.models import (
    Country,
    Framework,
    Partner,
    Partnership,
    Program,
    ProgramCountry,
    ProgramRegion,
    Region,
    Source,
    Theme,
)
from programs.models.region import Scheme

SKEW = 0.8  # the program of rank r has r to the power of -SKEW as many figures as the first
FIGURES_AT_MOST = 1_000_000
SERIES_LENGTH = 10
MEASURES_OF_A_PROGRAM = 6
LONG_AGO = datetime(2018, 1, 1, tzinfo=UTC)

INSTITUTES = {"nier": 42, "nibr": 23, "ehrd": 15, "knps": 10, "keco": 6, "slc": 4}
BEST_KNOWN = ["CHN", "JPN", "VNM", "IDN", "MNG", "KOR", "THA", "PHL", "LAO", "KHM"]
PUBLICATIONS = {"published": 96, "draft": 2, "review": 1, "withdrawn": 1}
STATES = {"active": 5, "ended": 3, "planned": 1, "not-stated": 6}
ROLES = {"partner": 4, "recipient": 3, "origin": 2, "host": 1, "not-stated": 2}
QUALIFIERS = {"exact": 88, "about": 7, "at-least": 4, "at-most": 1}
KINDS = ["annual", "cumulative", "annual", "snapshot", "annual", "plan", "annual", "cumulative"]
KINDS += ["recurring", "annual", "ongoing"]

PLACE_COLUMNS = ("program_id", "country_id", "role", "as_printed", "source_locator")
REGION_COLUMNS = ("program_id", "region_id", "as_printed", "basis", "source_locator")
PARTNERSHIP_COLUMNS = (
    *("program_id", "partner_id", "role", "as_printed", "as_printed_ko", "source_locator"),
)
PROGRAM_COLUMNS = (
    *("id", "slug", "institute_id", "name_en", "name_ko", "as_printed", "summary_en"),
    *("summary_ko", "kind", "start_year", "end_year", "recurrence", "state", "sector"),
    *("source_note", "source_note_ko", "publication", "changed_at", "source_id"),
    "source_locator",
)
FIGURE_COLUMNS = (
    *("key", "program_id", "measure_id", "country_id", "sex", "kind", "value", "value_lower"),
    *("value_upper", "value_status", "qualifier", "period_start", "period_end", "as_of", "note"),
    *("note_ko", "publication", "changed_at", "source_id", "source_locator"),
)


class Choice:
    """Draws from `options`, a dict of values and how often each comes."""

    def __init__(self, options):
        self.values = list(options)
        self.upto = list(accumulate(options.values()))

    def __call__(self, chance):
        return chance.choices(self.values, cum_weights=self.upto)[0]


class MadeUpPortal:
    """`program_count` programs with `figure_count` figures, as rows for COPY."""

    def __init__(self, program_count, figure_count):
        self.program_count = program_count
        self.figure_count = figure_count
        self.first_id = Program.objects.order_by("pk").last().pk + 1
        self.source = Source.objects.by_title().first().pk
        self.institutes = dict(Institute.objects.values_list("code", "pk"))
        countries = dict(Country.objects.by_name().values_list("iso3", "pk"))
        self.countries = BEST_KNOWN + [iso3 for iso3 in countries if iso3 not in BEST_KNOWN]
        self.country_ids = [countries[iso3] for iso3 in self.countries]
        self.country = Choice({pk: 1 / rank for rank, pk in enumerate(self.country_ids, 1)})
        terms = Region.objects.filter(scheme=Scheme.TERM).by_name().values_list("pk", flat=True)
        self.region = Choice({pk: 1 / rank for rank, pk in enumerate(terms, 1)})
        self.frameworks = list(Framework.objects.by_name().values_list("pk", flat=True))
        self.themes = list(Theme.objects.by_name().values_list("pk", flat=True))
        self.partners = list(Partner.objects.by_name().values_list("pk", flat=True))
        self.measures = list(Measure.objects.order_by("-unit", "slug"))
        self.institute = Choice(INSTITUTES)
        # The institute of a program is asked for by its figures too.
        chance = random.Random(2014)  # noqa: S311 (the same rows each time, nothing secret)
        self.institute_of = [self.institute(chance) for _ in range(program_count)]

    def tables(self):
        """(model, columns, rows, about how many) of each table, in the order of loading."""
        count, figures = self.program_count, self.figure_count
        frameworks, themes = Program.frameworks.through, Program.themes.through
        link = ("program_id", "framework_id"), ("program_id", "theme_id")
        return [
            (Program, PROGRAM_COLUMNS, self.programs(), count),
            (ProgramCountry, PLACE_COLUMNS, self.program_countries(), count),
            (ProgramRegion, REGION_COLUMNS, self.program_regions(), count),
            (frameworks, link[0], self.program_frameworks(), count),
            (themes, link[1], self.program_themes(), count),
            (Partnership, PARTNERSHIP_COLUMNS, self.partnerships(), count),
            (Figure, FIGURE_COLUMNS, self.figures(), figures),
        ]

    def programs(self):
        chance = random.Random(1)  # noqa: S311
        state, publication = Choice(STATES), Choice(PUBLICATIONS)
        for i, institute in enumerate(self.institute_of):
            kind, form, form_ko = chance.choice(FORMS)
            topic, topic_ko = chance.choice(TOPICS)
            start = chance.choice([None, *range(1994, 2018)])
            end = start + chance.randrange(6) if start and i % 3 else None
            yield (
                *(self.first_id + i, f"{institute}-{kind}-{i:06}", self.institutes[institute]),
                *(f"{form} {topic} {i:06}", f"{topic_ko} {form_ko} {i:06}", f"{form} {topic}"),
                *(
                    " ".join(chance.sample(SENTENCES, 3)),
                    "" if i % 3 else f"{topic_ko}에 관한 사업",
                ),
                *(kind, start, end, "annual" if i % 4 == 0 else "not-stated", state(chance)),
                *("41010" if i % 2 else "", "", "", publication(chance)),
                *(self.moment(chance), self.source, f"{institute.upper()}, paragraph {i % 40 + 1}"),
            )

    def program_countries(self):
        """(program, country, role, as printed, locator): none to three of each program."""
        chance = random.Random(2)  # noqa: S311
        role = Choice(ROLES)
        for program in self.program_ids():
            for country in {self.country(chance) for _ in range(chance.choice([0, 1, 1, 2, 3]))}:
                yield program, country, role(chance), "", ""

    def program_regions(self):
        """(program, region, as printed, basis, locator): of three programs in ten."""
        chance = random.Random(3)  # noqa: S311
        for program in self.program_ids():
            if chance.random() < 0.3:
                yield program, self.region(chance), "as the source words it", "stated", ""

    def program_frameworks(self):
        yield from self.links(random.Random(4), self.frameworks, 0.2)  # noqa: S311

    def program_themes(self):
        yield from self.links(random.Random(5), self.themes, 0.8)  # noqa: S311

    def links(self, chance, others, share):
        for program in self.program_ids():
            if chance.random() < share:
                yield program, chance.choice(others)

    def partnerships(self):
        """(program, partner, role, as printed, the same in Korean, locator)."""
        chance = random.Random(6)  # noqa: S311
        for program in self.program_ids():
            if chance.random() < 0.4:
                yield program, chance.choice(self.partners), "partner", "", "", ""

    def program_ids(self):
        return range(self.first_id, self.first_id + self.program_count)

    def figures(self):
        chance = random.Random(7)  # noqa: S311
        publication = Choice(PUBLICATIONS)
        weights = accumulate(rank**-SKEW for rank in range(1, self.program_count + 1))
        upto = list(weights)
        begin = 0
        for i, weight in enumerate(upto):
            end = round(self.figure_count * weight / upto[-1])
            series = self.series_of(i)
            for n in range(end - begin):
                yield self.figure(chance, publication, i, series, n)
            begin = end

    def series_of(self, i):
        """What the program counts: (measure, sex) pairs, the measures of people first."""
        people = [measure for measure in self.measures if measure.unit == "people"]
        others = [measure for measure in self.measures if measure.unit != "people"]
        measures = [people[(i + j) % len(people)] for j in range(2)]
        measures += [others[(i + j) % len(others)] for j in range(MEASURES_OF_A_PROGRAM - 2)]
        return [
            (measure, sex)
            for measure in measures
            for sex in (("_T", "F", "M") if measure.unit == "people" else ("_T",))
        ]

    def figure(self, chance, publication, i, series, n):
        """Figure `n` of program `i`: its wholes first, then country by country."""
        number, step = divmod(n, SERIES_LENGTH)
        place, which = divmod(number, len(series))
        measure, sex = series[which]
        country = self.country_ids[place - 1] if place else None
        iso3 = self.countries[place - 1].lower() if place else "all"
        kind = KINDS[(i + number) % len(KINDS)]
        start, end, as_of = self.period(kind, 1996 + (i + number) % 9 + step, step)
        value, lower, upper, status = self.value(chance, n)
        note, note_ko = chance.choice(NOTES) if chance.random() < 0.3 else ("", "")
        institute = self.institute_of[i]
        return (
            f"{institute}-{measure.slug}-{i:06}-{iso3}-{sex.strip('_').lower()}-{step}",
            *(self.first_id + i, measure.pk, country, sex, kind, value, lower, upper, status),
            *("exact" if value is None else QUALIFIER(chance), start, end, as_of, note, note_ko),
            *(publication(chance), self.moment(chance), self.source),
            f"{institute.upper()}, paragraph {i % 40 + 1}",
        )

    @staticmethod
    def period(kind, year, step):
        """(period_start, period_end, as_of) of the step of a series that began `step` ago."""
        if kind == "annual":
            month = f"{year}-{year % 12 + 1:02}"
            return (month, month, "") if year % 5 == 0 else (f"{year}", f"{year}", "")
        if kind == "cumulative":
            return f"{year - step}" if year % 2 else "", f"{year}", ""
        if kind == "snapshot":
            return "", "", f"{year}-12-31" if year % 2 else f"{year}-08"
        if kind == "plan":
            return f"{year + 20}", f"{year + 20}", f"{year}"
        return f"{year}", "", f"{year + 1}"

    @staticmethod
    def value(chance, n):
        """(value, lower, upper, status): mostly a value, sometimes a range, zero or nothing."""
        value = int(chance.lognormvariate(4, 1.6))
        share = n % 100
        if share in (13, 57):
            return None, None, None, "not-stated"
        if share == 31:
            return None, None, None, "suppressed"
        if share in (7, 44, 71):
            return None, value, value + 1 + n % 20, "stated"
        return (0 if share == 90 else value), None, None, "computed" if share == 5 else "stated"

    @staticmethod
    def moment(chance):
        return LONG_AGO + timedelta(seconds=chance.randrange(250_000_000))


QUALIFIER = Choice(QUALIFIERS)
