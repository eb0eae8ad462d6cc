"""Programs in the order of time, editions among what is known of their years."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, F, Min, OuterRef, Subquery, When
from django.db.models.functions import Least

from institutes.language import column


class InTime(models.QuerySet):
    """Query words of programs that have to do with their years."""

    def with_edition_years(self):
        """Adds `edition_years`, and `planned_years` of the editions that were only planned."""
        return self.annotate(
            edition_years=ArraySubquery(self._editions_of_each(editions__isnull=False)),
            planned_years=ArraySubquery(self._editions_of_each(editions__state="planned")),
        )

    def by_years(self, first):
        """Program `first`, then the earliest known year first, those without any last."""
        first_edition = (
            self._editions_of_each(editions__isnull=False)
            .order_by()
            .values("pk")
            .annotate(first=Min("editions__year"))
            .values("first")
        )
        first_year = Least("start_year", "end_year", Subquery(first_edition))
        others = Case(When(pk=first.pk, then=0), default=1)
        return self.order_by(others, first_year.asc(nulls_last=True), F(column("name")), "slug")

    def _editions_of_each(self, **given):
        one = self.model.objects.filter(pk=OuterRef("pk"), **given)
        return one.order_by("editions__year").values("editions__year")
