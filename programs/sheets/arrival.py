"""What a file is, by its own first bytes, whatever its name says."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programs.sheets.complaint import Unreadable
from programs.sheets.package import ARCHIVE
from programs.sheets.text import sheet_of_text
from programs.sheets.workbook import sheet_of_workbook

SAVE_AS = gettext_lazy("This is no spreadsheet of rows: save it as “Excel workbook (.xlsx)”.")
OLD_EXCEL = gettext_lazy(
    "This is a workbook of an old Excel, or one with a password: save it as “Excel workbook "
    "(.xlsx)” without one."
)
# What begins so is neither CSV nor XLSX.
OTHERS = {
    b"\xd0\xcf\x11\xe0": OLD_EXCEL,
    b"%PDF": SAVE_AS,
    b"{\\rtf": SAVE_AS,
    b"\x89PNG": SAVE_AS,
    b"\xff\xd8\xff": SAVE_AS,
    b"GIF8": SAVE_AS,
    b"\x1f\x8b": SAVE_AS,
    b"Rar!": SAVE_AS,
    b"7z\xbc\xaf": SAVE_AS,
    b"\x7fELF": SAVE_AS,
    b"MZ": SAVE_AS,
    b"<": gettext_lazy(
        "This is a web page or XML under the name of a spreadsheet: open it in Excel and save it "
        "as “Excel workbook (.xlsx)”."
    ),
}


def sheet_of(data):
    """The Sheet of the file `data`, bytes: CSV or XLSX, by its content. Raises Unreadable."""
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:16]
    if start.startswith(ARCHIVE):
        return sheet_of_workbook(data)
    for sign, words in OTHERS.items():
        if start.startswith(sign):
            raise Unreadable(str(words))
    if not start:
        raise Unreadable(_("The file is empty."))
    return sheet_of_text(data)
