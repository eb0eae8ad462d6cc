"""The header of a file: which column of a table each of its columns is."""

from difflib import get_close_matches

from django.utils import translation
from django.utils.translation import gettext as _

from institutes.language import LANGUAGES
from programs.cells import cell_text, folded
from programs.sheets import Complaint, Unreadable

LOOKED_FOR_IN = 10  # rows, where a header is not in its place


def headers_of(table, sheet):
    """The names of the table's columns that the columns of `sheet` are, in their order.

    A header is a column's name or its title in either language. Raises Unreadable where one is
    unknown or stands there twice, or the key of the rows is missing.
    """
    known = names_of(table)
    names = [known.get(folded(header)) for header in sheet.headers or []]
    if None in names:
        refuse_unknown(table, sheet, known)
    wrong = [
        complaint(sheet, place, _("This column stands there twice; delete one of them."))
        for place, name in enumerate(names)
        if name in names[:place]
    ]
    if wrong:
        raise Unreadable(*wrong)
    for name in table.key_names:
        if name not in names:
            words = _("The column “{header}” is missing.").format(header=name)
            raise Unreadable(Complaint(words, sheet.name, sheet.header_number))
    return names


def names_of(table):
    """{folded name or title: name} of all columns of `table`."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found |= {folded(title): name for name, title in table.titles().items()}
    return found | {folded(name): name for name in table.columns()}


def refuse_unknown(table, sheet, known):
    """Raise Unreadable for each header that `table` does not know; say where a header stands."""
    for number, row in zip(sheet.numbers, sheet[:LOOKED_FOR_IN], strict=False):
        if sum(folded(cell_text(cell)) in known for cell in row) > 1:
            words = _(
                "The names of the columns stand in row {number}; delete the rows above, such as "
                "a title."
            )
            title = " ".join(filter(None, sheet.headers))
            words = words.format(number=number)
            raise Unreadable(Complaint(words, sheet.name, sheet.header_number, value=title))
    raise Unreadable(
        *(
            complaint(sheet, place, unknown(table, header, known))
            for place, header in enumerate(sheet.headers)
            if folded(header) not in known
        )
    )


def unknown(table, header, known):
    near = get_close_matches(folded(header), known, n=1, cutoff=0.75)
    if near:
        return _("The column is not known. Is it “{name}”?").format(name=known[near[0]])
    names = ", ".join(table.columns())
    return _("The column is not known. Known are: {known}.").format(known=names)


def complaint(sheet, place, words):
    header = sheet.headers[place]
    column = header or sheet.places[place]
    return Complaint(words, sheet.name, sheet.header_number, column, header)
