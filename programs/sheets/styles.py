"""Which cells of a workbook are dates: said by the format of their number alone."""

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from programs.sheets.limits import FORMAT_AT_MOST, STYLES_AT_MOST
from programs.sheets.package import too_large


class Styles:
    """`is_date[style]`: whether a number of that style is a date."""

    def __init__(self, package, name):
        self.dates = {number: is_date_format(code) for number, code in BUILTIN_FORMATS.items()}
        self.is_date, self.formats = [], 0
        self.inside = False
        if name:
            package.parse(name, self.begin, self.end)

    def begin(self, element, attributes):
        if element == "numFmt":
            self.formats += 1
            if self.formats > STYLES_AT_MOST:
                raise too_large()
            code = attributes.get("formatCode", "")[:FORMAT_AT_MOST]
            self.dates[int(attributes["numFmtId"])] = is_date_format(code)
        elif element == "cellXfs":
            self.inside = True
        elif element == "xf" and self.inside:
            if len(self.is_date) == STYLES_AT_MOST:
                raise too_large()
            self.is_date.append(self.dates.get(int(attributes.get("numFmtId", 0)), False))

    def end(self, element):
        if element == "cellXfs":
            self.inside = False
