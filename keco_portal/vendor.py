"""Fill static/vendor: what the portal's pages take from elsewhere, with its licence and hashes.

    make vendor

Run at development time, last on 2026-11-23; what it writes is committed. It needs npm (which
fetches about 160 MB) and the packages of the tests. A package file that is not the one named
below is refused. The portal itself needs none of this.
"""

import base64
import hashlib
import subprocess
import tarfile
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

STATIC = Path(__file__).resolve().parent.parent / "static" / "vendor"
SUMS = "SHA256SUMS"

# The licence reserves the name Pretendard for the unchanged font; a gotjawal is a forest of Jeju.
FAMILY = "Gotjawal"
PACKAGE, VERSION = "pretendard-gov", "1.3.9"
INTEGRITY = (
    "sha512-"
    "U9bEVWfBoM5AUAM2yJvmbffrt4oO//onVbKOIzy/pEU0SEP+6O/YmOxGgYaMgDr+zmqhDGhSwQqOnBFSgmp4bQ=="
)
FONT = "package/dist/public/variable/PretendardGOVVariable.ttf"
LICENCE = "package/dist/LICENSE.txt"
WEIGHTS = (400, 700)
# Basic Latin, Latin-1, Latin Extended-A: the letters of every country's and partner's name.
LETTERS = [*range(0x20, 0x7F), *range(0xA0, 0x180)]
SIGNS = "‐‑‒–—―‘’‚“”„†‡•…‰′″‹›⁄₂€₩™←↑→↓↗−≈≠≤≥✓"
# Kerning, and marks in their place. Figures have one width in this font by themselves.
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl"]

ORIGIN = f"""\
{FAMILY}, a font made from Pretendard GOV for this portal.

From:     npm package {PACKAGE} {VERSION}
Its file: {INTEGRITY}
Licence:  SIL Open Font License 1.1 (LICENCE.txt), which does not allow changed fonts to bear the
          name of the original; hence the name.
Changed:  Latin letters, figures and typographic signs only; weights {WEIGHTS[0]} to {WEIGHTS[1]};
          no hints, kerning kept.
Made by:  keco_portal/vendor.py
"""


def main():
    folder = STATIC / f"{FAMILY.lower()}-{VERSION}"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as room:
        package = packed(Path(room))
        with tarfile.open(package) as files:
            (folder / "LICENCE.txt").write_bytes(files.extractfile(LICENCE).read())
            font = latin(TTFont(files.extractfile(FONT), recalcTimestamp=False))
    font.flavor = "woff2"
    font.save(folder / f"{FAMILY.lower()}-latin.woff2")
    (folder / "ORIGIN.txt").write_text(ORIGIN, encoding="utf-8")
    (STATIC / SUMS).write_text(sums(), encoding="utf-8")


def packed(room: Path) -> Path:
    """The file of the package, as npm packs it into `room`, and certainly that one."""
    words = ["npm", "pack", f"{PACKAGE}@{VERSION}", "--silent", "--pack-destination", str(room)]
    subprocess.run(words, check=True)  # noqa: S603
    [package] = room.glob("*.tgz")
    digest = hashlib.sha512(package.read_bytes()).digest()
    if f"sha512-{base64.b64encode(digest).decode()}" != INTEGRITY:
        raise SystemExit(f"{package.name} is not the file of {PACKAGE} {VERSION} that is meant.")
    return package


def latin(font: TTFont) -> TTFont:
    """`font` with the letters, signs and weights that the portal uses, under its own name."""
    kept = subset.Options(
        layout_features=FEATURES, hinting=False, glyph_names=False, name_IDs=["*"]
    )
    kept.drop_tables += ["vhea", "vmtx", "STAT"]
    subsetter = subset.Subsetter(kept)
    subsetter.populate(unicodes=[*LETTERS, *map(ord, SIGNS)])
    subsetter.subset(font)
    font["fvar"].instances = []
    font = instancer.instantiateVariableFont(font, {"wght": WEIGHTS})
    rename(font)
    return font


def rename(font: TTFont):
    """A table of names that has our family, the copyright and the licence, and no other name."""
    names = font["name"]
    kept = {number: names.getDebugName(number) for number in (0, 13, 14)}
    names.names = []
    ours = {
        1: FAMILY,
        2: "Regular",
        3: f"{VERSION};{FAMILY}",
        4: FAMILY,
        5: f"Version {VERSION}",
        6: FAMILY,
        font["fvar"].axes[0].axisNameID: "Weight",
    }
    for number, words in sorted((kept | ours).items()):
        names.setName(words, number, 3, 1, 0x409)


def sums() -> str:
    """A line `<sha256>  <path>` for each vendored file, as `sha256sum --check` reads it."""
    paths = sorted(path for path in STATIC.rglob("*") if path.is_file() and path.name != SUMS)
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(STATIC).as_posix()}\n"
        for path in paths
    )


if __name__ == "__main__":
    main()
