"""A CSV as staff send it: in which encoding, parted by which sign, and its rows."""

import csv
import io

from django.utils.translation import gettext as _

from programs.sheets.complaint import Complaint, Unreadable
from programs.sheets.sheet import Sheet

# In this order; a byte order mark says it for sure.
MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
WITHOUT_A_MARK = ["utf-8", "cp949"]
DELIMITERS = ",;\t"


def sheet_of_text(data):
    """The Sheet of a CSV of `data`, bytes. Raises Unreadable."""
    text = decoded(data)
    delimiter = delimiter_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows = []
    try:
        rows.extend(enumerate(reader, 1))
    except csv.Error as error:
        words = _(
            "Its quotation marks do not fit, or a cell has no end; save the file as CSV anew."
        )
        raise Unreadable(Complaint(words, row=len(rows) + 1)) from error
    return Sheet(rows)


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
    lines = io.StringIO(text, newline=None)
    header = next((line for line in lines if line.strip()), "")
    outside = "".join(header.split('"')[::2])
    found = [sign for sign in DELIMITERS if sign in outside]
    if len(found) > 1:
        words = _("Between the columns stand different signs; use commas only.")
        raise Unreadable(Complaint(words, value=header.strip()[:80]))
    return found[0] if found else ","
