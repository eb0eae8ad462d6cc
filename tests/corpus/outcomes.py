"""What may become of a file of the corpus."""

from typing import NamedTuple

from tests.corpus.files import ROW


class Right(NamedTuple):
    """All rows are read, so many new ones; of the first, these columns are printed so."""

    printed: dict
    rows: int = 1


class Wrong(NamedTuple):
    """Row `row` is refused: in `column` stands what `words` are a part of the complaint about."""

    column: str
    words: str
    row: int = 2


class Refused(NamedTuple):
    """The whole file is refused with `words`, at `row` and `column` where it has a place."""

    words: str
    row: int | None = None
    column: str = ""


SEVEN = Right({"value": "7"})
KOREAN = Right({"value": "7", "note": "참가자 수"})
SAID = ROW | {"note": "참가자 수"}
