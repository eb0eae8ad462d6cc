"""A text of a workbook, as it comes in pieces."""

from programs.sheets.limits import TEXT_AT_MOST

ESCAPED_AT_MOST = 7 * (TEXT_AT_MOST + 1)  # each character may be written as seven: _x000D_


class Pieces:
    """Of a text that is too long only so much is kept that it is seen to be so."""

    def __init__(self):
        self.clear()

    def clear(self):
        self.pieces, self.left = [], ESCAPED_AT_MOST

    def add(self, text):
        if self.left > 0:
            self.pieces.append(text)
            self.left -= len(text)

    def joined(self):
        return "".join(self.pieces)[:ESCAPED_AT_MOST]
