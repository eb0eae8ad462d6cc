"""Rows of PostgreSQL's COPY as the rows of a sheet: XML, numbers as numbers and text as text.

There is no formula and no link among them, whatever a text begins with. XlsxWriter, row by row,
takes three times as long: at a million rows that is minutes of work for one address.
"""

import re

from django.utils.translation import gettext as _

ROWS_AT_MOST = 1_048_575  # below the header
TEXT_AT_MOST = 32_767  # of UTF-16, in a cell
FORM = "FORMAT text, NULL ''"
# What means something in XML, in COPY's text form, or in Excel's own way to write characters.
SPECIAL = re.compile(
    rb"[&<>\x01-\x08\x0b\x0c\x0e-\x1f]|\\.|_x(?=[0-9A-Fa-f]{4}_)|\xef\xbf[\xbe\xbf]"
)
ESCAPES = {
    **{b"&": b"&amp;", b"<": b"&lt;", b">": b"&gt;", b"_x": b"_x005F_x"},
    **{rb"\\": b"\\", rb"\n": b"&#10;", rb"\t": b"&#9;", rb"\r": b"_x000D_"},
    **{rb"\b": b"_x0008_", rb"\f": b"_x000C_", rb"\v": b"_x000B_"},
    **{b"\xef\xbf\xbe": b"_xFFFE_", b"\xef\xbf\xbf": b"_xFFFF_"},
    **{bytes([point]): b"_x%04X_" % point for point in range(1, 0x20)},
}
ENTITY = re.compile(r"&#?\w+;")
NUMBER = (b'" s="%d"><v>', b"</v></c>")
TEXT = (b'" s="%d" t="inlineStr"><is><t>', b"</t></is></c>")


class NotForASheet(ValueError):
    """A table that no sheet of a workbook holds, and why, in a sentence; a CSV holds it."""


def around(letters, *, is_number, style):
    """What stands before the number of a row, before a value and behind it, for one column."""
    before, behind = NUMBER if is_number else TEXT
    return b'<c r="' + letters.encode(), before % style, behind


def rows_as_xml(blocks, columns):
    """Blocks of a COPY in the form FORM as blocks of XML, `columns` `around` each value.

    Blank is no cell at all. Raises NotForASheet.
    """
    number = 1
    for block in blocks:
        out = []
        for line in escaped(block).split(b"\n")[:-1]:
            number += 1
            row = b"%d" % number
            cells = line.split(b"\t")
            if len(line) > TEXT_AT_MOST:
                refuse_long_texts(cells, number)
            out += (b'<row r="', row, b'">')
            for cell, (before, between, behind) in zip(cells, columns, strict=True):
                if cell:
                    out += (before, row, between, cell, behind)
            out.append(b"</row>")
        if number > ROWS_AT_MOST + 1:
            raise too_many_rows()
        yield b"".join(out)


def escaped(block):
    return SPECIAL.sub(lambda found: ESCAPES[found[0]], block)


def refuse_long_texts(cells, number):
    for cell in cells:
        text = ENTITY.sub(" ", cell.decode())
        if len(text.encode("utf-16-le")) > 2 * TEXT_AT_MOST:
            words = _("Row {row} has a text of more than {most} characters, which no cell holds.")
            raise NotForASheet(words.format(row=number, most=f"{TEXT_AT_MOST:,}"))


def too_many_rows():
    words = _("These are more rows than a sheet holds, which are {most} below its header.")
    return NotForASheet(words.format(most=f"{ROWS_AT_MOST:,}"))
