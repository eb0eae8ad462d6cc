"""A form as somebody began it, what is stored now, and what they typed, side by side."""

from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from institutes.desk.seen import ROW, typed
from institutes.history.content import parts_of
from institutes.history.difference import Difference
from institutes.history.recording import told

NAMED_BY = 3  # texts of a row that tell it from its neighbours


@dataclass(frozen=True)
class Line:
    """One field, in words: as it was, as it is stored, as it was typed."""

    label: str
    began: str
    now: str
    typed: str

    @cached_property
    def now_pieces(self):
        """What is stored, in pieces; those that were not there at the beginning are changed."""
        return Difference("", self.label, self.began, self.now).after_pieces

    @cached_property
    def typed_pieces(self):
        return Difference("", self.label, self.began, self.typed).after_pieces

    @property
    def clashes(self):
        """Whether both changed it, and not to the same."""
        return self.now not in (self.began, self.typed) and self.typed != self.began


@dataclass(frozen=True)
class Row:
    """A row with the lines in which it differs; `words` say what became of it, if anything.

    `last` is the last change of what is stored, an event of the history, or None.
    """

    title: str
    words: str
    lines: list
    last: object = None

    @property
    def changed_by(self):
        return (self.last.pgh_context or {}).get("name", "") if self.last else ""


@dataclass(frozen=True)
class Comparison:
    """What is not the same everywhere, by row. `has_now` is false where the row is no more, and
    `has_began` where it is not known what the form was made from."""

    rows: list
    has_began: bool
    has_now: bool


def compared(form, formsets, conflict, last_change):
    """The Comparison of forms that were sent with what stands against them.

    `last_change` gives, of a model and a key, the last event of that row, or None.
    """
    now = conflict.now or {}
    began = now if conflict.began is None else conflict.began
    rows = [own_row(form, began[ROW][ROW], now.get(ROW, {}).get(ROW, {}), last_change)]
    for formset in formsets:
        kept = conflict.kept.get(formset.prefix, {})
        old, new = began.get(formset.prefix, {}), now.get(formset.prefix, {})
        forms_sent = sent(formset, kept)
        rows += [
            one_row(formset, key, old.get(key), new.get(key), forms_sent.get(key), last_change)
            for key in dict.fromkeys([*old, *new, *forms_sent])
        ]
    found = [row for row in rows if row and row.lines]
    return Comparison(found, conflict.began is not None, conflict.now is not None)


def own_row(form, old, new, last_change):
    model = form._meta.model
    title = capfirst(model._meta.verbose_name)
    last = last_change(model, form.instance.pk) if old != new else None
    return Row(title, "", lines(form, old, new, typed(form)), last)


def sent(formset, kept):
    """The forms that were sent, by the key of their row; those of new rows by their number.

    `kept` are the keys of rows that were deleted meanwhile, by the number of the form.
    """
    found, key = {}, formset.model._meta.pk.name
    for number, form in enumerate(formset.forms):
        was = kept.get(number) or form[key].data
        found[was or f"new {number}"] = form
    return found


def one_row(formset, key, old, new, form, last_change):
    """A row of a set of forms: as begun, as stored, and the form sent of it; None for each where
    there is none. Gives None where nothing is to be said of it."""
    fields, mine = form or formset.empty_form, {}
    marked = form is not None and bool(form[DELETION_FIELD_NAME].data)
    if form is not None and not marked:
        mine = typed(form)
    if old is None and new is None:
        if marked or not form.has_changed():
            return None
        words = _("You add it.")
    elif old is None:
        words = _("Somebody added it. It is not in your form, and stays.")
    elif new is None:
        words = _("Somebody deleted it. Saved from here, it is stored once more.")
        if not mine:
            return None
    else:
        words = _("You marked it to be deleted.") if marked else ""
    named = [said(fields, name, value) for name, value in (new or old or mine).items()]
    kind = capfirst(formset.model._meta.verbose_name)
    title = f"{kind}: {' · '.join([text for text in named if text][:NAMED_BY])}"
    last = last_change(formset.model, key) if old != new else None
    return Row(title, words, lines(fields, old or {}, new or {}, mine), last)


def lines(form, *contents):
    """The Lines of the fields in which the three `contents` of a row are not all the same."""
    return [
        Line(
            str(form.fields[name].label or name),
            *(said(form, name, content.get(name, "")) for content in contents),
        )
        for name in dict.fromkeys(name for content in contents for name in content)
        if name in form.fields and len({repr(content.get(name, "")) for content in contents}) > 1
    ]


def said(form, name, value):
    """`value` of a field, as `institutes.desk.seen` has it, as people read it."""
    field = form.fields.get(name)
    if isinstance(field, forms.ModelChoiceField):
        return names_of(field, value if isinstance(value, list) else [value])
    if isinstance(field, forms.ChoiceField) and value != "":
        known = {str(key): str(words) for key, words in field.choices}
        return known.get(str(value), str(value))
    return "" if value is None else str(value)


def names_of(field, keys):
    """The names of the rows with `keys`, among which may be whatever somebody sent."""
    whole = [key for key in keys if isinstance(key, int)]
    rows = field.queryset.model._base_manager.in_bulk(whole)
    return ", ".join(str(rows.get(key, key)) for key in keys)


def last_event(model, key):
    """The last event of a row and of its links that was not made just now, by this request."""
    found = []
    for part in parts_of(model):
        events = getattr(part.model, "pgh_event_model", None)
        if events and (part.link is None or part.model._meta.auto_created):
            of_row = events._base_manager.filter(**{part.link or "pgh_obj_id": key})
            before = of_row.exclude(pgh_context_id=told()[0] or None)
            found += before.order_by("-pgh_id")[:1]
    return max(found, key=lambda event: event.pgh_created_at, default=None)
