"""The public pages, each with an address, and ways to read one."""

import io

from lxml import html

from institutes.models import Institute
from participants.models import Figure
from programs.models import Country, Framework, Partner, Program, Region, Source

LISTS = [
    *("/", "/institutes/", "/programs/", "/countries/", "/regions/", "/partners/"),
    *("/frameworks/", "/figures/", "/participants/", "/sources/", "/search/"),
    *("/changes/", "/about/", "/about/numbers/", "/about/accessibility/", "/about/privacy/"),
    *("/data/", "/data/snapshots/", "/data/iati/", "/data/conformance/", "/api/"),
]
FILES_OF_LISTS = [
    *("/programs.csv", "/figures.csv", "/participants.csv"),
    *("/programs.xlsx", "/figures.xlsx", "/participants.xlsx"),
]
FILES = [
    *FILES_OF_LISTS,
    *("/data/iati/activities.xml", "/data/iati/organisations.xml"),
    *("/data/datapackage.json", "/data/csv-metadata.json", "/data/programs.csv"),
    *("/data/figures.csv", "/data/environmental-cooperation-data.zip"),
]


def details():
    """The address of every page of one thing."""
    rows = [
        *(Institute.objects.all(), Program.objects.published(), Country.objects.all()),
        *(Region.objects.all(), Partner.objects.all(), Framework.objects.all()),
        *(Figure.objects.published(), Source.objects.all()),
    ]
    return [row.get_absolute_url() for queryset in rows for row in queryset]


def body(response):
    """All bytes of a response; a file that is read to its end is closed by the client."""
    return b"".join(response)


def parsed(response):
    return html.fromstring(response.content.decode())


def text_of(element):
    """The text of an element with its white space folded."""
    return " ".join(element.text_content().split())


def section(page, heading):
    """The elements between the h2 `heading` and the next h2."""
    [start] = [h2 for h2 in page.cssselect("h2") if text_of(h2) == heading]
    found = []
    for element in start.itersiblings():
        if element.tag == "h2":
            break
        found.append(element)
    return found


def links_in(elements, start):
    """The last parts of the addresses in `elements` that begin with `start`, in order."""
    return [
        link.get("href").removeprefix(start).strip("/")
        for element in elements
        for link in element.cssselect("a")
        if link.get("href").startswith(start)
    ]


def upload(data, name="rows.csv"):
    """A file of `data` as a form sends it."""
    file = io.BytesIO(data)
    file.name = name
    return file
