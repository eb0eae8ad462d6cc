"""Rows that somebody should look at again: programs in the words of all that is published."""

import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q

from programs.models.kind import State
from programs.models.publication import Publication

CONFIRMED_FOR = datetime.timedelta(days=365)


class InDoubt(models.QuerySet):
    """Query words of rows with a publication, a source and a day when they were last confirmed."""

    def drafts_of(self, person):
        """Drafts that `person` wrote in, by the history of their own table."""
        events = self.model.pgh_event_model._base_manager.filter(
            pgh_obj_id=OuterRef("pk"), pgh_context__user=person.pk
        )
        return self.filter(publication=Publication.DRAFT).filter(Exists(events))

    def unconfirmed(self, today):
        """What is public, and was never confirmed or more than a year before `today`."""
        longer_ago = Q(last_confirmed_on__lt=today - CONFIRMED_FOR)
        return self.published().filter(Q(last_confirmed_on=None) | longer_ago)

    def with_a_lost_source(self):
        """What is not withdrawn and names a document that nobody could find or know again.

        That is one without publisher and address, of which no copy was kept either.
        """
        lost = Q(source__publisher="", source__url="", source__sha256="")
        return self.filter(lost).exclude(publication=Publication.WITHDRAWN)


class ProgramsInDoubt(InDoubt):
    def contradicting(self, year):
        """Programs whose declared state does not fit their years, seen from `year`.

        These are the rules, and there is no other: what is planned begins and ends no earlier than
        this year; what is active has begun and has not ended before it; what has ended has a last
        year, and that is not to come. A state that is not stated contradicts nothing.
        """
        return self.exclude(publication=Publication.WITHDRAWN).filter(
            Q(state=State.PLANNED) & (Q(start_year__lt=year) | Q(end_year__lt=year))
            | Q(state=State.ACTIVE) & (Q(start_year__gt=year) | Q(end_year__lt=year))
            | Q(state=State.ENDED) & (Q(end_year=None) | Q(end_year__gt=year))
        )
