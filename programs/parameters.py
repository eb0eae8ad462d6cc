"""The parameters that lists are filtered by, of several sorts: what each reads, offers and does."""

from typing import NamedTuple

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.db.models import Q
from django.utils.translation import gettext as _

from institutes.language import in_language, text_and_language
from institutes.text import clean
from programs.models.years import FIRST_YEAR, LAST_YEAR

VALUES_AT_MOST = 20  # of one parameter


class SeveralInputs(forms.TextInput):
    """One input for each value of a parameter, and at least one."""

    template_name = "programs/_several_inputs.html"

    def value_from_datadict(self, data, files, name):
        return data.getlist(name)

    def format_value(self, value):
        return value or [""]


class SearchInputs(SeveralInputs):
    input_type = "search"

    def __init__(self):
        super().__init__({"maxlength": TextsField.LENGTH, "autocomplete": "off"})


class TextsField(forms.Field):
    """Texts to look for, each of at most 200 characters."""

    LENGTH = 200
    widget = SearchInputs

    def to_python(self, value):
        for text in value or []:
            if len(text) > self.LENGTH:
                raise ValidationError(_("Look for at most 200 characters."))
            ProhibitNullCharactersValidator()(text)
        return [clean(text) for text in value or []]


class YearsField(forms.Field):
    """Years as whole numbers, each one that the portal knows."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value):
        return [self.year(text.strip()) for text in value or []]

    @staticmethod
    def year(text):
        if not (text.isascii() and text.isdigit() and len(text) == 4):
            said = {"text": text[:20]}
            raise ValidationError(_("“%(text)s” is not a year such as 2013.") % said)
        if not FIRST_YEAR <= int(text) <= LAST_YEAR:
            known = {"year": text, "first": FIRST_YEAR, "last": LAST_YEAR}
            raise ValidationError(_("%(year)s is outside %(first)s–%(last)s.") % known)
        return int(text)


class Narrowing:
    """A filter that passes the chosen values, a list, to `narrow(queryset, values)`.

    Where `counted` says how (see `programs.counting`), the form offers its values with how many
    rows each would give; elsewhere the address alone takes it.
    """

    def __init__(self, narrow, *, counted=None, by_count=False, **kwargs):
        super().__init__(**kwargs)
        self.narrow = narrow
        self.counted = counted
        self.by_count = by_count  # in the form the most frequent values come first

    def filter(self, queryset, value):
        return self.narrow(queryset, list(value)) if value else queryset


class Texts(Narrowing, django_filters.Filter):
    field_class = TextsField


class Years(Narrowing, django_filters.Filter):
    field_class = YearsField

    def named(self, values, chosen):
        """Each of `values`, if there are any, and of `chosen`; in order."""
        return [Named(value, value) for value in sorted({*(values or ()), *chosen})]


class Words(Narrowing, django_filters.MultipleChoiceFilter):
    """Values of a fixed list."""

    def __init__(self, narrow, **kwargs):
        super().__init__(narrow, widget=forms.MultipleHiddenInput, **kwargs)

    def named(self, values, chosen):
        """Those of `values`, None for all, and of `chosen` that there are, in order."""
        wanted = None if values is None else {*values, *chosen}
        choices = self.extra["choices"]
        return [Named(value, str(n)) for value, n in choices if wanted is None or value in wanted]


class Named(NamedTuple):
    """A value as people read it; `language` of the label, "" for that of the page.

    `pk`: of the row that it is the key of, as text.
    """

    value: str
    label: str
    language: str = ""
    hint: str = ""
    pk: str = ""


def by_name(row):
    """The name of a row, and the language it is in."""
    return text_and_language(row, "name")


def by_acronym(row):
    """The acronym of an institute, the same in each language, with its name as a hint."""
    return row.acronym, "", in_language(row, "name")


def by_name_and_acronym(row):
    """The name of a framework with its acronym, and the language of the name."""
    name, language = by_name(row)
    return (f"{name} ({row.acronym})" if row.acronym else name), language


def by_title(row):
    """The title of a source, and the language it is in."""
    return text_and_language(row, "title")


class Keys(Narrowing, django_filters.ModelMultipleChoiceFilter):
    """Rows by their public key. `rows()` gives all, in the order of the language of the page.

    `words(row)` gives what stands for a row: label, language, hint. `offered()` gives the rows
    that the form offers, all where it is left out; the address takes any.
    """

    def __init__(self, key, rows, narrow, *, words=by_name, offered=None, **kwargs):
        # Called for each request: what is sorted at the start is sorted in one language.
        kwargs |= {"queryset": lambda request: rows(), "widget": forms.MultipleHiddenInput}
        super().__init__(narrow, to_field_name=key, **kwargs)
        self.key, self.rows, self.words = key, rows, words
        self.offered = offered

    def named(self, pks, chosen):
        """The rows `pks` that the form offers, None for all, and those of the keys `chosen`."""
        wanted = Q(pk__isnull=False) if pks is None else Q(pk__in=list(pks))
        if self.offered:
            wanted &= Q(pk__in=self.offered().values("pk"))
        # What no key looks like is not looked for.
        keys = [key for key in chosen if key.isprintable()]
        return self.said(self.rows().filter(wanted | Q(**{f"{self.key}__in": keys})))

    def said(self, rows):
        """Each of `rows` as a Named, in order."""
        return [
            Named(getattr(row, self.key), label, language, "".join(hint), str(row.pk))
            for row in rows
            for label, language, *hint in [self.words(row)]
        ]


class Order(django_filters.ChoiceFilter):
    """The order of a list: {value: (label, what to order by)}, the first where none is chosen.

    It narrows nothing, so a CSV takes it and keeps its own order, by key.
    """

    def __init__(self, orders, **kwargs):
        choices = [(value, label) for value, (label, by) in orders.items()]
        # The choice stands above the list and belongs to the form beside it.
        widget = forms.Select({"form": "filter"})
        super().__init__(choices=choices, empty_label=None, widget=widget, **kwargs)
        self.orders = orders

    def filter(self, queryset, value):
        return queryset

    def order(self, queryset, value):
        """`queryset` in the order `value`; in its own where that is empty."""
        return queryset.order_by(*self.orders[value][1]()) if value else queryset
