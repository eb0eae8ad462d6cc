"""Programs by where they are: the countries and regions that their sources name."""

from django.db import models
from django.db.models import Exists, OuterRef

from programs.models.place import ProgramCountry, ProgramRegion
from programs.models.region import Region


class InPlace(models.QuerySet):
    """Query words of programs that have to do with their places."""

    def for_country(self, *countries):
        """Programs whose source names one of the countries."""
        return self.filter(
            Exists(ProgramCountry.objects.filter(program=OuterRef("pk"), country__in=countries))
        )

    def for_region(self, regions):
        """Programs that name one of `regions` (a queryset or keys), not one inside it."""
        return self.filter(
            Exists(ProgramRegion.objects.filter(program=OuterRef("pk"), region__in=regions))
        )

    def in_region(self, *regions):
        """Programs that name one of the regions, or a region inside one."""
        return self.for_region(Region.objects.within(regions))

    def including(self, country):
        """Programs that name a region which holds all of `country`, and not the country."""
        exactly, _ = Region.objects.around(country)
        return self.for_region(exactly).without(ProgramCountry.objects.filter(country=country))

    def roughly_including(self, country):
        """Programs that name a region around `country`, none that holds it, and not the country."""
        exactly, roughly = Region.objects.around(country)
        return (
            self.for_region(roughly)
            .without(ProgramRegion.objects.filter(region__in=exactly))
            .without(ProgramCountry.objects.filter(country=country))
        )

    def without(self, places):
        """Programs that none of `places` is of: rows with a program, as ProgramCountry has."""
        return self.exclude(pk__in=places.values("program"))
