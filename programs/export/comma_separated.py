"""The public CSV: a filtered queryset as PostgreSQL's own COPY, whole or not at all.

COPY fills an unlinked temporary file; only then is it sent, with its length. A failure on the
way is a clean 503, and a slow reader holds no connection to the database.
"""

from programs.export.copied import copied
from programs.export.table_file import TableFile

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def csv_of(table, queryset, bytes_at_most=None):
    """All rows of `queryset` as the public CSV of `table`, a `programs.tables.Table`."""
    return csv_of_rows(table.columns(), table.public_rows(queryset), bytes_at_most)


def csv_of_rows(names, rows, bytes_at_most=None):
    """`rows`, a queryset of values, as CSV with the columns `names`; a TableFile.

    UTF-8 with byte order mark, CRLF, one header row. Raises DatabaseError, TooLarge, OSError.
    """
    with TableFile(bytes_at_most) as csv:
        csv.write(BYTE_ORDER_MARK + ",".join(names).encode() + b"\r\n")
        with copied(rows, "FORMAT csv") as blocks:
            for block in with_crlf(blocks):
                csv.write(block)
    return csv


def with_crlf(blocks):
    """CSV in `blocks` of bytes with the row ends LF made CRLF, those inside quotes left alone.

    Quotes that stand for themselves come in pairs, so what is outside is every second piece
    between quotes, wherever a block is cut.
    """
    inside = False
    for block in blocks:
        pieces = block.split(b'"')
        for i in range(inside, len(pieces), 2):
            pieces[i] = pieces[i].replace(b"\n", b"\r\n")
        inside ^= len(pieces) % 2 == 0
        yield b'"'.join(pieces)
