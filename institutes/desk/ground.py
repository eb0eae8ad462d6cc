"""The ground rules of every desk: the admin page of one kind of row."""

import logging
from contextlib import contextmanager
from typing import NamedTuple

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import BadRequest, FieldDoesNotExist
from django.db import IntegrityError
from django.db.models import Count, Q
from django.db.models.constants import LOOKUP_SEP
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from institutes.desk.choices import OwnChoices
from institutes.desk.guard import Guarded
from institutes.desk.history import HistoryAdmin
from institutes.desk.scope import AdministratorsOnly
from institutes.desk.waiting import Waiting, WaitingAdmin

logger = logging.getLogger(__name__)

# What the filters and the calendar of a list ask for. Others, such as a pattern, can be slow, or
# mean nothing to the field and then fail in the database.
LOOK_UPS = {"exact", "in", "isnull", "gt", "gte", "lt", "lte", "year", "month", "day"}


class Lack(NamedTuple):
    """A text that may be empty but should not be; with `beside`, only where that is filled."""

    field: str
    label: str
    beside: str = ""

    @property
    def rows(self):
        lacking = Q(**{self.field: ""})
        return lacking & ~Q(**{self.beside: ""}) if self.beside else lacking


class Missing(admin.SimpleListFilter):
    """Rows that lack something, each lack with its count; `lacks` of the admin lists them."""

    title = _("what is missing")
    parameter_name = "missing"

    def __init__(self, request, params, model, model_admin):
        self.lacks = {lack.field: lack for lack in model_admin.lacks}
        super().__init__(request, params, model, model_admin)

    def lookups(self, request, model_admin):
        # Not under the field's own name: what one lack stands beside may itself be lacking.
        counts = model_admin.get_queryset(request).aggregate(
            **{f"no_{field}": Count("pk", filter=lack.rows) for field, lack in self.lacks.items()}
        )
        return [
            (field, f"{lack.label} ({counts[f'no_{field}']})") for field, lack in self.lacks.items()
        ]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        if self.value() not in self.lacks:
            raise IncorrectLookupParameters
        return queryset.filter(self.lacks[self.value()].rows)


@contextmanager
def unreadable_refused():
    """400 where an address, or a field that no form would send, holds what cannot be read."""
    try:
        yield
    except (IncorrectLookupParameters, IndexError, OverflowError, ValueError) as error:
        # The cause is logged: should it ever be a fault of ours, it can be found.
        logger.warning("Refused what could not be read.", exc_info=error)
        raise BadRequest(_("It asks for something that cannot be read.")) from error


class PortalAdmin(
    WaitingAdmin, Guarded, HistoryAdmin, OwnChoices, AdministratorsOnly, admin.ModelAdmin
):
    """A ModelAdmin that counts what is missing, and says 400 to what it cannot read.

    It is for administrators alone, unless a mixin of `institutes.desk.scope` stands before it.
    """

    list_per_page = 50
    lacks = ()

    def get_list_filter(self, request):
        """What waits for the person first, what is missing last."""
        first = [Waiting] if self.get_waits(request) else []
        last = [Missing] if self.lacks else []
        return [*first, *super().get_list_filter(request), *last]

    def view_on_site(self, row):
        return row.get_absolute_url() if hasattr(row, "get_absolute_url") else None

    def lookup_allowed(self, lookup, value, request):
        """Only what the filters of the list ask for."""
        if lookup in (Missing.parameter_name, Waiting.parameter_name):
            return True
        model, parts = self.model, lookup.split(LOOKUP_SEP)
        while model and parts:
            try:
                model = model._meta.get_field(parts[0]).related_model
            except FieldDoesNotExist:
                break
            parts.pop(0)
        known = not parts or (len(parts) == 1 and parts[0] in LOOK_UPS)
        return known and super().lookup_allowed(lookup, value, request)

    def get_changelist_instance(self, request):
        with unreadable_refused():
            return super().get_changelist_instance(request)

    def changelist_view(self, request, extra_context=None):
        with unreadable_refused():
            return rendered(super().changelist_view(request, extra_context))

    def changeform_view(self, request, *args, **kwargs):
        """What only the database can see, such as two new rows against each other, is said too."""
        try:
            with unreadable_refused():
                return rendered(super().changeform_view(request, *args, **kwargs))
        except IntegrityError as error:
            return self.nothing_saved(request, error)

    def nothing_saved(self, request, error):
        rule = error.__cause__.diag.constraint_name
        return render(
            request,
            "admin/nothing_saved.html",
            self.admin_site.each_context(request) | {"title": _("Nothing was saved"), "rule": rule},
            status=409,
        )


def rendered(response):
    """`response`, rendered here and now where it would be later, outside our reach."""
    return response.render() if hasattr(response, "render") else response


class PublicRowAdmin(PortalAdmin):
    """A PortalAdmin of rows with a page of their own once they are published."""

    def view_on_site(self, row):
        return row.get_absolute_url() if row.is_public else None
