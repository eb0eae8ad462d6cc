"""Wholes and their parts among figures, and where the two do not add up."""

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from participants.models.value import FigureKind, Qualifier, ValueStatus
from programs.models.publication import Publication

# What a part has in common with its whole: only then is one in the other.
IN_COMMON = ["program", "sex", "starts_on", "ends_on"]


class AddingUp(models.QuerySet):
    """Query words of figures that count parts of what others count, by their measures."""

    def comparable(self):
        """Figures that can be added at all: one exact, stated number of one period."""
        return self.exclude(publication=Publication.WITHDRAWN).filter(
            kind=FigureKind.ANNUAL,
            value_status=ValueStatus.STATED,
            qualifier=Qualifier.EXACT,
            value__isnull=False,
        )

    def not_adding_up(self):
        """Wholes that are less than their parts, or not the same though all parts are there.

        A part is a comparable figure of a measure that is part of the whole's, for the same
        program, country, sex and period. All parts are there where each of at least two such
        measures has one: a single part says nothing of the rest.
        """
        parts = (
            self.model.objects.comparable()
            .filter(measure__part_of=OuterRef("measure"))
            .filter(**{name: OuterRef(name) for name in IN_COMMON})
            .annotate(place=Coalesce("country", 0), place_of_whole=Coalesce(OuterRef("country"), 0))
            .filter(place=F("place_of_whole"))
            .order_by()
            .values("program")
        )
        measures = self.model.measure.field.related_model.objects
        kinds = (
            measures.filter(part_of=OuterRef("measure"))
            .order_by()
            .values("part_of")
            .annotate(number=Count("pk"))
            .values("number")
        )
        wholes = self.comparable().filter(
            measure__in=measures.exclude(part_of=None).values("part_of")
        )
        return wholes.annotate(
            parts_sum=Subquery(parts.annotate(sum=Sum("value")).values("sum")),
            parts_there=Subquery(parts.annotate(number=Count("pk")).values("number")),
            parts_of_measure=Subquery(kinds),
        ).filter(
            Q(parts_sum__gt=F("value"))
            | Q(parts_there__gt=1, parts_there=F("parts_of_measure")) & ~Q(parts_sum=F("value"))
        )
