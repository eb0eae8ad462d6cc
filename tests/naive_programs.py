"""Which programs fit a filter, as plain as can be; see `tests.naive`."""

import re
import unicodedata

from programs.models import (
    Country,
    Edition,
    Framework,
    Partner,
    Program,
    ProgramCountry,
    ProgramRegion,
    Theme,
)
from tests.naive import Atlas


def words_of(text):
    return re.findall("[가-힣]+|[a-z0-9]+", unicodedata.normalize("NFC", text).lower())


def names_of(row):
    return [row.name_en, row.name_ko]


def is_said(word, other):
    """Whether `other` is `word`, or its plural; Korean words stand inside others."""
    return word in other if word[0] >= "가" else other in (word, f"{word}s")


class Programs:
    """Whether a program fits a value of a parameter: everything read first, then plain loops."""

    def __init__(self):
        self.atlas = Atlas()
        self.regions = {region.key: region for region in self.atlas.regions}
        self.countries = {country.iso3: country for country in Country.objects.all()}
        self.programs = [
            program
            for program in Program.objects.select_related("institute", "source")
            if program.publication == "published"
        ]
        self.places = list(ProgramCountry.objects.values_list("program_id", "country__iso3"))
        self.areas = list(ProgramRegion.objects.values_list("program_id", "region_id"))
        self.partners = list(Partner.objects.values_list("partnerships__program", "slug"))
        self.editions = list(Edition.objects.values_list("program_id", "year"))
        self.under = list(Framework.objects.values_list("programs", "slug"))
        self.about = list(Theme.objects.values_list("programs", "slug"))

    def slugs(self, chosen):
        """The slugs of the programs that fit one of the values of each parameter of `chosen`."""
        return sorted(
            program.slug
            for program in self.programs
            if all(
                any(getattr(self, name)(program, value) for value in values)
                for name, values in chosen.items()
                if values
            )
        )

    def regions_of(self, program):
        return [region for one, region in self.areas if one == program.pk]

    def q(self, program, text):
        """All its words are in the texts, or it is the whole name; no more is asked of it here."""
        wanted = words_of(text)
        of_institute = [program.institute.acronym, *names_of(program.institute)]
        wholes = ["".join(words_of(name)) for name in (*of_institute, *names_of(program))]
        texts = [*names_of(program), program.as_printed, program.summary_en, program.summary_ko]
        there = {word for one in texts for word in words_of(one)}
        everywhere = all(any(is_said(word, other) for other in there) for word in wanted)
        return bool(wanted) and (everywhere or "".join(wanted) in wholes)

    def institute(self, program, code):
        return program.institute.code == code

    def country(self, program, iso3):
        return (program.pk, iso3) in self.places

    def region(self, program, key):
        wanted = self.regions[key].pk
        return any(self.atlas.is_inside(one, wanted) for one in self.regions_of(program))

    def region_includes(self, program, iso3):
        return not self.country(program, iso3) and self.holds(program, self.countries[iso3])

    def region_roughly(self, program, iso3):
        country = self.countries[iso3]
        if self.country(program, iso3) or self.holds(program, country):
            return False
        return any(self.atlas.roughly_includes(one, country) for one in self.regions_of(program))

    def holds(self, program, country):
        return any(self.atlas.includes(one, country) for one in self.regions_of(program))

    def partner(self, program, slug):
        return (program.pk, slug) in self.partners

    def source(self, program, slug):
        return program.source.slug == slug

    def framework(self, program, slug):
        return (program.pk, slug) in self.under

    def theme(self, program, slug):
        return (program.pk, slug) in self.about

    def kind(self, program, word):
        return program.kind == word

    def state(self, program, word):
        return program.state == word

    def year(self, program, text):
        start, end = program.start_year, program.end_year
        years = set()
        if start:
            goes_on = program.state != "ended"
            years = set(range(start, (end or (2100 if goes_on else start)) + 1))
        elif end:
            years = {end}
        years |= {year for one, year in self.editions if one == program.pk}
        return int(text) in years
