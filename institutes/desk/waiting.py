"""What waits for somebody on a desk: sorts of rows that a list is narrowed to, and counted by."""

from collections.abc import Callable
from typing import NamedTuple

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from institutes.access import is_administrator, may, within
from institutes.models import Role


class Wait(NamedTuple):
    """One sort of rows that wait, and for whom.

    `line` says in a few words what they are; `narrow` takes a queryset and a person, and gives
    those rows of it that wait for the person. It asks nothing of institutes: a row waits for those
    who have `role` where it is, and without a role for administrators. `beside` is what else the
    address of the list needs, such as "decision=all".
    """

    key: str
    line: str
    narrow: Callable[[QuerySet, object], QuerySet]
    role: str | None = Role.EDITOR
    beside: str = ""

    def is_for(self, person):
        """Whether `person` has the role anywhere."""
        return may(person, self.role) if self.role else is_administrator(person)

    def rows(self, queryset, person):
        """Those of `queryset` that wait for `person`."""
        if not self.is_for(person):
            return queryset.none()
        within_reach = within(queryset, person, self.role) if self.role else queryset
        return self.narrow(within_reach, person)


class Waiting(admin.SimpleListFilter):
    """Rows that wait for the person, by the `waits` of the list's admin."""

    title = _("what waits for you")
    parameter_name = "waiting"

    def __init__(self, request, params, model, model_admin):
        waits = model_admin.get_waits(request)
        self.waits = {wait.key: wait for wait in waits}
        super().__init__(request, params, model, model_admin)

    def lookups(self, request, model_admin):
        return [(wait.key, wait.line) for wait in self.waits.values()]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        if self.value() not in self.waits:
            raise IncorrectLookupParameters
        return self.waits[self.value()].rows(queryset, request.user)


class WaitingAdmin:
    """A ModelAdmin whose rows may wait for somebody: `waits` lists how, `lacks` adds the Korean."""

    waits = ()
    korean_waits_for = None  # a role; without one, administrators

    def get_waits(self, request):
        """The sorts of rows that may wait for the person here."""
        waits = list(self.waits)
        if korean := [lack for lack in self.lacks if lack.field.endswith("_ko")]:
            waits.append(without_korean(korean, self.korean_waits_for))
        return [wait for wait in waits if wait.is_for(request.user)]


def without_korean(lacks, role):
    """The rows that lack one of the Korean texts of `lacks`."""
    lacking = Q()
    for lack in lacks:
        lacking |= lack.rows
    return Wait(
        "korean",
        _("Korean is missing"),
        lambda rows, person: rows.filter(lacking),
        role,
    )
