"""How a cell of a table is read on import: what a file holds becomes a value, or is refused.

A cell comes as text from CSV, and as text, number, date or truth from XLSX. Nothing is changed in
silence: what is not understood is refused with a ValueError that says what would be right. Text
is brought into the form of `institutes.text`, which shows the same.
"""

from programs.cells.number import LARGEST_NUMBER, WholeNumber, Year
from programs.cells.reference import CountriesWithRoles, OneCountry, OneOf, SeveralOf
from programs.cells.text import ESCAPED, FORMULA_STARTS, Choice, Code, Text, cell_text, folded

__all__ = [
    "ESCAPED",
    "FORMULA_STARTS",
    "LARGEST_NUMBER",
    "Choice",
    "Code",
    "CountriesWithRoles",
    "OneCountry",
    "OneOf",
    "SeveralOf",
    "Text",
    "WholeNumber",
    "Year",
    "cell_text",
    "folded",
]
