"""The bytes of an archive: put into the database in pieces, and read from there as a file."""

import io

from keco_portal.catalogue.models import PIECE, Piece


def keep(archive, file):
    """Store what is in `file`, from where it stands, as the pieces of `archive`."""
    number = 0
    while data := file.read(PIECE):
        Piece.objects.create(archive=archive, number=number, data=data)
        number += 1


class PieceReader(io.RawIOBase):
    """The bytes of an Archive as a file to be read, a piece at a time.

    Raises OSError where a piece is gone, because the archive was kept no longer.
    """

    def __init__(self, archive):
        self.archive = archive
        self.place = 0
        self.number, self.data = None, b""

    def readable(self):
        return True

    def seekable(self):
        return True

    def tell(self):
        return self.place

    def seek(self, offset, whence=io.SEEK_SET):
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self.place, io.SEEK_END: self.archive.size}[whence]
        self.place = max(0, start + offset)
        return self.place

    def readinto(self, buffer):
        if self.place >= self.archive.size:
            return 0
        number, start = divmod(self.place, PIECE)
        data = self.piece(number)[start : start + len(buffer)]
        buffer[: len(data)] = data
        self.place += len(data)
        return len(data)

    def piece(self, number):
        if number != self.number:
            found = Piece.objects.filter(archive=self.archive.pk, number=number)
            data = found.values_list("data", flat=True).first()
            if data is None:
                raise OSError(f"piece {number} of {self.archive} is gone")
            self.number, self.data = number, bytes(data)
        return self.data
