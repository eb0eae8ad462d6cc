"""When programs and figures were first published: what comes before their corrections."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Min, OuterRef

from participants.corrections.log import public_rows
from participants.models import Figure
from programs.models import Program
from programs.models.publication import Publication

BEGAN = "began"


@dataclass
class Beginning:
    """That `row`, which is public, was so for the first time at the moment `at`."""

    row: object
    at: datetime
    act: str = BEGAN
    key: str = "first"

    @property
    def model(self):
        return type(self.row)

    @property
    def pk(self):
        return self.row.pk

    @property
    def address(self):
        return self.row.get_absolute_url()


def beginnings(number, rows=None):
    """The newest `number` Beginnings of programs and of figures each, in no order.

    Of all rows, or of `rows`: {Program or Figure: a list or a queryset of primary keys}.
    """
    found = []
    for model in (Program, Figure):
        if rows is None or model in rows:
            found += _beginnings(model, number, None if rows is None else rows[model])
    figures = [one for one in found if one.model is Figure]
    programs = {one.row.program_id for one in figures}
    since = dict(
        _published(Program)
        .filter(pgh_obj__in=programs)
        .values_list("pgh_obj")
        .annotate(Min("pgh_created_at"))
    )
    for one in figures:
        # The public sees a figure once it sees its program.
        one.at = max(one.at, since[one.row.program_id])
    return found


def _beginnings(model, number, pks):
    published = _published(model)
    earlier = published.filter(pgh_obj=OuterRef("pgh_obj"), pgh_id__lt=OuterRef("pgh_id"))
    public = model.objects.published().filter(pk=OuterRef("pgh_obj"))
    first = published.filter(~Exists(earlier), Exists(public))
    if pks is not None:
        first = first.filter(pgh_obj__in=pks)
    moments = dict(first.order_by("-pgh_id").values_list("pgh_obj", "pgh_created_at")[:number])
    rows = public_rows(model, moments)
    return [Beginning(rows[pk], at) for pk, at in moments.items()]


def _published(model):
    """The events after which rows of `model` were published."""
    events = model.pgh_event_model._base_manager
    return events.filter(publication=Publication.PUBLISHED).exclude(pgh_label="delete").order_by()
