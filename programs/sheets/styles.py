"""What the format of a number makes of it: a date, or more than the number itself."""

import re

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from programs.sheets.limits import FORMAT_AT_MOST, STYLES_AT_MOST
from programs.sheets.package import too_large

CONDITION = re.compile(r"\[[^\]]*\]")
MORE = re.compile(r"%|약|여|이상|이하|미만|초과|[~<>≥≤]")


class Styles:
    """`is_date[style]`: whether a number of that style is a date.

    `says_more[style]`: whether it is shown as a part of a hundred, or with words that change what
    it means, such as “약 30”.
    """

    def __init__(self, package, name):
        self.known = {number: meant(code) for number, code in BUILTIN_FORMATS.items()}
        self.is_date, self.says_more, self.formats = [], [], 0
        self.inside = False
        if name:
            package.parse(name, self.begin, self.end)

    def begin(self, element, attributes):
        if element == "numFmt":
            self.formats += 1
            if self.formats > STYLES_AT_MOST:
                raise too_large()
            code = attributes.get("formatCode", "")[:FORMAT_AT_MOST]
            self.known[int(attributes["numFmtId"])] = meant(code)
        elif element == "cellXfs":
            self.inside = True
        elif element == "xf" and self.inside:
            if len(self.is_date) == STYLES_AT_MOST:
                raise too_large()
            is_date, says_more = self.known.get(int(attributes.get("numFmtId", 0)), PLAIN)
            self.is_date.append(is_date)
            self.says_more.append(says_more)

    def end(self, element):
        if element == "cellXfs":
            self.inside = False


def meant(code):
    """(is a date, says more) of the format `code`."""
    return bool(is_date_format(code)), bool(MORE.search(CONDITION.sub("", code)))


PLAIN = meant("General")
