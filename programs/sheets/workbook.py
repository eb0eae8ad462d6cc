"""A workbook (XLSX) as staff send it: which of its sheets is meant, and the rows of that.

Read piece by piece and sparsely: a cell in the last row and column of a sheet costs no more than
one in the first.
"""

import posixpath

from django.utils.translation import gettext as _

from programs.sheets.complaint import Unreadable
from programs.sheets.grid import Grid
from programs.sheets.package import Package, broken
from programs.sheets.sheet import Sheet
from programs.sheets.styles import Styles
from programs.sheets.words import Words

# The sheets of our own templates and exports with rows in them.
OWN_NAMES = {"programs", "figures", "participants", "editions"}
MAIN = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
STYLES, WORDS = "xl/styles.xml", "xl/sharedStrings.xml"
OF_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def sheet_of_workbook(data):
    """The Sheet of rows in an XLSX of `data`, bytes. Raises Unreadable."""
    return Workbook(Package(data)).sheet_of_rows()


class Workbook:
    """The sheets of a package: names, whether hidden, and their cells."""

    def __init__(self, package):
        self.package = package
        self.sheets = []  # (name, whether it is shown, key of its file)
        self.is_1904 = False
        package.parse(MAIN, self.begin)
        self.targets = {}
        package.parse(RELATIONS, self.relate)
        files = package.files
        self.styles = Styles(package, STYLES if STYLES in files else None)
        self.words = Words(package, WORDS if WORDS in files else None)

    def begin(self, element, attributes):
        if element == "sheet":
            key = attributes.get(f"{OF_RELATIONS} id", "")
            shown = attributes.get("state", "visible") == "visible"
            self.sheets.append((attributes.get("name", ""), shown, key))
        elif element == "workbookPr":
            self.is_1904 = attributes.get("date1904") in ("1", "true")

    def relate(self, element, attributes):
        if element == "Relationship":
            target = attributes.get("Target", "")
            path = target[1:] if target.startswith("/") else posixpath.join("xl", target)
            self.targets[attributes.get("Id")] = posixpath.normpath(path)

    def sheet_of_rows(self):
        """The one sheet with rows; of several, the one that is called as a table of ours.

        Rows below the same header on another sheet would be left out in silence, so they are
        refused.
        """
        own = [sheet for sheet in self.sheets if sheet[0] in OWN_NAMES]
        looked_at = [sheet for sheet in self.sheets if sheet[1] or sheet in own]
        grids = [grid for grid in map(self.grid, looked_at) if grid.cells]
        if len(own) == 1:
            table = next((grid for grid in grids if grid.name == own[0][0]), None)
            grids = [grid for grid in grids if grid is table or (table and grid.is_like(table))]
        if len(grids) > 1:
            names = ", ".join(f"“{grid.name}”" for grid in grids)
            words = _("There are rows in several sheets: {names}. Send one of them.")
            raise Unreadable(words.format(names=names))
        if not grids:
            return Sheet([])
        grids[0].refuse_wrong()
        return Sheet(grids[0].rows(), grids[0].name)

    def grid(self, sheet):
        name, _shown, key = sheet
        file = self.targets.get(key)
        if file not in self.package.files:
            raise broken()
        return Grid(name, self.package, file, self.styles, self.words, is_1904=self.is_1904)
