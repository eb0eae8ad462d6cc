"""The line of each thing that a search finds: its title, its facts, and its texts."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from institutes.language import ENGLISH, KOREAN, in_language, page_language, text_and_language


@dataclass
class Line:
    """`title` and each of `excerpts` are a text and its language; `facts` are plain texts.

    `mark` makes them HTML: `heading`, and `excerpt`, which may be empty.
    """

    address: str
    title: tuple
    facts: list
    excerpts: list = field(default_factory=list)
    heading: str = ""
    excerpt: str = ""

    def __post_init__(self):
        self.facts = [str(fact) for fact in self.facts if fact]
        own = page_language()
        texts = [one for one in dict.fromkeys(self.excerpts) if one[0] and one[0] != self.title[0]]
        self.excerpts = sorted(texts, key=lambda one: one[1] != own)

    def texts(self):
        return [text for text, _language in (self.title, *self.excerpts)] + self.facts

    def mark(self, marker):
        """Mark the title, the facts, and the first text that has something to mark."""
        title, language = self.title
        self.heading = _in(language, marker.html(title)) + _hint(language)
        self.facts = [marker.html(fact) for fact in self.facts]
        for text, language in self.excerpts:
            if marker.spans(text):
                self.excerpt = _in(language, marker.excerpt(text))
                return


def _in(language, html):
    if language == page_language():
        return html
    return format_html('<span lang="{}">{}</span>', language, html)


def _hint(language):
    """Says that a title is not in the language of the page."""
    if language == page_language():
        return mark_safe("")
    hint = _("in Korean") if language == KOREAN else _("in English")
    return format_html(' <small class="hint">({})</small>', hint)


def both(row, *fields):
    """The texts of `fields` in both languages, each with its language."""
    return [
        (getattr(row, f"{field}_{language}"), language)
        for field in fields
        for language in (ENGLISH, KOREAN)
    ]


def programs(row):
    return ngettext("%(count)d program", "%(count)d programs", row.program_count) % {
        "count": row.program_count
    }


def named(row):
    """The name and its acronym, as one title: Climate and Clean Air Coalition (CCAC)."""
    name, language = text_and_language(row, "name")
    return (f"{name} ({row.acronym})" if row.acronym else name), language


def country(row):
    return Line(
        row.get_absolute_url(),
        text_and_language(row, "name"),
        [row.iso3, programs(row)],
        both(row, "name"),
    )


def institute(row):
    return Line(row.get_absolute_url(), named(row), [programs(row)], both(row, "summary", "name"))


def program(row):
    countries = {in_language(one.country, "name") for one in row.program_countries.all()}
    regions = {in_language(one.region, "name") for one in row.program_regions.all()}
    return Line(
        row.get_absolute_url(),
        text_and_language(row, "name"),
        [
            row.institute.acronym,
            row.get_kind_display(),
            row.years,
            ", ".join([*sorted(countries), *sorted(regions)]),
        ],
        [*both(row, "summary", "name"), (row.as_printed, ENGLISH)],
    )


def framework(row):
    return Line(
        row.get_absolute_url(),
        named(row),
        [row.launched_year, programs(row)],
        [*both(row, "summary", "name"), (row.as_printed, ENGLISH), (row.launched_at, ENGLISH)],
    )


def partner(row):
    where = row.country and in_language(row.country, "name")
    return Line(
        row.get_absolute_url(), named(row), [row.get_type_display(), where], both(row, "name")
    )


def figure(row):
    of = in_language(row.country, "name") if row.country else ""
    unit = row.measure.get_unit_display()
    return Line(
        row.get_absolute_url(),
        text_and_language(row.measure, "name"),
        [
            _("%(number)s %(unit)s") % {"number": row.value_as_text, "unit": unit},
            row.period or row.as_of,
            of,
            row.program.institute.acronym,
            in_language(row.program, "name"),
        ],
        [(row.note, ENGLISH), (row.note_ko, KOREAN), *both(row.measure, "name", "definition")],
    )


def region(row):
    return Line(
        row.get_absolute_url(),
        text_and_language(row, "name"),
        [row.get_scheme_display(), programs(row)],
        both(row, "name"),
    )


def theme(row):
    return Line(
        f"{reverse('programs')}?theme={row.slug}",
        text_and_language(row, "name"),
        [programs(row)],
        [
            *both(row, "name"),
            *([(row.as_printed, ENGLISH)] if row.as_printed.lower() != row.name_en.lower() else []),
        ],
    )
