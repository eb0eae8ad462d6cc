"""The filter of programs against a second computation over all rows, in plain loops."""

import unicodedata
from itertools import pairwise

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from institutes.models import Institute
from programs.filters import ProgramFilter
from programs.models import (
    Country,
    Edition,
    Framework,
    Partner,
    Program,
    ProgramCountry,
    ProgramRegion,
    Region,
    Source,
    Theme,
)
from programs.models.place import CountryRole
from programs.models.program import Kind, State
from tests.examples import examples
from tests.factories import (
    make_country,
    make_edition,
    make_framework,
    make_institute,
    make_partner,
    make_partnership,
    make_program,
    make_program_country,
    make_program_region,
    make_region,
    make_region_match,
    make_source,
    make_theme,
)
from tests.naive import Atlas

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def adversaries():
    """What the seed does not have: every kind of unknown year, place within place, and doubles."""
    institute = make_institute(code="made-up", acronym="ZZ", name_ko="만든 기관")
    frameworks = [make_framework(slug="under-a"), make_framework(slug="under-b")]
    themes = [make_theme(slug="about-a"), make_theme(slug="about-b")]
    for start, end in ((None, None), (1999, None), (None, 1999), (1999, 1999), (1990, 2010)):
        for state in ("ended", "active"):
            make_program(start_year=start, end_year=end, kind="visits", state=state)
    with_editions = make_program(start_year=2020, institute=institute)
    make_edition(program=with_editions, year=1999)
    make_edition(program=with_editions, year=1999, title="The other")
    make_edition(program=make_program(), year=2031)
    make_program(frameworks=frameworks, themes=themes, summary_ko="환경 100% 하나", kind="forum")
    make_partnership(program=with_editions, partner=make_partner(slug="named-partner"))
    make_program(source=make_source(slug="another-source"))
    make_program(name_en="Under_score and \\ back", as_printed="UNESCAP’s")

    outer = make_region(scheme="m49", code="990")
    inner = make_region(scheme="m49", code="991", parent=outer)
    country = make_country(iso3="XXA", region=inner)
    for match in ("exact", "close", "broad", "related"):
        for around in (outer, inner):
            term = make_region()
            make_region_match(term=term, region=around, match=match)
            make_program_region(program=make_program(), region=term)
    for region in (outer, inner):
        make_program_region(program=make_program(), region=region)
    both = make_program(countries=[country])
    for region in (outer, inner, Region.objects.get(key="term:developing-countries")):
        make_program_region(program=both, region=region)
    for role in CountryRole.values[:4]:
        make_program_country(program=both, country=country, role=role)
    make_program(publication="draft", countries=[country], frameworks=frameworks, start_year=1999)


class Second:
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
        texts = [
            *(program.slug, program.name_en, program.name_ko, program.as_printed),
            *(program.summary_en, program.summary_ko, program.institute.acronym),
            *(program.institute.name_en, program.institute.name_ko),
        ]
        wanted = unicodedata.normalize("NFC", text).strip().lower()
        return any(wanted in one.lower() for one in texts)

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


def found(chosen):
    """The slugs that the filter lets through, doubles and all."""
    data = QueryDict(mutable=True)
    for name, values in chosen.items():
        data.setlist(name, values)
    one = ProgramFilter(data, queryset=Program.objects.published())
    assert one.is_valid(), one.errors
    return sorted(one.qs.values_list("slug", flat=True))


def every(model, key):
    return lambda: list(model.objects.values_list(key, flat=True))


TEXTS = [
    *("KECO", "keco", "unescap", "환경", "기관", unicodedata.normalize("NFD", "하나"), " forum "),
    *("%", "100%", "_", "\\", "’", "no such words anywhere", "Landfill"),
]
VALUES = {
    "q": lambda: TEXTS,
    "institute": every(Institute, "code"),
    "country": every(Country, "iso3"),
    "region": every(Region, "key"),
    "region_includes": every(Country, "iso3"),
    "region_roughly": every(Country, "iso3"),
    "framework": every(Framework, "slug"),
    "partner": every(Partner, "slug"),
    "source": every(Source, "slug"),
    "theme": every(Theme, "slug"),
    "kind": lambda: Kind.values,
    "state": lambda: State.values,
    "year": lambda: [str(year) for year in (1945, *range(1988, 2033), 2099, 2100)],
}


def test_every_parameter_of_the_filter_has_its_second_computation():
    assert [*VALUES, "sort"] == list(ProgramFilter.base_filters)


@pytest.mark.parametrize("name", VALUES)
def test_each_value_of_a_parameter_lets_through_what_the_second_computation_says(name):
    second = Second()
    hits = 0
    for value in VALUES[name]():
        expected = second.slugs({name: [value]})
        assert found({name: [value]}) == expected, value
        hits += bool(expected)
    assert hits > 1


# Values of which each lets something through, so that together they mean something.
FRUITFUL = {
    "q": TEXTS,
    "institute": ["keco", "nier", "slc", "made-up"],
    "country": ["KOR", "CHN", "IDN", "XXA"],
    "region": ["m49:142", "m49:990", "m49:001", "term:africa", "term:developing-countries"],
    "region_includes": ["IDN", "ZAF", "BRA", "XXA"],
    "region_roughly": ["CHN", "BRA", "AUS", "XXA"],
    "framework": ["under-a", "under-b", "seoul-initiative", "temm"],
    "partner": ["craes", "who", "named-partner"],
    "source": ["me-affiliated-organizations-2017", "another-source"],
    "theme": ["about-a", "about-b", "biodiversity", "climate-change"],
    "kind": ["project", "training", "visits", "forum"],
    "state": State.values,
    "year": ["1999", "2010", "2014", "2031"],
}


@examples(120)
@given(st.data())
def test_several_values_mean_either_and_several_parameters_mean_all(data):
    names = data.draw(st.lists(st.sampled_from(list(FRUITFUL)), max_size=3, unique=True))
    chosen = {
        name: data.draw(st.lists(st.sampled_from(FRUITFUL[name]), max_size=3, unique=True))
        for name in names
    }
    assert found(chosen) == Second().slugs(chosen)


def test_two_values_of_every_parameter_mean_either():
    second = Second()
    for name, values in FRUITFUL.items():
        for pair in pairwise(values):
            assert found({name: pair}) == second.slugs({name: pair}), (name, pair)
