"""What every filter of this portal holds to.

A parameter given twice means either. A value that is not known is an error beside its field,
never the whole list.
"""

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.db.models import Q
from django.utils.http import urlencode
from django.utils.translation import gettext as _

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


class SeveralYears(SeveralInputs):
    input_type = "number"

    def __init__(self):
        super().__init__({"min": FIRST_YEAR, "max": LAST_YEAR, "step": 1})


class Checkboxes(forms.CheckboxSelectMultiple):
    """A checkbox for each value, all in one template.

    Django's own includes four for each of them, and there is one for every country.
    """

    template_name = "programs/_checkboxes.html"


class TextsField(forms.Field):
    """Texts to look for, each of at most 200 characters."""

    widget = SeveralInputs

    def to_python(self, value):
        for text in value or []:
            if len(text) > 200:
                raise ValidationError(_("Look for at most 200 characters."))
            ProhibitNullCharactersValidator()(text)
        return [clean(text) for text in value or []]


class YearsField(forms.Field):
    """Years as whole numbers, each one that the portal knows."""

    widget = SeveralYears

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
    """A filter that passes the chosen values, a list, to `narrow(queryset, values)`."""

    def __init__(self, narrow, **kwargs):
        super().__init__(**kwargs)
        self.narrow = narrow

    def filter(self, queryset, value):
        return self.narrow(queryset, list(value)) if value else queryset


class Texts(Narrowing, django_filters.Filter):
    field_class = TextsField


class Years(Narrowing, django_filters.Filter):
    field_class = YearsField


class Words(Narrowing, django_filters.MultipleChoiceFilter):
    """Values of a fixed list."""

    def __init__(self, narrow, **kwargs):
        super().__init__(narrow, widget=Checkboxes, **kwargs)


class Keys(Narrowing, django_filters.ModelMultipleChoiceFilter):
    """Rows by their public key. The address takes any of `queryset`, the form offers `offered`."""

    def __init__(self, key, narrow, *, offered=None, **kwargs):
        kwargs.setdefault("widget", Checkboxes)
        super().__init__(narrow, to_field_name=key, **kwargs)
        self.key = key
        self.offered = offered

    def choices(self, chosen):
        """What the form offers, and what is chosen already: (key, name) pairs."""
        # What no key looks like is not looked for; the form says beside the field what is wrong.
        chosen = [key for key in chosen[:VALUES_AT_MOST] if key.isprintable()]
        rows = self.queryset.filter(Q(pk__in=self.offered()) | Q(**{f"{self.key}__in": chosen}))
        return [(getattr(row, self.key), str(row)) for row in rows]


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

    def offer(self):
        """Fill the lists of the form that offer only what is in use."""
        for name, one in self.filters.items():
            if isinstance(one, Keys) and one.offered:
                self.form.fields[name].widget.choices = one.choices(self.data.getlist(name))

    @property
    def query(self):
        """The filter as a query string, without parameters that are not its own."""
        return urlencode(list(self.pairs()))

    def pairs(self):
        """(parameter, value) of each choice, in the order of the filters."""
        for name in self.filters:
            for value in self.data.getlist(name):
                yield name, value

    def chosen(self):
        """What is chosen, each with its label, its words and the query string without it."""
        pairs = list(self.pairs())
        for i, (name, value) in enumerate(pairs):
            yield {
                "label": self.form.fields[name].label,
                "words": self.words(name).get(value, value),
                "without": urlencode(pairs[:i] + pairs[i + 1 :]),
            }

    def words(self, name):
        """The values of the parameter `name` as people read them, where they differ."""
        one = self.filters[name]
        if isinstance(one, Keys):
            return {getattr(row, one.key): str(row) for row in self.form.cleaned_data[name]}
        return dict(one.extra.get("choices", ()))
