"""Ready citations of data: a sentence, BibTeX, RIS and CSL-JSON, all of one Citation.

BibTeX as BibTeX and biber read it, RIS by its specification of 2011 (type DATA), CSL-JSON 1.0.2.
None of them has a field for a licence or a checksum; these stand in the note.
"""

import datetime
import json
import re
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

# Braces count for BibTeX even behind a backslash, so they are named and not written.
OF_LATEX = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class Citation:
    """A set of data as it is cited: what `publisher` made at `address` on the day `made_on`.

    `key` names it in a bibliography, in letters, digits and hyphens. `version` tells it from
    others, and `notes` are sentences: the checksum, and the licence where there is one.
    """

    key: str
    title: str
    publisher: str
    address: str
    made_on: datetime.date
    version: str
    language: str
    notes: tuple = ()

    @property
    def note(self):
        return " ".join(line(one) for one in self.notes)


def line(text):
    """`text` on one line."""
    return " ".join(text.split())


def as_text(cited):
    """One sentence or two, in the language that is active."""
    said = _("%(publisher)s (%(year)s). %(title)s [data set]. Version %(version)s, %(day)s.") % {
        "publisher": cited.publisher,
        "year": cited.made_on.year,
        "title": line(cited.title),
        "version": cited.version,
        "day": date_format(cited.made_on, "DATE_FORMAT"),
    }
    return f"{said} {cited.address}"


def as_bibtex(cited):
    """An entry of the type misc, which every style knows, its names and title in their own case."""
    fields = {
        "author": f"{{{latex(cited.publisher)}}}",
        "title": f"{{{latex(cited.title)}}}",
        "year": str(cited.made_on.year),
        "month": MONTHS[cited.made_on.month - 1],
        "publisher": latex(cited.publisher),
        "howpublished": latex(_("Data set")),
        "version": latex(cited.version),
        "url": cited.address,
        "language": {"ko": "korean"}.get(cited.language, "english"),
        "note": latex(cited.note),
    }
    lines = [
        f"  {name} = {value if name == 'month' else f'{{{value}}}'},\n"
        for name, value in fields.items()
    ]
    return f"@misc{{{cited.key},\n{''.join(lines)}}}\n"


def latex(text):
    """`text` on one line as LaTeX prints it, its braces balanced."""
    return re.sub(r"[\\{}~^&%$#_]", lambda found: OF_LATEX[found[0]], line(text))


def as_ris(cited):
    """A record of the type DATA; rows end in CRLF."""
    fields = [
        *(("TY", "DATA"), ("ID", cited.key), ("TI", cited.title), ("AU", f"{cited.publisher},")),
        *(("PY", str(cited.made_on.year)), ("DA", f"{cited.made_on:%Y/%m/%d}")),
        *(("PB", cited.publisher), ("ET", cited.version), ("LA", cited.language)),
        *(("UR", cited.address), ("N1", cited.note), ("ER", "")),
    ]
    return "".join(f"{tag}  - {line(value)}\r\n" for tag, value in fields)


def as_csl_json(cited):
    """A list of one item, as reference managers and Pandoc read it."""
    day = cited.made_on
    item = {
        "id": cited.key,
        "type": "dataset",
        "title": line(cited.title),
        "author": [{"literal": cited.publisher}],
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "publisher": cited.publisher,
        "version": cited.version,
        "URL": cited.address,
        "language": cited.language,
        "note": cited.note,
    }
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"
