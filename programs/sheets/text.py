"""A CSV as staff send it: in which encoding, parted by which sign, and its rows."""

import csv
import re

from django.utils.translation import gettext as _

from programs.sheets.complaint import Complaint, Unreadable
from programs.sheets.limits import LINES_AT_MOST
from programs.sheets.sheet import Sheet

# In this order; a byte order mark says it for sure.
MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
WITHOUT_A_MARK = ["utf-8", "cp949"]
DELIMITERS = ",;\t"
LINE = re.compile(r"[^\r\n]*(?:\r\n|[\r\n])|[^\r\n]+")
HEADER_AT_MOST = 100_000  # characters of it that are looked at for the sign between them


def sheet_of_text(data):
    """The Sheet of a CSV of `data`, bytes. Raises Unreadable."""
    text = decoded(data)
    delimiter = delimiter_of(text)
    reader = csv.reader(lines_of(text), delimiter=delimiter, strict=True)
    return Sheet(rows_of(reader))


def lines_of(text):
    """Its lines with their ends, without a copy of it all, as io.StringIO makes of four bytes."""
    return (found[0] for found in LINE.finditer(text))


def rows_of(reader):
    """(number, cells) of each row that is not blank.

    One after the other, so that a file that is too large is refused before all of it is read.
    """
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if number > LINES_AT_MOST:
                words = _("The file has more than {most} rows; send it in parts.")
                raise Unreadable(words.format(most=f"{LINES_AT_MOST:,}"))
            if any(cells):
                yield number, cells
    except csv.Error as error:
        words = _(
            "Its quotation marks do not fit, or a cell has no end; save the file as CSV anew."
        )
        raise Unreadable(Complaint(words, row=number + 1)) from error


def decoded(data):
    """`data` as text, by its byte order mark, as strict UTF-8, or as strict CP949."""
    marked = [encoding for mark, encoding in MARKS.items() if data.startswith(mark)]
    for encoding in marked or WITHOUT_A_MARK:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        # In UTF-16 without a mark one half of each letter is NUL.
        if text[:2].count("\0") != 1:
            return text
    raise Unreadable(_("The file is neither in UTF-8 nor in CP949: save it as “CSV UTF-8”."))


def delimiter_of(text):
    """The sign between the names of the columns, by the first line that is not blank."""
    header = next((line for line in lines_of(text) if line.strip()), "")
    outside = "".join(header[:HEADER_AT_MOST].split('"')[::2])
    found = [sign for sign in DELIMITERS if sign in outside]
    if len(found) > 1:
        words = _("Between the columns stand different signs; use commas only.")
        raise Unreadable(Complaint(words, value=header.strip()[:80]))
    return found[0] if found else ","
