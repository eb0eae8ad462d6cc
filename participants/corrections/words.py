"""What a correction changed, field by field, in the words and the language of the page."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import pgettext_lazy

from institutes.history.content import parts_of
from institutes.history.difference import Difference
from institutes.language import ENGLISH, KOREAN, page_language, text_and_language
from participants.partial_date import PartialDateField
from programs.dates import spoken
from programs.models import Program

# What a row of each part is called where it came or went.
PARTS = {
    "programs.programcountry": pgettext_lazy("what changed", "Country"),
    "programs.programregion": pgettext_lazy("what changed", "Region"),
    "programs.partnership": pgettext_lazy("what changed", "Partner"),
    "programs.edition": pgettext_lazy("what changed", "Edition"),
    "programs.program_frameworks": pgettext_lazy("what changed", "Framework"),
    "programs.program_themes": pgettext_lazy("what changed", "Theme"),
}
# The fields that say which row of a part it is.
TELLING = {
    "programs.programcountry": ("country", "role"),
    "programs.programregion": ("region", "basis"),
    "programs.partnership": ("partner", "as_printed", "role"),
    "programs.edition": ("year", "title"),
    "programs.program_frameworks": ("framework",),
    "programs.program_themes": ("theme",),
}


@dataclass(frozen=True)
class Told(Difference):
    """A Difference with the language of each side, where it is not that of the page."""

    before_language: str = ""
    after_language: str = ""


def names_of(corrections):
    """{model: {key: (name, language)}} of all rows that foreign keys of `corrections` name.

    One query for each model. A program that is not public has no name.
    """
    keys = defaultdict(set)
    for one in corrections:
        for part in parts_of(one.model):
            for name, field in part.fields().items():
                if field.is_relation:
                    rows = [*one.before[part.label].values(), *one.after[part.label].values()]
                    keys[field.related_model].update(values.get(name) for values in rows)
    return {
        model: {row.pk: name_of(row) for row in public(model).filter(pk__in=pks - {None})}
        for model, pks in keys.items()
    }


def public(model):
    return Program.objects.published() if model is Program else model._base_manager.all()


def name_of(row):
    """The name or the title of a row, and the language of it where that is another."""
    field = "title" if hasattr(row, "title") else "name"
    text, language = text_and_language(row, field)
    return text, language if language != page_language() else ""


def told(correction, names):
    """The differences of a correction, in the order of the fields."""
    found = []
    for part in parts_of(correction.model):
        old, new = correction.before[part.label], correction.after[part.label]
        for key in sorted({*old, *new}, key=int):
            found += Row(part, names).told(old.get(key), new.get(key))
    return found


class Row:
    """The row of a part, in words."""

    def __init__(self, part, names):
        self.part, self.names = part, names

    def told(self, old, new):
        if old == new:
            return
        if self.part.link and (old is None or new is None):
            before, of_before = self.summary(old)
            after, of_after = self.summary(new)
            yield Told("", str(PARTS[self.part.label]), before, after, "", of_before, of_after)
            return
        which = f"{PARTS[self.part.label]}: {self.summary(new)[0]}" if self.part.link else ""
        for name, field in self.part.fields().items():
            (before, of_before), (after, of_after) = (
                self.shown(name, row.get(name)) for row in (old, new)
            )
            if before != after:
                label = capfirst(str(field.verbose_name))
                yield Told(which, label, before, after, name, of_before, of_after)

    def summary(self, values):
        """What tells a row of a part from others, and its language."""
        if values is None:
            return "", ""
        names = list(TELLING[self.part.label])
        if page_language() == KOREAN:
            names = [f"{one}_ko" if values.get(f"{one}_ko") else one for one in names]
        shown = [one for one in (self.shown(name, values.get(name)) for name in names) if one[0]]
        language = next((language for _, language in shown if language), "")
        return " · ".join(text for text, _ in shown), language

    def shown(self, name, value):
        """`value` of the field `name` as people read it, and its language if it has another."""
        field = self.part.fields()[name]
        if value in (None, ""):
            return "", ""
        if field.is_relation:
            return self.names[field.related_model].get(value, ("", ""))
        if field.choices:
            return str(dict(field.flatchoices).get(value, value)), ""
        if isinstance(field, PartialDateField):
            return spoken(value), ""
        if isinstance(value, int):
            is_year = name.endswith("year")
            return str(value) if is_year else number_format(value, force_grouping=True), ""
        language = KOREAN if name.endswith("_ko") else ENGLISH
        return str(value), language if language != page_language() else ""
