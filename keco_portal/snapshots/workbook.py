"""The stored rows of a snapshot as a workbook."""

import hashlib
from contextlib import nullcontext
from itertools import islice

from keco_portal.open_data.address import absolute
from keco_portal.snapshots.citing import day_of
from keco_portal.snapshots.lists import LISTS, first_rows, read_csv
from programs.export import About, are_numbers, place, xlsx_of_blocks
from programs.export.copied import ROWS_TOGETHER
from programs.export.places import ROWS_OF_A_SMALL_FILE

# As COPY writes in its text form what would part rows and cells.
ESCAPES = str.maketrans(
    {"\\": r"\\", "\b": r"\b", "\f": r"\f", "\n": r"\n", "\r": r"\r", "\t": r"\t", "\v": r"\v"}
)


def workbook_of(snapshot):
    """A TableFile. Raises TooManyRequests, NotForASheet, TooLarge, OSError."""
    with place() if snapshot.row_count > ROWS_OF_A_SMALL_FILE else nullcontext():
        return made_of(snapshot)


def made_of(snapshot):
    table = LISTS[snapshot.table].table
    names, rows = read_csv(snapshot.csv.data)
    is_number, blocks = which_are_numbers(table, names), copied_again(rows)
    return xlsx_of_blocks(table, names, is_number, blocks, about(snapshot))


def tag_of(snapshot):
    """The ETag of the workbook of a snapshot `with_beginning`, without making it.

    Its rows stay, what is said of their columns is that of today. It is a weak one: the same may
    be said by other bytes.
    """
    table = LISTS[snapshot.table].table
    names, _rows = first_rows(bytes(snapshot.beginning), 0)
    said = [*about(snapshot).parts(table, names), which_are_numbers(table, names)]
    of = repr((snapshot.key, said)).encode()
    return f'W/"{hashlib.blake2b(of, digest_size=16).hexdigest()}"'


def about(snapshot):
    return About(
        name=snapshot.table,
        address=absolute(snapshot.get_absolute_url()),
        chosen=snapshot.filter_in_words,
        sources=snapshot.documents,
        made_on=day_of(snapshot),
    )


def which_are_numbers(table, names):
    """Of each column of `names` whether it holds whole numbers today."""
    of_today = table.public_rows(table._meta.model.objects.none())
    numbers = dict(zip(table.columns(), are_numbers(of_today), strict=True))
    return [numbers.get(name, False) for name in names]


def copied_again(rows):
    """Rows of texts in blocks of bytes, as PostgreSQL's COPY gives them in its text form."""
    lines = ("\t".join(cell.translate(ESCAPES) for cell in row) + "\n" for row in rows)
    while block := "".join(islice(lines, ROWS_TOGETHER)):
        yield block.encode()
