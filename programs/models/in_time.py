"""Programs in the order of time, editions among what is known of their years."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, F, OuterRef, Subquery, When
from django.db.models.functions import Least

from institutes.language import column


class InTime(models.QuerySet):
    """Query words of programs that have to do with their years."""

    def with_edition_years(self):
        """Adds `edition_years`, and `planned_years` of the editions that were only planned."""
        return self.annotate(
            edition_years=ArraySubquery(self._years(editions__state__in=["held", "not-stated"])),
            planned_years=ArraySubquery(self._years(editions__state="planned")),
        )

    def by_years(self, first):
        """Program `first`, then the earliest known year first, those without any last."""
        first_edition = Subquery(self._years(editions__isnull=False)[:1])
        first_year = Least("start_year", "end_year", first_edition)
        others = Case(When(pk=first.pk, then=0), default=1)
        return self.order_by(others, first_year.asc(nulls_last=True), F(column("name")), "slug")

    def _years(self, **of_edition):
        """The years of the editions of each program, once each, in order."""
        one = self.model.objects.filter(pk=OuterRef("pk"), **of_edition)
        return one.order_by("editions__year").values("editions__year").distinct()
