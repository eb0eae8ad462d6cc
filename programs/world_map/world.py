"""The world map: countries that programs name as links, all others as empty land."""

from typing import NamedTuple

from django.utils.safestring import mark_safe
from django.utils.translation import ngettext

from institutes.language import in_language
from programs.world_map.atlas import BORDERS, HEIGHT, LAND, WIDTH, place, world_path

# Smaller countries would be hard to see and to hit, so they are circles: about 15,000 km².
SMALL = 200
RADIUS = 14


class Box(NamedTuple):
    x: int
    y: int
    width: int
    height: int


# From Mongolia to the Philippines; map.css has its form too.
EAST_ASIA = Box(1370, 250, 530, 600)


class Mark(NamedTuple):
    """A country on the map: a `path`, or a circle at `x` and `y`."""

    country: object
    label: str
    path: str
    x: int
    y: int
    radius: int = RADIUS


class WorldMap:
    """What the template draws. `countries` have a `program_count`; no query is made here.

    `missing` are those that the atlas does not know; the table has them all the same.
    """

    land, borders = mark_safe(LAND), mark_safe(BORDERS)  # noqa: S308
    whole, inset = Box(0, 0, WIDTH, HEIGHT), EAST_ASIA

    def __init__(self, countries):
        self.countries = list(countries)
        places = {country: place(country.iso3) for country in self.countries}
        self.missing = [country for country in self.countries if places[country] is None]
        self.marks = [_mark(country, at) for country, at in places.items() if at]


def _mark(country, at):
    drawn = at.area >= SMALL and world_path(country.iso3)
    return Mark(country, _label(country), mark_safe(drawn or ""), at.x, at.y)  # noqa: S308


def _label(country):
    count = country.program_count
    return ngettext("%(country)s: %(count)d program", "%(country)s: %(count)d programs", count) % {
        "country": in_language(country, "name"),
        "count": count,
    }
