"""Second computations, as plain as can be, that queries are held against.

They read whole tables and loop in Python. None of them uses a query of the code under test.
"""

import calendar
import datetime

from programs.models import Region, RegionMatch


def first_day(text):
    """The first day that a partial date may mean; None where it is empty."""
    if not text:
        return None
    year, month, day = ([int(part) for part in text.split("-")] + [1, 1])[:3]
    return datetime.date(year, month, day)


def last_day(text):
    """The last day that a partial date may mean; None where it is empty."""
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return datetime.date(parts[0], 12, 31)
    if len(parts) == 2:
        return datetime.date(*parts, calendar.monthrange(*parts)[1])
    return datetime.date(*parts)


class Atlas:
    """What each region covers, as sets of the primary keys of regions.

    A region of M49 covers itself and all below it. A term covers what its exact matches cover;
    what its other matches cover, it covers roughly.
    """

    def __init__(self):
        self.regions = list(Region.objects.all())
        self.matches = list(RegionMatch.objects.all())
        self.below = {region.pk: self.below_and(region.pk) for region in self.regions}

    def below_and(self, pk):
        inside = {pk}
        for region in self.regions:
            if region.parent_id == pk:
                inside |= self.below_and(region.pk)
        return inside

    def matched(self, pk, exact):
        found = set()
        for match in self.matches:
            if match.term_id == pk and (match.match == "exact") == exact:
                found |= self.below[match.region_id]
        return found

    def is_inside(self, one, other):
        """Whether all of the region `one` lies in `other`, both primary keys."""
        area = self.matched(one, exact=True) or self.below[one]
        return one == other or area <= self.below[other] | self.matched(other, exact=True)

    def includes(self, pk, country):
        return country.region_id in self.below[pk] | self.matched(pk, exact=True)

    def roughly_includes(self, pk, country):
        roughly = country.region_id in self.matched(pk, exact=False)
        return roughly and not self.includes(pk, country)
