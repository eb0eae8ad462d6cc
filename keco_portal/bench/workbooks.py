"""The workbook of all figures: how long it takes, and how much memory."""

import zipfile
from dataclasses import dataclass

from django.core.management.base import CommandError

from keco_portal.bench.exports import fetch, timed
from participants.models import Figure

ADDRESS = "/figures.xlsx"
PIECE = 1 << 20


@dataclass
class Workbook:
    """Seconds, rows and bytes of the workbook, and the MB that the server took more."""

    seconds: float
    rows: int
    size: int
    memory: float | None

    def seconds_for(self, rows):
        """The seconds that so many rows take at the same pace."""
        return self.seconds * rows / self.rows


def measure_workbook(server, folder):
    """The Workbook of all figures. Raises CommandError where one is missing."""
    file = folder / "portal.xlsx"
    server.forget_peak()
    before = server.memory()
    seconds = timed(fetch, server, ADDRESS, file)
    memory = before and server.peak_memory() - before
    rows = rows_in(file)
    if rows != (expected := Figure.objects.published().count()):
        raise CommandError(f"The workbook has {rows} rows of {expected}.")
    return Workbook(seconds, rows, file.stat().st_size, memory)


def rows_in(file):
    """The rows below the header of the first sheet."""
    count, left = -1, b""
    with zipfile.ZipFile(file) as book, book.open("xl/worksheets/sheet1.xml") as sheet:
        while piece := sheet.read(PIECE):
            text = left + piece
            count += text.count(b"<row ")
            left = text[-4:]
    return count
