"""When programs and figures were first published: what comes before their corrections."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Greatest

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

    Of all rows, or of `rows`: {Program or Figure: a list or a queryset of primary keys}. The
    public sees a figure once it sees its program, too.
    """
    found = []
    for model, moment in (
        (Program, _moment(Program, "pk")),
        (Figure, Greatest(_moment(Figure, "pk"), _moment(Program, "program"))),
    ):
        if rows is None or model in rows:
            public = public_rows(model)
            if rows is not None:
                public = public.filter(pk__in=rows[model])
            newest = public.filter(_newest(public, number)).annotate(at=moment).order_by("-at")
            found += [Beginning(row, row.at) for row in newest[:number]]
    return found


def _newest(public, number):
    """The condition of some of the `public` rows, with the newest `number` among them.

    Whichever of its two events is the later one, a figure that is so new has it among the newest.
    """
    newest = Q(pk__in=_last(public.model, number, public.filter(pk=OuterRef("pgh_obj"))))
    if public.model is Figure:
        with_figures = public.filter(program=OuterRef("pgh_obj"))
        newest |= Q(program__in=_last(Program, number, with_figures))
    return newest


def _last(model, number, public):
    """Keys of rows of `model`: of those with a `public` one the last `number` to be published."""
    published = _published(model)
    earlier = published.filter(pgh_obj=OuterRef("pgh_obj"), pgh_id__lt=OuterRef("pgh_id"))
    first = published.filter(~Exists(earlier), Exists(public)).order_by("-pgh_id")
    return list(first.values_list("pgh_obj", flat=True)[:number])


def _moment(model, key):
    """SQL: when the row of `model` that has `key` was first published."""
    first = _published(model).filter(pgh_obj=OuterRef(key)).order_by("pgh_id")
    return Subquery(first.values("pgh_created_at")[:1])


def _published(model):
    """The events after which rows of `model` were published."""
    events = model.pgh_event_model._base_manager
    return events.filter(publication=Publication.PUBLISHED).exclude(pgh_label="delete").order_by()
