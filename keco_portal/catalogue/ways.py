"""The other ways to the same data, which the catalogue's page links to.

A new one gets its line in WAYS: the name of its address, what it is called, what it is for.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Way:
    address: str
    title: str
    about: str


WAYS = [
    (
        "api",
        _("API"),
        _("For software that asks for what it needs, by the filters of the pages."),
    ),
    ("iati", _("The programs as IATI"), _("What the files of IATI hold, and how to read them.")),
    (
        "iati-activities",
        _("IATI activities"),
        _("The programs in the format that development cooperation is exchanged in."),
    ),
    ("iati-organisations", _("IATI organisations"), _("The institutes in the same format.")),
    (
        "catalogue-turtle",
        _("DCAT catalogue, Turtle"),
        _("For portals of data that list what others have."),
    ),
    ("catalogue-json-ld", _("DCAT catalogue, JSON-LD"), _("The same as JSON.")),
    ("changes-feed", _("Feed of changes"), _("News for feed readers.")),
    (
        "snapshots",
        _("Snapshots"),
        _("Tables as they were on a day, each with an address to cite."),
    ),
    (
        "conformance",
        _("Conformance"),
        _("What each format was checked with, when, and the result."),
    ),
]


def other_ways():
    """The Ways, in order."""
    return [Way(reverse(name), title, about) for name, title, about in WAYS]
