"""The texts that the cells of a workbook share, in their order."""

from openpyxl.utils.escape import unescape

from programs.sheets.limits import TEXT_AT_MOST
from programs.sheets.pieces import Pieces


class Words(list):
    """Each text without its readings (of East Asian words) and without its dress."""

    def __init__(self, package, name):
        self.pieces, self.inside, self.reading = Pieces(), False, False
        if name:
            package.parse(name, self.begin, self.end, self.text)

    def begin(self, element, attributes):
        if element == "si":
            self.pieces.clear()
        elif element == "rPh":
            self.reading = True
        elif element == "t":
            self.inside = not self.reading

    def end(self, element):
        if element == "si":
            self.append(unescape(self.pieces.joined())[: TEXT_AT_MOST + 1])
        elif element == "rPh":
            self.reading = False
        elif element == "t":
            self.inside = False

    def text(self, text):
        if self.inside:
            self.pieces.add(text)
