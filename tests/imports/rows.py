"""Figures for files that are imported as a whole: new ones, drafts, and published ones.

Each is of a day of its own, so that none is another again.
"""

import csv
import datetime
import io
from itertools import cycle

from participants.models import Figure, Measure
from tests.factories import make_administrator, make_program, sourced

ROWS = 12
PERSON = "importer"
PROGRAM = "imported-program"
FIRST_DAY = datetime.date(1990, 1, 1)
# What the rows of a file are before it is imported, in turn; "" is not there yet.
BEFORE = ("", "draft", "", "published")
COMMON = {
    "program": PROGRAM,
    "measure": "foreign-visitors",
    "kind": "snapshot",
    "value_status": "stated",
    "source": "me-affiliated-organizations-2017",
    "source_locator": "SLC, paragraph 1",
}


def key(number):
    return f"imported-{number:05}"


def day(number):
    return (FIRST_DAY + datetime.timedelta(days=number)).isoformat()


def file_of(count, note="As imported.", start=0):
    """A CSV of `count` figures from the one numbered `start` on, all of which say `note`."""
    text = io.StringIO(newline="")
    names = ["figure", *COMMON, "value", "as_of", "note"]
    writer = csv.DictWriter(text, names)
    writer.writeheader()
    for number in range(start, start + count):
        cells = {"figure": key(number), "value": number, "as_of": day(number), "note": note}
        writer.writerow(COMMON | cells)
    return text.getvalue()


def make_rows_before(count=ROWS):
    """The person who imports, and those of `count` figures that are there before."""
    make_administrator(PERSON)
    program = make_program(slug=PROGRAM)
    measure = Measure.objects.get(slug=COMMON["measure"])
    Figure.objects.bulk_create(
        Figure(
            **sourced({"key": key(number), "program": program, "measure": measure}),
            kind=COMMON["kind"], value=number, as_of=day(number), publication=publication,
        )
        for number, publication in zip(range(count), cycle(BEFORE), strict=False)
        if publication
    )  # fmt: skip
