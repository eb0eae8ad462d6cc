"""Facets: what the form of a list offers, each value with how many rows it would give."""

from dataclasses import dataclass
from functools import cached_property

from institutes.language import page_language
from programs.counting import ByYears
from programs.models.years import LAST_YEAR
from programs.parameters import VALUES_AT_MOST

SHOWN_AT_ONCE = 8  # of a longer list the rest stands behind “more”


@dataclass
class Choice:
    """One value of a facet.

    `count`: how many rows the list has if it alone is chosen here; None where none are counted.
    `language`: of the label, where it is not the page's.
    """

    value: str
    label: str
    language: str
    hint: str
    count: int | None
    is_chosen: bool


@dataclass
class Facet:
    """A parameter with its choices, in the order they are shown in."""

    name: str
    label: str
    choices: list[Choice]
    errors: list[str]
    is_of_years: bool

    @property
    def number_chosen(self):
        return sum(choice.is_chosen for choice in self.choices)

    @property
    def is_open(self):
        return bool(self.number_chosen or self.errors)

    @property
    def first(self):
        """The choices that are shown at once; one more is not worth a “more”."""
        few = len(self.choices) <= SHOWN_AT_ONCE + 1
        return self.choices if few or self.is_of_years else self.choices[:SHOWN_AT_ONCE]

    @property
    def rest(self):
        return self.choices[len(self.first) :]

    @property
    def rest_is_chosen(self):
        return any(choice.is_chosen for choice in self.rest)


class Facets:
    """The facets of a filterset, in its order."""

    def __init__(self, filterset):
        self.filterset = filterset
        self.counts = filterset.counts

    def __iter__(self):
        return iter(self.facets)

    @cached_property
    def facets(self):
        filters = self.filterset.narrowing.items()
        return [self.facet(name, one) for name, one in filters if one.counted]

    @property
    def number_chosen(self):
        return sum(facet.number_chosen for facet in self.facets)

    def facet(self, name, one):
        form, chosen = self.filterset.form, self.filterset.data.getlist(name)[:VALUES_AT_MOST]
        choices = list(self.choices(one, self.numbers(name, one), chosen))
        if one.by_count and self.counts:
            choices.sort(key=lambda choice: -choice.count)
        is_of_years = isinstance(one.counted, ByYears)
        return Facet(name, form.fields[name].label, choices, form[name].errors, is_of_years)

    def choices(self, one, numbers, chosen):
        """What gives any rows, and what is chosen already; without numbers all there is."""
        for named in one.named(numbers, chosen):
            of_another = named.language if named.language != page_language() else ""
            number = None if numbers is None else numbers.get(named.pk or named.value, 0)
            is_chosen = named.value in chosen
            yield Choice(named.value, named.label, of_another, named.hint, number, is_chosen)

    def numbers(self, name, one):
        """{value: how many rows it would give} of what would give any; None where not counted."""
        if not self.counts:
            return None
        if not isinstance(one.counted, ByYears):
            return self.counts.of[name]
        known = {year for span in self.counts.spans[name] for year in span} - {LAST_YEAR}
        years = set(range(min(known), max(known) + 1)) if known else set()
        years |= set(self.filterset.readable.get(name, ()))
        numbers = {str(year): self.counts.year(name, year) for year in sorted(years)}
        return {year: number for year, number in numbers.items() if number}
