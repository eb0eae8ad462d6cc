"""A small map of one country in its neighbourhood, seen from straight above it."""

from functools import cache, lru_cache
from math import asin, cos, hypot, pi, radians, sin, sqrt
from typing import NamedTuple

from django.utils.safestring import mark_safe

from programs.world_map.atlas import ATLAS, line_points, path, place, points_of

WIDTH, HEIGHT = 480, 360
# Half the height that a map shows at least, in radians: about 900 km.
NEAREST = 0.14
# A map of a lonely island steps back until it shows this much land, in square units of the
# drawing, but not beyond about 3,000 km.
LAND_ENOUGH, FURTHEST = 4000, 0.4
AIR = 1.3
# Points nearer to one another than this would not be told apart, in units of the drawing.
APART = 2.5
# What is smaller gets a circle around it, in square units of the drawing.
SMALL = 150
# Rings much smaller than a country's largest one do not widen its map (Hawaii, Easter Island), nor
# do those of a country of scattered small islands: those below about 4,000 km², as radii squared.
FAR_ISLAND, SMALL_ISLAND = 0.1, 1e-4


class Locator(NamedTuple):
    """`land` and `here` are paths; `circle` is its centre where the country is very small."""

    land: str
    here: str
    circle: tuple | None
    width: int = WIDTH
    height: int = HEIGHT


@lru_cache(maxsize=300)
def locator(iso3):
    """The map of a country, or None where the atlas does not know it."""
    middle = place(iso3)
    if middle is None:
        return None
    above = View(middle.longitude / 100, middle.latitude / 100)
    above.look_at([above.ring(ring) for ring in ATLAS["countries"][iso3]])
    land, here = drawn(iso3, above)
    while sum(map(area, land)) < LAND_ENOUGH and above.half < FURTHEST:
        above.step_back()
        land, here = drawn(iso3, above)
    small = sum(area(points) for points in here) < SMALL
    circle = above.on_paper(above.project(middle.longitude, middle.latitude)) if small else None
    return Locator(mark_safe(path(land)), mark_safe(path(here)), circle)  # noqa: S308


def drawn(iso3, view):
    """The rings of other countries on paper, and those of this one."""
    land, here = [], []
    for entry, rings in ATLAS["countries"].items():
        for ring in rings:
            if view.may_show(ring) and (points := view.drawn(ring)):
                (here if entry == iso3 else land).append(points)
    return land, here


class View:
    """Lambert's azimuthal equal-area projection around a place, and the part of it on paper."""

    def __init__(self, longitude, latitude):
        self.longitude, self.latitude = radians(longitude), radians(latitude)

    def project(self, longitude, latitude):
        """x and y, y downwards, in radii of the globe, of 1/100 of a degree."""
        east, phi = radians(longitude / 100) - self.longitude, radians(latitude / 100)
        towards = sin(self.latitude) * sin(phi) + cos(self.latitude) * cos(phi) * cos(east)
        k = sqrt(2 / max(1 + towards, 1e-9))
        north = cos(self.latitude) * sin(phi) - sin(self.latitude) * cos(phi) * cos(east)
        return k * cos(phi) * sin(east), -k * north

    def look_at(self, rings):
        """Put what is large of `rings` in the middle, with air around it."""
        rings = [ring for ring in rings if ring]
        largest = max(map(area, rings), default=0)
        least = max(FAR_ISLAND * largest, SMALL_ISLAND)
        points = [point for ring in rings if area(ring) >= least for point in ring]
        xs, ys = zip(*(points or [(0, 0)]), strict=True)
        half = max((max(ys) - min(ys)) / 2, (max(xs) - min(xs)) / 2 * HEIGHT / WIDTH)
        self.middle = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
        self.show(max(AIR * half, NEAREST))

    def show(self, half):
        """Put `half` of the paper's height, in radii of the globe, on either side of the middle."""
        self.half, self.scale = half, HEIGHT / 2 / half
        corner = hypot(half, half * WIDTH / HEIGHT) + hypot(*self.middle)
        self.reach = 2 * asin(min(corner / 2, 1))
        self.lines = {}

    def step_back(self):
        self.show(1.5 * self.half)

    def may_show(self, ring):
        """Whether the frame of a ring in degrees comes near the paper."""
        west, south, east, north = frame(tuple(ring))
        latitude = 100 * self.latitude * 180 / pi
        reach = 100 * self.reach * 180 / pi
        if south > latitude + reach or north < latitude - reach:
            return False
        if abs(latitude) + reach >= 9000:
            return True
        wide = 100 * asin(min(1, sin(self.reach) / cos(self.latitude))) * 180 / pi
        longitude = 100 * self.longitude * 180 / pi
        return any(
            west + turn <= longitude + wide and east + turn >= longitude - wide
            for turn in (-36000, 0, 36000)
        )

    def on_paper(self, point):
        x, y = point
        return (
            round(WIDTH / 2 + self.scale * (x - self.middle[0])),
            round(HEIGHT / 2 + self.scale * (y - self.middle[1])),
        )

    def ring(self, ring):
        """The points of a ring, projected, not yet on paper."""
        return [self.project(*point) for point in points_of(ring, "near")]

    def drawn(self, ring):
        """The ring on paper, cut off a little outside of it; empty where nothing is left."""
        points = []
        for number in ring:
            line = self.thinned(max(number, ~number))
            points += line if number >= 0 else line[::-1]
        points = clipped(points)
        once = [
            p
            for p, following in zip(points, points[1:] + points[:1], strict=True)
            if p != following
        ]
        return [*once, once[0]] if len(once) > 2 else []

    def thinned(self, number):
        """A line on paper without points too near one another; both ends stay, as neighbours
        share them."""
        if number not in self.lines:
            line = [self.on_paper(self.project(*p)) for p in line_points(number, "near")]
            kept = line[:1]
            for point in line[1:-1]:
                if hypot(point[0] - kept[-1][0], point[1] - kept[-1][1]) >= APART:
                    kept.append(point)
            self.lines[number] = kept + line[-1:]
        return self.lines[number]


@cache
def frame(ring):
    """West, south, east, north of a ring, in 1/100 of a degree."""
    points = points_of(ring, "near") or [(0, 99999)]
    longitudes, latitudes = zip(*points, strict=True)
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def area(points):
    following = [*points[1:], points[0]]
    return (
        abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(points, following, strict=True)))
        / 2
    )


def clipped(points, margin=8):
    """The part of a ring inside the paper and a margin (Sutherland and Hodgman's way)."""
    for axis, limit, sign in (
        (0, -margin, 1), (0, WIDTH + margin, -1), (1, -margin, 1), (1, HEIGHT + margin, -1),
    ):  # fmt: skip
        found = []
        for one, other in zip(points, points[1:] + points[:1], strict=True):
            inside, other_inside = (sign * (p[axis] - limit) >= 0 for p in (one, other))
            if inside:
                found.append(one)
            if inside != other_inside:
                part = (limit - one[axis]) / (other[axis] - one[axis])
                cut = [round(a + part * (b - a)) for a, b in zip(one, other, strict=True)]
                cut[axis] = limit
                found.append(tuple(cut))
        points = found
    return points
