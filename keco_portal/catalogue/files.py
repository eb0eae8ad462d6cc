"""The files of the archive, and the archive itself, as answers: whole, or the part asked for."""

import base64
import io
import re
import zipfile
from dataclasses import dataclass

from django.db import connection

from keco_portal.catalogue.making import BLOCK, ZIP_NAME
from keco_portal.catalogue.pieces import PieceReader
from programs.export import TableFile

ONE_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


@dataclass(frozen=True)
class FileOfArchive:
    """A file called `name` of an Archive, or the archive: `size` in bytes, `sha256` in hex."""

    archive: object
    name: str
    size: int
    sha256: str

    @property
    def etag(self):
        return f'"{self.sha256}"'

    @property
    def digest(self):
        """Its SHA-256 for the header Repr-Digest (RFC 9530)."""
        return f"sha-256=:{base64.b64encode(bytes.fromhex(self.sha256)).decode()}:"

    def read(self, start, length):
        """A TableFile of `length` bytes from `start`; the database is free again after it.

        Raises DatabaseError, TooLarge, OSError.
        """
        kept = io.BufferedReader(PieceReader(self.archive), BLOCK)
        with TableFile() as part:
            if self.name == ZIP_NAME:
                kept.seek(start)
                copy(kept, part, length)
            else:
                with zipfile.ZipFile(kept) as opened, opened.open(self.name) as inside:
                    inside.seek(start)
                    copy(inside, part, length)
        # A slow reader may take minutes with the file.
        if not connection.in_atomic_block:
            connection.close()
        return part


def copy(source, target, length):
    while length:
        data = source.read(min(BLOCK, length))
        if not data:
            raise OSError("the archive ends before its file does")
        target.write(data)
        length -= len(data)


def file_of(archive, name):
    """The FileOfArchive called `name`; the archive itself by ZIP_NAME. Raises KeyError."""
    if name == ZIP_NAME:
        return FileOfArchive(archive, name, archive.size, archive.sha256)
    known = archive.files[name]
    return FileOfArchive(archive, name, known["bytes"], known["sha256"])


def range_of(header, size):
    """(start, length) of the one range that a header asks for; None where the whole is right.

    More than one range, and what is no range of bytes, are passed over, as RFC 9110 allows.
    Raises ValueError where nothing of the file lies in it.
    """
    found = ONE_RANGE.fullmatch(header.replace(" ", ""))
    if not found or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        start, end = max(0, size - int(last)), size - 1
    else:
        start, end = int(first), min(int(last or size), size - 1)
        if last and int(last) < start:
            return None
    if start > end:
        raise ValueError("no byte of the file lies in this range")
    return start, end - start + 1
