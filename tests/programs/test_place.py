"""Which programs concern a country: they name it, their region holds it, or does so roughly."""

import pytest

from programs.models import Country, Program, Region
from programs.models.place import CountryRole
from tests.factories import (
    make_country,
    make_program,
    make_program_country,
    make_program_region,
    make_region,
    make_region_match,
)

pytestmark = pytest.mark.django_db

WASTE = "slc-waste-management-projects"
OVERSEAS = "nibr-overseas-biodiversity-research"
SECRETARIAT = "keco-seoul-initiative-secretariat"
LONG_RANGE = "nier-long-range-air-pollutants"
IN_EAST_ASIA = {
    *(SECRETARIAT, OVERSEAS, "nier-eanet", "nier-tripartite-joint-research"),
    *("nier-neaspec-data-centre", LONG_RANGE),
}

# From the source page, by hand: programs that name a region which holds the country exactly, and
# those whose region does so only roughly. A program that names the country itself is neither.
BY_REGION = {
    "IDN": ({WASTE}, {SECRETARIAT}),
    "ZAF": ({WASTE, OVERSEAS}, set()),
    "CHN": (set(), IN_EAST_ASIA - {"nier-tripartite-joint-research", LONG_RANGE}),
    "KOR": (set(), IN_EAST_ASIA - {"nier-tripartite-joint-research", SECRETARIAT}),
    "TWN": (set(), IN_EAST_ASIA),
    "IND": (set(), {SECRETARIAT}),
    "AUS": (set(), {SECRETARIAT}),
    "BRA": ({OVERSEAS}, {WASTE}),
    "MEX": (set(), {WASTE}),
    "FRA": (set(), set()),
    "USA": (set(), set()),
}

# From the source page, by hand: programs that name the country, with its roles.
NAMED = {
    "IDN": {"ehrd-indonesia-sustainable-development": {"recipient"}},
    "AUS": {WASTE: {"partner"}},
    "RUS": {WASTE: {"partner"}},
    "JPN": {
        "nier-tripartite-presidents-meetings": {"partner"},
        "nier-tripartite-joint-research": {"partner"},
        "nier-long-range-air-pollutants": {"partner"},
        "nier-air-pollutant-monitoring": {"partner"},
        "nier-minamata-exchange": {"partner"},
        "ehrd-tripartite-training": {"partner"},
    },
    "CHN": {
        "nier-tripartite-presidents-meetings": {"partner"},
        "nier-tripartite-joint-research": {"partner"},
        "nier-long-range-air-pollutants": {"partner"},
        "nier-air-pollutant-monitoring": {"partner"},
        "nier-korea-china-health-forum": {"partner"},
        "ehrd-china-environmental-statistics": {"recipient"},
        "ehrd-tripartite-training": {"partner"},
    },
    "KOR": {
        SECRETARIAT: {"not-stated"},
        "nier-tripartite-presidents-meetings": {"partner"},
        "nier-tripartite-joint-research": {"partner"},
        "nier-korea-china-health-forum": {"partner"},
        "ehrd-international-environment-education": {"partner"},
        "ehrd-tripartite-training": {"partner", "host"},
        "slc-landfill-visitors": {"host"},
    },
    "ZAF": {},
    "TWN": {},
}


def slugs(programs):
    """The slugs of `programs`, none of which stands there twice."""
    found = [program.slug for program in programs]
    assert len(found) == len(set(found))
    return set(found)


def country(iso3):
    return Country.objects.get(iso3=iso3)


@pytest.mark.parametrize("iso3", BY_REGION)
def test_programs_whose_region_holds_a_country(iso3):
    exactly, roughly = BY_REGION[iso3]
    assert slugs(Program.objects.including(country(iso3))) == exactly
    assert slugs(Program.objects.roughly_including(country(iso3))) == roughly


@pytest.mark.parametrize("iso3", NAMED)
def test_programs_that_name_a_country_and_its_roles(iso3):
    assert slugs(Program.objects.for_country(country(iso3))) == set(NAMED[iso3])
    for slug, roles in NAMED[iso3].items():
        places = Program.objects.get(slug=slug).program_countries.filter(country__iso3=iso3)
        assert {place.role for place in places} == roles


def test_a_country_named_in_two_roles_does_not_double_its_program():
    korea, program = country("KOR"), make_program()
    for role in CountryRole.values:
        make_program_country(program=program, country=korea, role=role)
    assert Program.objects.for_country(korea, country("CHN")).filter(pk=program.pk).count() == 1


def test_a_program_whose_regions_hold_a_country_exactly_and_roughly_is_among_the_exact():
    brazil, program = country("BRA"), make_program()
    for key in ("term:south-america", "term:latin-america"):
        make_program_region(program=program, region=Region.objects.get(key=key))
    assert program in Program.objects.including(brazil)
    assert program not in Program.objects.roughly_including(brazil)


def test_a_program_of_two_regions_around_a_country_stands_once():
    brazil, program = country("BRA"), make_program()
    for key in ("term:south-america", "m49:005", "m49:419"):
        make_program_region(program=program, region=Region.objects.get(key=key))
    assert slugs(Program.objects.including(brazil)) == {OVERSEAS, program.slug}


@pytest.mark.parametrize(
    ("match", "exactly", "roughly"),
    [("exact", 1, 0), ("close", 0, 1), ("broad", 0, 1), ("related", 0, 1)],
)
def test_only_an_exact_match_includes(match, exactly, roughly):
    region = make_region(scheme="m49", code="990")
    inside = make_country(region=make_region(scheme="m49", code="991", parent=region))
    term = make_region()
    make_region_match(term=term, region=region, match=match)
    make_program_region(program=make_program(), region=term)
    assert Program.objects.including(inside).count() == exactly
    assert Program.objects.roughly_including(inside).count() == roughly


def test_programs_in_a_region_name_it_or_one_inside_it():
    asia = Region.objects.get(key="m49:142")
    assert slugs(Program.objects.in_region(asia)) == {WASTE}
    assert slugs(Program.objects.for_region(Region.objects.filter(pk=asia.pk))) == set()
    africa, east_asia = (Region.objects.get(key=f"term:{code}") for code in ("africa", "east-asia"))
    assert slugs(Program.objects.in_region(africa)) == {WASTE, OVERSEAS}
    assert slugs(Program.objects.in_region(africa, east_asia)) == {WASTE, OVERSEAS, "nier-eanet"}
    assert slugs(Program.objects.in_region()) == set()
