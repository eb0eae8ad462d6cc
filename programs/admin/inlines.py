"""Rows on the page of another row, shown without a query for each."""

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext as _

from institutes.desk.choices import OwnChoices
from institutes.desk.scope import WithItsRow
from institutes.desk.tables import TableFormSet


class ChosenSelect(AutocompleteSelect):
    """An AutocompleteSelect that is told which row is chosen, and then does not ask for it."""

    chosen = None

    def optgroups(self, name, value, attr=None):
        if self.chosen is None or list(value) != [str(self.chosen.pk)]:
            return super().optgroups(name, value, attr)
        blank = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        label = self.choices.field.label_from_instance(self.chosen)
        option = self.create_option(name, self.chosen.pk, label, True, len(blank))
        return [(None, [*blank, option], 0)]


class ChosenFormSet(BaseInlineFormSet):
    """Gives each row the one it belongs to, and each select the row that is chosen in it."""

    def get_queryset(self):
        rows = super().get_queryset()
        for row in rows:
            setattr(row, self.fk.name, self.instance)
        return rows

    def clean(self):
        """Refuse a row that is not, or no longer, one of these: Django would pass over it."""
        super().clean()
        if any(form.instance.pk is None for form in self.initial_forms):
            raise ValidationError(_("One of the rows is not there, or no longer."))

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for name, field in form.fields.items():
            select = getattr(field.widget, "widget", None)
            if form.instance.pk and isinstance(select, ChosenSelect):
                select.chosen = getattr(form.instance, name)


class Inline(WithItsRow, OwnChoices, InlineModelAdmin):
    """Rows that come with all that they name, in one query."""

    extra = 0
    formset = ChosenFormSet

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.autocomplete_fields)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = ChosenSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class ChosenTableFormSet(ChosenFormSet, TableFormSet):
    pass


class TableInline(Inline, admin.TabularInline):
    formset = ChosenTableFormSet


class StackInline(Inline, admin.StackedInline):
    pass
