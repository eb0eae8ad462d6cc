"""README.txt of the archive: what is in it, and what must be known before a number is used."""

from textwrap import fill

from keco_portal.open_data.address import address_of
from keco_portal.open_data.licence import licence
from keco_portal.open_data.tables import TABLES
from keco_portal.standards.columns import about
from keco_portal.standards.datapackage import APOSTROPHE
from keco_portal.standards.moment import in_utc

TEXT = """\
Open data of the Environmental Cooperation Portal
{home}

Version {version}{changed}

What six Korean environmental institutes do with other countries, as the sources
below state it.


What must not be added
----------------------
Only like is added to like. Figures may be added up where all of this holds, and
nowhere else:
- they are of one program and of one measure, so they count the same thing in the
  same unit;
- their kind is "annual", and their periods follow one another without a gap and
  without an overlap;
- all are of one country, or all have a blank country; all have the same sex;
- each has a value, the value_status "stated" and the qualifier "exact";
- none is a part of another: see part_of in measures.csv.
A cumulative number already holds those before it. A plan may never have come
true. A person in two programs would be counted twice. A figure with a blank
country is the whole of its program, and no country's share.


What the cells mean
-------------------
- Blank is not stated, or not known; it is never zero. Of a figure, value_status
  says why. Zero stands only where the source says zero.
- Dates are as precise as they are known: 2013, 2014-08 or 2017-12-12.
- Several keys in one cell are joined by |.
- The key of a country is its ISO 3166-1 alpha-3 code. A region that the source
  names (program_regions.csv) is no list of countries.
{apostrophe}
- The files are UTF-8 with a byte order mark, separated by commas, with CRLF at
  the end of each row.


Files
-----
{tables}
datapackage.json       describes every column (Data Package 2.0)
csv-metadata.json      the same as CSV on the Web


Sources
-------
{sources}


Licence
-------
{licence}
"""
NO_LICENCE = "No licence has been set for these data."


def readme(contents):
    """The text of README.txt for a package of `contents`."""
    one = licence()
    changed = contents.changed_at
    return TEXT.format(
        home=address_of("data"),
        version=contents.version,
        apostrophe=fill(APOSTROPHE, 80, initial_indent="- ", subsequent_indent="  "),
        changed=f", last changed {in_utc(changed)}" if changed else "",
        tables="\n".join(f"{f'{name}.csv':<22} {about(public)}" for name, public in TABLES.items()),
        sources="\n".join(f"- {source.title}" for source in contents.sources) or "None.",
        licence=(one.url if one.name == one.url else f"{one.name}\n{one.url}")
        if one
        else NO_LICENCE,
    )
