"""Rows of a form that stand in a table: each field under the heading of its column."""

from django.forms import BaseInlineFormSet
from django.utils.text import capfirst


class TableFormSet(BaseInlineFormSet):
    """Gives each field the name of its column, for those who hear the form."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for field in form.fields.values():
            widget = getattr(field.widget, "widget", field.widget)  # what the admin wrapped
            if not widget.is_hidden:
                widget.attrs["aria-label"] = capfirst(field.label)
