"""How a table is read from a file: its header, its cells, its rows, and what becomes of them."""

from programs.reading.links import Links
from programs.reading.table import ReadFromFile

__all__ = ["Links", "ReadFromFile"]
