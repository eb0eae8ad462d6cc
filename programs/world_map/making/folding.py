"""From the atlas's shapes to the portal's countries, the entries of ISO 3166-1.

What the atlas draws apart and ISO does not list is folded or left without an entry; what ISO
lists and the atlas draws as part of another is taken out. No side is taken in doing so:

- Northern Cyprus lies in Cyprus and Somaliland in Somalia.
- Kosovo, the Siachen Glacier and the southern Kuril Islands are land without an entry: drawn
  like any empty land with the same thin borders, in no country's shape, with no name and no link.
- Everything else stands as the atlas draws it. It follows the UN in Crimea (Ukraine) and in
  Western Sahara (one shape), and whoever administers a place elsewhere: the Golan Heights,
  Aksai Chin, Arunachal Pradesh, Kashmir on both sides of its line, Abyei, the Halaib and Ilemi
  Triangles. A line beside each map says that boundaries imply no endorsement.
- Antarctica is left out.
"""

LEFT_OUT = {"ATA"}
NO_ENTRY = ""

FOLDED = {
    "ATC": "AUS",  # Ashmore and Cartier Islands
    "CYN": "CYP",  # Northern Cyprus
    "SOL": "SOM",  # Somaliland
    "KAS": NO_ENTRY,  # Siachen Glacier
    "XKX": NO_ENTRY,  # Kosovo
}

# Rings of `shape` inside (west, south, east, north) are of `entry`.
TAKEN_OUT = [
    ("FRA", "GLP", (-62, 15.8, -61, 16.6)),
    ("FRA", "GUF", (-55, 2, -51, 6)),
    ("FRA", "MTQ", (-61.3, 14.3, -60.7, 15)),
    ("FRA", "MYT", (44.9, -13.1, 45.4, -12.6)),
    ("FRA", "REU", (55.1, -21.5, 55.9, -20.8)),
    ("IOA", "CCK", (96.7, -12.3, 97, -11.8)),
    ("IOA", "CXR", (105.4, -10.7, 105.8, -10.3)),
    ("NLD", "BES", (-69, 11.9, -62.8, 17.8)),
    ("NOR", "SJM", (-10, 70.5, -7.5, 71.5)),
    ("NOR", "SJM", (10, 74, 34, 81)),
    ("NZL", "TKL", (-173, -9.7, -171, -8.3)),
    ("RUS", NO_ENTRY, (145.3, 43.2, 149, 45.6)),
]


def entries_of(shapes, lines):
    """The rings of each entry by ISO 3166-1 alpha-3; those of none under the empty code."""
    entries = {}
    for shape in sorted(set(shapes) - LEFT_OUT):
        for ring in shapes[shape]:
            entry = _entry_of(shape, ring, lines)
            entries.setdefault(entry, []).append(ring)
    for entry in {FOLDED[shape] for shape in set(shapes) & set(FOLDED)} - {NO_ENTRY}:
        entries[entry] = outline(entries[entry], lines)
    return entries


def _entry_of(shape, ring, lines):
    points = [point for number in ring for point in lines[max(number, ~number)]]
    for source, entry, (west, south, east, north) in TAKEN_OUT:
        if source == shape and all(west < x < east and south < y < north for x, y in points):
            return entry
    return FOLDED.get(shape, shape)


def outline(rings, lines):
    """The rings around what `rings` cover together: a line that runs both ways lies inside."""
    numbers = [number for ring in rings for number in ring]
    inside = {number for number in numbers if ~number in numbers}
    begin = {}
    for number in numbers:
        if number not in inside:
            begin.setdefault(_ends(number, lines)[0], []).append(number)
    found = []
    while begin:
        start = place = next(iter(begin))
        ring = []
        while not ring or place != start:
            number = begin[place].pop()
            if not begin[place]:
                del begin[place]
            ring.append(number)
            place = _ends(number, lines)[1]
        found.append(ring)
    return found


def _ends(number, lines):
    """Where line `number` begins and ends; ~n is line n backwards."""
    line = lines[max(number, ~number)]
    return (line[0], line[-1]) if number >= 0 else (line[-1], line[0])
