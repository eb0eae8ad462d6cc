"""A workbook's file, judged before anything of it is read: an archive of XML, and no bomb.

What an archive says of itself is not believed: everything is inflated piece by piece, and all of
it together has an end.
"""

import io
import struct
import zipfile
import zlib
from xml.parsers import expat

from django.utils.translation import gettext as _

from programs.sheets.complaint import Unreadable
from programs.sheets.limits import (
    CELLS_AT_MOST,
    DEPTH_AT_MOST,
    ELEMENTS_AT_MOST,
    ENTRIES_AT_MOST,
    INFLATED_AT_MOST,
)

PIECE = 64 * 1024
ARCHIVE = b"PK\x03\x04"
MAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SUPPORTED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
ENCRYPTED = 0x1
# What zipfile raises where the bytes of an archive are not what it says.
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError),
)


class Package:
    """The files inside a workbook, by name, each inflated within the bounds. Raises Unreadable."""

    def __init__(self, data):
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
            entries = archive.infolist()
            self.refuse_strange(entries)
            self.files = dict(self.inflated(archive, entries))
            self.elements_left, self.parsed = ELEMENTS_AT_MOST, set()
        except Unreadable:
            raise
        except BROKEN as error:
            raise broken() from error
        self.refuse_other_documents()

    def refuse_strange(self, entries):
        if len(entries) > ENTRIES_AT_MOST:
            raise too_large()
        for entry in entries:
            if entry.flag_bits & ENCRYPTED or entry.compress_type not in SUPPORTED:
                raise broken()

    def inflated(self, archive, entries):
        """(name, bytes) of each file; what stands behind a name twice is refused."""
        left, names = INFLATED_AT_MOST, set()
        for entry in entries:
            if entry.filename in names:
                raise broken()
            names.add(entry.filename)
            pieces = []
            with archive.open(entry) as file:
                while piece := file.read(PIECE):
                    left -= len(piece)
                    if left < 0:
                        raise too_large()
                    pieces.append(piece)
            if pieces and pieces[0].startswith(ARCHIVE):
                raise Unreadable(_("There is another archive inside the file; send the rows only."))
            yield entry.filename, b"".join(pieces)

    def refuse_other_documents(self):
        if MAIN not in self.files.get("[Content_Types].xml", b""):
            words = _("This is no workbook without macros: save it as “Excel workbook (.xlsx)”.")
            raise Unreadable(words)

    def parse(self, name, start=None, end=None, text=None):
        """Give the elements of the file `name` to functions, by their names without namespaces.

        `start` is called with a name and its attributes, `end` with a name, `text` with texts.
        No file is asked for twice, but where somebody made a workbook of many sheets out of one.
        """
        if name in self.parsed or name not in self.files:
            raise broken()
        self.parsed.add(name)
        self.elements_left -= elements_of(self.files[name])
        if self.elements_left < 0:
            raise too_large()
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        depth = 0

        def begin(element, attributes):
            nonlocal depth
            depth += 1
            if depth > DEPTH_AT_MOST:
                raise broken()
            if start:
                start(element.rpartition(" ")[2], attributes)

        def finish(element):
            nonlocal depth
            depth -= 1
            if end:
                end(element.rpartition(" ")[2])

        parser.StartElementHandler, parser.EndElementHandler = begin, finish
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = refuse_declarations
        try:
            parser.Parse(self.files[name], True)
        except Unreadable:
            raise
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise broken() from error


def elements_of(document):
    """How many elements the XML of `document`, bytes, has at most, by the signs of their tags.

    Every encoding that expat reads has these signs as ASCII has them, UTF-16 with NULs between.
    """
    signs = document.replace(b"\0", b"")
    return (signs.count(b"<") + signs.count(b"/>")) // 2


def refuse_declarations(*_declaration):
    """A document type declares entities, which a spreadsheet never needs and a bomb does."""
    raise Unreadable(_("The file declares entities of XML, as no spreadsheet does."))


def broken():
    return Unreadable(_("The workbook cannot be opened: save it anew as “Excel workbook (.xlsx)”."))


def too_large():
    words = _(
        "The workbook is larger inside than a table of {most} cells; send its rows in parts, "
        "without the rest."
    )
    return Unreadable(words.format(most=f"{CELLS_AT_MOST:,}"))
