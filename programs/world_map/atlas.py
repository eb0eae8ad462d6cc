"""Shapes of countries: what atlas.json holds, and paths that draw it.

atlas.json is made once, by `programs.world_map.making`, which also says how it treats what is
disputed. Its lines are numbered, a ring is a list of lines (~n: line n backwards), so that what
two countries share is the same line.
"""

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

ATLAS = json.loads((Path(__file__).parent / "atlas.json").read_text())
WIDTH, HEIGHT = ATLAS["size"]


class Place(NamedTuple):
    """The middle of a country: in 1/100 of a degree, in units of the world map; and its area."""

    longitude: int
    latitude: int
    x: int
    y: int
    area: int


def place(iso3):
    """The middle of a country, or None where the atlas does not know it."""
    return Place(*ATLAS["points"][iso3]) if iso3 in ATLAS["points"] else None


def rings(iso3, detail):
    """The rings of a country as lists of points.

    `detail` is "world" (units of the world map) or "near" (1/100 of a degree).
    """
    return [points for ring in ATLAS["countries"][iso3] if (points := points_of(ring, detail))]


@cache
def world_path(iso3):
    return path(rings(iso3, "world"))


def path(lines, closed=True):
    """The `d` of an SVG path through lines of whole numbers, by relative steps."""
    parts, at = [], (0, 0)
    for line in lines:
        numbers = []
        start = line[0]
        for x, y in line[:-1] if closed else line:
            numbers += [x - at[0], y - at[1]]
            at = x, y
        text = " ".join(map(str, numbers)).replace(" -", "-")
        parts.append(f"m{text}z" if closed else f"m{text}")
        if closed:
            at = start
    return "".join(parts)


@cache
def line_points(number, detail):
    """Line `number` as points; steps become places."""
    steps = ATLAS[detail][number]
    x = y = 0
    points = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x, y))
    return points


def points_of(ring, detail):
    """The points of a ring, the first again as the last; empty where too few are left."""
    found = []
    for number in ring:
        line = line_points(max(number, ~number), detail)
        found += (line if number >= 0 else line[::-1])[1 if found else 0 :]
    return found if len(set(found)) > 2 else []


LAND = path([points for ring in ATLAS["land"] if (points := points_of(ring, "world"))])
BORDERS = path(
    [line for number in ATLAS["borders"] if len(line := line_points(number, "world")) > 1],
    closed=False,
)
