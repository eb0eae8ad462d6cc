"""Which cells of a workbook are dates: said by the format of their number alone."""

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format


class Styles:
    """`is_date[style]`: whether a number of that style is a date."""

    def __init__(self, package, name):
        self.formats = dict(BUILTIN_FORMATS)
        self.is_date = []
        self.inside = False
        if name:
            package.parse(name, self.begin, self.end)

    def begin(self, element, attributes):
        if element == "numFmt":
            self.formats[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif element == "cellXfs":
            self.inside = True
        elif element == "xf" and self.inside:
            code = self.formats.get(int(attributes.get("numFmtId", 0)), "General")
            self.is_date.append(bool(is_date_format(code)))

    def end(self, element):
        if element == "cellXfs":
            self.inside = False
