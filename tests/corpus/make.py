"""python -m tests.corpus.make FOLDER: write the corpus, each file with what must become of it."""

import sys
from pathlib import Path

from tests.corpus.cases import CASES


def write(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name, (data, _outcome) in CASES.items():
        (folder / name).write_bytes(data)
    said = (f"{name}\t{outcome}\n" for name, (_data, outcome) in CASES.items())
    (folder / "outcomes.txt").write_text("".join(said), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
