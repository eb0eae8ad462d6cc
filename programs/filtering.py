"""What every filter of this portal holds to.

A parameter given twice means either. A value that is not known is an error beside its field,
never the whole list.
"""

from functools import cached_property

import django_filters
from django import forms
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from institutes.language import page_language
from programs.counting import count, count_each, may_be_counted
from programs.parameters import VALUES_AT_MOST, Keys, Named, Narrowing, Order, Texts, Words


class PublicForm(forms.Form):
    """A form that does not let one address order minutes of work."""

    def clean(self):
        for name in self.fields:
            if len(self.data.getlist(name)) > VALUES_AT_MOST:
                most = {"number": VALUES_AT_MOST}
                self.add_error(name, _("Choose at most %(number)s of these.") % most)
        return super().clean()


class PublicFilterSet(django_filters.FilterSet):
    """A FilterSet that knows its own address and says what is chosen.

    `data` is a QueryDict; a blank value in it chooses nothing, and the same value twice is one.
    """

    class Meta:
        form = PublicForm

    def __init__(self, data, **kwargs):
        data = data.copy()
        for name, values in list(data.lists()):
            data.setlist(name, list(dict.fromkeys(value for value in values if value.strip())))
        super().__init__(data, **kwargs)

    @property
    def query(self):
        """The filter as a query string, without parameters that are not its own."""
        return urlencode(list(self.pairs()))

    @property
    def narrowing_query(self):
        """The same without the order: what a file of these rows is asked for by."""
        return urlencode([pair for pair in self.pairs() if pair[0] in self.narrowing])

    @property
    def narrowing(self):
        """The filters that narrow, by name."""
        return {name: one for name, one in self.filters.items() if isinstance(one, Narrowing)}

    def pairs(self):
        """(parameter, value) of each choice, in the order of the filters."""
        for name in self.filters:
            for value in self.data.getlist(name):
                yield name, value

    def query_without(self, *choices):
        """The query string without some choices: names, or (name, value) pairs."""
        return urlencode(
            [pair for pair in self.pairs() if pair not in choices and pair[0] not in choices]
        )

    def query_of(self, name):
        """The query string of the choices of one parameter."""
        return urlencode([pair for pair in self.pairs() if pair[0] == name])

    def chosen(self):
        """What is chosen, each with its label, its words and the query string without it."""
        for name, one in self.narrowing.items():
            values, named = self.data.getlist(name), []
            if values and isinstance(one, Keys):
                named = one.said(self.form.cleaned_data[name])
            elif values and isinstance(one, Words):
                named = one.named((), values)
            words = {one.value: one for one in named}
            for value in values:
                said = words.get(value, Named(value, value))
                yield {
                    "name": name,
                    "label": self.form.fields[name].label,
                    "words": said.label,
                    "language": said.language if said.language != page_language() else "",
                    "without": self.query_without((name, value)),
                }

    def ordered(self, queryset):
        """`queryset` in the order that is chosen."""
        for name, one in self.filters.items():
            if isinstance(one, Order):
                queryset = one.order(queryset, self.form.cleaned_data.get(name))
        return queryset

    @cached_property
    def readable(self):
        """What is chosen and can be read, by name."""
        self.is_valid()
        return {
            name: self.form.cleaned_data[name]
            for name in self.narrowing
            if self.form.cleaned_data.get(name)
        }

    def fitting(self, but=None):
        """The rows that fit all that can be read, but for the filter of that name."""
        queryset = self.queryset
        for name, value in self.readable.items():
            if name != but:
                queryset = self.filters[name].filter(queryset, value)
        return queryset

    @cached_property
    def counts(self):
        """The Counts of what is chosen, None in a table too large to count while one waits.

        What cannot be read counts as not chosen.
        """
        if not may_be_counted(self.queryset.model):
            return None
        ways = {name: one.counted for name, one in self.narrowing.items() if one.counted}
        others = {name: self.fitting(but=name) for name in self.readable if name in ways}
        return count(self.fitting(), others, ways)

    def ways_out(self):
        """Where nothing fits: the list without one of the parameters that are set.

        Where that gives nothing either, the list with one of them alone.
        """
        without = {name: self.fitting(but=name) for name in self.readable}
        if ways := self.ways(without, self.query_without):
            return {"without": ways}
        only = {
            name: self.filters[name].filter(self.queryset, v) for name, v in self.readable.items()
        }
        others = {name: [one for one in self.filters if one != name] for name in only}
        return {"only": self.ways(only, lambda name: self.query_without(*others[name]))}

    def ways(self, querysets, query):
        """For each parameter with any rows: its label and words, how many rows, and where."""
        words = {name: [] for name in querysets}
        for one in self.chosen():
            words[one["name"]].append(one["words"])
        return [
            {
                "label": self.form.fields[name].label,
                "words": words[name],
                "count": number,
                "query": query(name),
            }
            for name, number in count_each(querysets).items()
            if number
        ]

    def text_fields(self):
        """Fields to type in."""
        return [self.form[name] for name, one in self.filters.items() if isinstance(one, Texts)]

    def order_field(self):
        """The field of the order, None where the list has but one."""
        return next(
            (self.form[n] for n, one in self.filters.items() if isinstance(one, Order)), None
        )

    def unseen_fields(self):
        """Fields that the address alone takes, and what could not be read of the order."""
        unseen = [name for name, one in self.narrowing.items() if not one.counted]
        return [
            self.form[name]
            for name, one in self.filters.items()
            if (name in unseen and not isinstance(one, Texts))
            or (isinstance(one, Order) and self.form[name].errors)
        ]
