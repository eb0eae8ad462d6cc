"""Wholes and their parts among figures, and where the two do not add up."""

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from participants.models.value import FigureKind, Qualifier, ValueStatus
from programs.models.publication import Publication

# The figures of the program of a figure, its own among them.
BESIDE = "program__figures__"
NOT_WITHDRAWN = [Publication.DRAFT, Publication.REVIEW, Publication.PUBLISHED]


def comparable(path=""):
    """Figures at `path` that can be added at all: one exact, stated number of one period."""
    only = {
        "kind": FigureKind.ANNUAL,
        "value_status": ValueStatus.STATED,
        "qualifier": Qualifier.EXACT,
        "value__isnull": False,
        "publication__in": NOT_WITHDRAWN,
    }
    return Q(**{f"{path}{name}": value for name, value in only.items()})


class AddingUp(models.QuerySet):
    """Query words of figures that count parts of what others count, by their measures.

    A part is a comparable figure of a measure that is part of the whole's, for the same program,
    country, sex and period.
    """

    def beside_parts(self):
        """Wholes, each with the `sum` of its parts and how many are `there`."""
        alike = {f"{BESIDE}{name}": F(name) for name in ("sex", "starts_on", "ends_on")}
        alike[f"{BESIDE}measure__part_of"] = F("measure")
        place_of_part, place = Coalesce(f"{BESIDE}country", 0), Coalesce("country", 0)
        return (
            self.filter(comparable())
            .filter(comparable(BESIDE), Exact(place_of_part, place), **alike)
            .annotate(sum=Sum(f"{BESIDE}value"), there=Count(f"{BESIDE}pk"))
        )

    def less_than_parts(self):
        """Wholes that are less than the `sum` of their parts."""
        return self.beside_parts().filter(sum__gt=F("value"))

    def parts_of(self, whole):
        """The parts of the figure `whole`."""
        alike = {name: getattr(whole, name) for name in ("sex", "starts_on", "ends_on", "country")}
        return self.filter(
            comparable(), program=whole.program_id, measure__part_of=whole.measure_id, **alike
        )

    def not_adding_up(self):
        """Wholes that are less than their parts, or not the same though all parts are there.

        All parts are there where each of at least two measures that are parts has one: a single
        part says nothing of the rest.
        """
        measures = self.model.measure.field.related_model.objects
        part_measures = (
            measures.filter(part_of=OuterRef("measure"))
            .order_by()
            .values("part_of")
            .annotate(number=Count("pk"))
            .values("number")
        )
        wholes = self.model.objects.beside_parts().filter(
            Q(sum__gt=F("value"))
            | Q(there__gt=1, there=Subquery(part_measures)) & ~Q(sum=F("value"))
        )
        return self.filter(pk__in=wholes.values("pk"))
