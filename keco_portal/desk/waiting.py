"""What waits for a person on the first page of the desk, counted over all lists at once."""

from dataclasses import dataclass

from django.db.models import Count, IntegerField, Value
from django.urls import reverse

from institutes.desk.waiting import Wait, WaitingAdmin

# The most urgent first; what is not among them comes after.
ORDER = ["decide", "sent-back", "drafts", "proposed", "unanswered", "answered", "contradiction"]
ORDER += ["parts", "lost-source", "incomplete", "korean", "unconfirmed"]


@dataclass(frozen=True)
class Waits:
    """`number` rows of a list that wait, and the address of the list with these rows alone."""

    wait: Wait
    opts: object
    number: int

    @property
    def address(self):
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"
        beside = f"&{self.wait.beside}" if self.wait.beside else ""
        return f"{reverse(name)}?waiting={self.wait.key}{beside}"


def waiting_for(request, desks):
    """What waits for the person on `desks`, the admins of lists, the most urgent first.

    Gives Waits by the name of their list.
    """
    person = request.user
    sorts = [
        (desk, wait)
        for desk in desks
        if isinstance(desk, WaitingAdmin) and desk.has_view_permission(request)
        for wait in desk.get_waits(request)
    ]
    numbers = counted([wait.rows(desk.model.objects.all(), person) for desk, wait in sorts])
    found = [
        Waits(wait, desk.opts, numbers[i]) for i, (desk, wait) in enumerate(sorts) if numbers.get(i)
    ]
    by_list = {}
    for one in sorted(found, key=urgency):
        by_list.setdefault(one.opts.verbose_name_plural, []).append(one)
    return by_list


def urgency(one):
    key = one.wait.key
    return ORDER.index(key) if key in ORDER else len(ORDER)


def counted(querysets):
    """How many rows each of `querysets` has, by its place, in one query; no entry for none."""
    counts = [
        rows.order_by()
        .annotate(place=Value(i, IntegerField()))
        .values("place")
        .annotate(number=Count("pk"))
        .values_list("place", "number")
        for i, rows in enumerate(querysets)
    ]
    return dict(counts[0].union(*counts[1:], all=True)) if counts else {}
