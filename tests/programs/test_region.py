"""Which regions hold a country, which do so only roughly, and which lie inside another."""

import pytest
from django.db import connection

from programs.models import Country, Region
from tests.factories import make_country, make_region, make_region_match
from tests.naive import Atlas
from tests.raw_sql import run

pytestmark = pytest.mark.django_db

ROUGHLY_EAST = {"term:east-asia", "term:northeast-asia", "term:asia-pacific"}

# From M49's tables and the sources' words, by hand: regions that hold a country and regions that
# do so roughly.
AROUND = {
    "IDN": ({"m49:001", "m49:142", "m49:035", "term:southeast-asia"}, {"term:asia-pacific"}),
    "ZAF": ({"m49:001", "m49:002", "m49:202", "m49:018", "term:africa"}, set()),
    "EGY": ({"m49:001", "m49:002", "m49:015", "term:africa"}, set()),
    "CHN": ({"m49:001", "m49:142", "m49:030"}, ROUGHLY_EAST),
    "KOR": ({"m49:001", "m49:142", "m49:030"}, ROUGHLY_EAST),
    "TWN": ({"m49:001", "m49:142", "m49:030"}, ROUGHLY_EAST),
    "BRA": (
        {"m49:001", "m49:019", "m49:419", "m49:005", "term:south-america"},
        {"term:latin-america"},
    ),
    "MEX": ({"m49:001", "m49:019", "m49:419", "m49:013"}, {"term:latin-america"}),
    "USA": ({"m49:001", "m49:019", "m49:021"}, set()),
    "AUS": ({"m49:001", "m49:009", "m49:053"}, {"term:asia-pacific"}),
    "FRA": ({"m49:001", "m49:150", "m49:155"}, set()),
    "ATA": ({"m49:001"}, set()),
}


def keys(regions):
    found = [region.key for region in regions]
    assert len(found) == len(set(found))
    return set(found)


@pytest.mark.parametrize("iso3", AROUND)
def test_the_regions_around_a_country(iso3):
    country = Country.objects.get(iso3=iso3)
    exactly, roughly = AROUND[iso3]
    assert keys(Region.objects.including(country)) == exactly
    assert keys(Region.objects.roughly_including(country)) == roughly


def test_developing_countries_are_around_no_country():
    nowhere = Region.objects.get(key="term:developing-countries")
    for country in Country.objects.all():
        assert nowhere not in Region.objects.including(country)
        assert nowhere not in Region.objects.roughly_including(country)


def test_a_region_inside_africa_is_one_of_m49_below_it_or_the_same_in_words():
    inside = Region.objects.within([Region.objects.get(key="term:africa")])
    assert keys(inside) == {
        "term:africa",
        *(f"m49:{code}" for code in ("002", "015", "202", "014", "017", "018", "011")),
    }


@pytest.mark.parametrize(
    ("key", "inside"),
    [
        ("m49:035", {"m49:035", "term:southeast-asia"}),
        ("m49:030", {"m49:030"}),
        ("term:east-asia", {"term:east-asia"}),
        ("term:asia-pacific", {"term:asia-pacific"}),
        ("term:southeast-asia", {"m49:035", "term:southeast-asia"}),
    ],
)
def test_what_matches_only_roughly_lies_in_nothing_else(key, inside):
    assert keys(Region.objects.within([Region.objects.get(key=key)])) == inside


def test_the_regions_within_several_are_those_within_either():
    several = Region.objects.filter(key__in=["m49:035", "term:east-asia"])
    assert keys(Region.objects.within(several)) == {
        *("m49:035", "term:southeast-asia", "term:east-asia")
    }


def test_each_pair_of_region_and_region_or_country_agrees_with_a_second_computation():
    lone = make_region(scheme="m49", code="990")
    close = make_region(code="close-and-exact-elsewhere")
    make_region_match(term=close, region=lone, match="exact")
    make_region_match(term=close, region=Region.objects.get(key="m49:142"), match="close")
    make_country(iso3="XXA", region=lone)
    atlas = Atlas()
    for region in atlas.regions:
        expected = {one.pk for one in atlas.regions if atlas.is_inside(one.pk, region.pk)}
        assert set(Region.objects.within([region]).values_list("pk", flat=True)) == expected
    for country in Country.objects.all():
        including = {one.pk for one in atlas.regions if atlas.includes(one.pk, country)}
        roughly = {one.pk for one in atlas.regions if atlas.roughly_includes(one.pk, country)}
        assert set(Region.objects.including(country).values_list("pk", flat=True)) == including
        assert set(Region.objects.roughly_including(country).values_list("pk", flat=True)) == (
            roughly
        )


def test_regions_put_inside_one_another_by_mistake_do_not_hang_the_portal():
    """Two transactions, each with one half of the circle, could do it."""
    one = make_region(scheme="m49", code="990")
    other = make_region(scheme="m49", code="991", parent=one)
    connection.check_constraints()
    run("ALTER TABLE programs_region DISABLE TRIGGER region_is_not_above_itself")
    Region.objects.filter(pk=one.pk).update(parent=other)
    country = make_country(region=one)
    assert keys(Region.objects.including(country)) == {"m49:990", "m49:991"}
    assert keys(Region.objects.within([other])) == {"m49:990", "m49:991"}
