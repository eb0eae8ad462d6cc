"""Reads the package, folds, projects and simplifies its shapes, and writes atlas.json."""

import json
import sys
from itertools import pairwise
from pathlib import Path

from programs.world_map.making.equal_earth import equal_earth
from programs.world_map.making.folding import entries_of, outline
from programs.world_map.making.package import (
    PACKAGE,
    PACKAGE_SHA256,
    PACKAGE_VERSION,
    lines_of,
    read_package,
    shapes_of,
)
from programs.world_map.making.simplify import kept, ring_area

ATLAS = Path(__file__).parents[1] / "atlas.json"

# The map's edge lies in the Atlantic at 30° W, which only Greenland crosses; it stays whole.
CENTRE = 150
EDGE, EDGE_OF_GREENLAND = CENTRE - 180, -11
UNITS = 740  # units of the drawing in one radius of the globe: 1 is 8.6 km
MARGIN = 24

# What may be lost from the world map and, closer, from a country's own, in square units.
WORLD_LIMIT, NEAR_LIMIT = 14, 0.25
SMALLEST_ISLAND = {"world": 12, "near": 0.3}
# East and Southeast Asia keep more: an inset shows them larger, and most programs are there.
ASIA, ASIA_FACTOR = (92, -12, 152, 56), 0.12


def main(package):
    topology = read_package(package)
    lines = lines_of(topology)
    entries = entries_of(shapes_of(topology), lines)
    greenland = {max(number, ~number) for ring in entries["GRL"] for number in ring}
    lines = [unrolled(line, i in greenland) for i, line in enumerate(lines)]
    used = sorted({max(n, ~n) for rings in entries.values() for ring in rings for n in ring})
    plane = {i: [projected(point) for point in lines[i]] for i in used}
    west = round(min(x for line in plane.values() for x, y in line)) - MARGIN
    north = round(min(y for line in plane.values() for x, y in line)) - MARGIN
    plane = {i: [(x - west, y - north) for x, y in line] for i, line in plane.items()}
    ATLAS.write_text(as_text(atlas(entries, lines, plane)))
    print(f"{ATLAS.name}: {ATLAS.stat().st_size:,} bytes")


def unrolled(line, of_greenland):
    edge = EDGE_OF_GREENLAND if of_greenland else EDGE
    return [((x - edge) % 360 + edge, y) for x, y in line]


def projected(point):
    x, y = equal_earth(*point, CENTRE)
    return UNITS * x, -UNITS * y


def in_asia(point):
    west, south, east, north = ASIA
    return west < point[0] < east and south < point[1] < north


def atlas(entries, lines, plane):
    """Everything that is written, the lines numbered anew."""
    number_of = {old: new for new, old in enumerate(plane)}
    detail = {"world": [], "near": []}
    for i, line in plane.items():
        factors = [ASIA_FACTOR if in_asia(point) else 1 for point in lines[i]]
        closed = line[0] == line[-1]
        island = closed and ring_area(line)
        for name, limit in (("world", WORLD_LIMIT), ("near", NEAR_LIMIT)):
            smallest = SMALLEST_ISLAND[name] * min(factors)
            if closed and island < smallest:
                detail[name].append([])
                continue
            limits = [limit * factor for factor in factors]
            points = [
                plane[i][k] if name == "world" else [100 * one for one in lines[i][k]]
                for k in kept(line, limits, at_least=4 if closed else 2)
            ]
            detail[name].append(steps(points))

    def renumbered(rings):
        return [[number_of[n] if n >= 0 else ~number_of[~n] for n in ring] for ring in rings]

    everything = [ring for rings in entries.values() for ring in rings]
    directions = {n for ring in everything for n in ring}
    return {
        "package": f"{PACKAGE} {PACKAGE_VERSION}",
        "sha256": PACKAGE_SHA256,
        "size": [
            round(max(p[k] for line in plane.values() for p in line)) + MARGIN for k in (0, 1)
        ],
        "land": renumbered(outline(everything, lines)),
        "borders": sorted(number_of[n] for n in directions if n >= 0 and ~n in directions),
        "countries": {entry: renumbered(rings) for entry, rings in sorted(entries.items())},
        "points": {
            entry: middle(rings, lines, plane) for entry, rings in sorted(entries.items()) if entry
        },
        **detail,
    }


def steps(points):
    """Whole numbers, the first as it is, each further one from the one before it."""
    rounded = [(round(x), round(y)) for x, y in points]
    flat = list(rounded[0])
    for (x1, y1), (x2, y2) in pairwise(rounded):
        if (x1, y1) != (x2, y2):
            flat += [x2 - x1, y2 - y1]
    return flat


def middle(rings, lines, plane):
    """The centre of the largest ring: longitude and latitude in 1/100°, x and y, square units."""

    def points_of(ring, space):
        found = []
        for n in ring:
            line = space[max(n, ~n)]
            found += (line if n >= 0 else line[::-1])[:-1]
        return [*found, found[0]]

    largest = max(rings, key=lambda ring: ring_area(points_of(ring, plane)))
    area = sum(ring_area(points_of(ring, plane)) for ring in rings)
    place = [100 * one for one in centre(points_of(largest, lines))]
    return [round(one) for one in (*place, *centre(points_of(largest, plane)), area)]


def centre(points):
    """The centre of the area inside a closed line; of its points where that is nothing."""
    area = x = y = 0
    for (x1, y1), (x2, y2) in pairwise(points):
        part = x1 * y2 - x2 * y1
        area, x, y = area + part, x + (x1 + x2) * part, y + (y1 + y2) * part
    if abs(area) < 1e-6:
        return [sum(p[k] for p in points) / len(points) for k in (0, 1)]
    return x / (3 * area), y / (3 * area)


def as_text(atlas):
    """One line for each entry, so that a change can be read."""
    lines = []
    for key, value in atlas.items():
        if isinstance(value, dict):
            rows = [
                f"{json.dumps(k)}: {json.dumps(v, separators=(',', ':'))}" for k, v in value.items()
            ]
            text = "{\n" + ",\n".join(rows) + "\n}"
        elif key in ("world", "near"):
            text = "[\n" + ",\n".join(json.dumps(v, separators=(",", ":")) for v in value) + "\n]"
        else:
            text = json.dumps(value, separators=(",", ":"))
        lines.append(f"{json.dumps(key)}: {text}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    main(*sys.argv[1:])
