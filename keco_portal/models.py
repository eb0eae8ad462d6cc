"""What the site itself stores: what the seed put into the database, and what visitors say.

SeededRow is there so that the seed never undoes what staff did. Rating is the answer to "How
satisfied are you with this page?", with nothing about the person who gave it. Snapshots, which
visitors make, stand in `keco_portal.snapshots.models`.
"""

import datetime

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from institutes.text import Line, Prose, text_is_clean, value_is_known
from institutes.visitors.floods import this_hour
from keco_portal.snapshots.models import Snapshot, SnapshotCsv

__all__ = ["Rating", "SeededRow", "Snapshot", "SnapshotCsv"]

DAYS_KEPT = 730
COMMENT_AT_MOST = 2000  # characters
PATH_AT_MOST = 300  # characters


class SeededRow(models.Model):
    """A row as the fixtures last left it: `hashes` has the SHA-256 of each of its fields by name.

    Each field has its own, so that a field may come or go without any row seeming changed.
    """

    model = models.CharField(max_length=100)
    key = models.CharField(max_length=500)
    hashes = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["model", "key"], name="seeded_row_unique"),
        ]

    def __str__(self):
        return f"{self.model} {self.key}"


class Score(models.IntegerChoices):
    VERY_DISSATISFIED = 1, _("Very dissatisfied")
    DISSATISFIED = 2, _("Dissatisfied")
    NEITHER = 3, _("Neither satisfied nor dissatisfied")
    SATISFIED = 4, _("Satisfied")
    VERY_SATISFIED = 5, _("Very satisfied")


class Language(models.TextChoices):
    ENGLISH = "en", "English"
    KOREAN = "ko", "한국어"


def oldest_kept():
    """The moment before which a rating is kept no longer."""
    return timezone.now() - datetime.timedelta(days=DAYS_KEPT)


class HourOf(models.Func):
    """SQL: the moment when the hour of a moment began."""

    template = "date_trunc('hour', %(expressions)s, 'UTC')"
    output_field = models.DateTimeField()


class RatingQuerySet(models.QuerySet):
    def kept(self):
        """Ratings that are shown: those past their time may still wait to be deleted."""
        return self.filter(rated_at__gte=oldest_kept())

    def outdated(self):
        """Ratings past their time."""
        return self.filter(rated_at__lt=oldest_kept())

    def in_this_hour(self):
        return self.filter(rated_at=this_hour())

    def newest_first(self):
        return self.order_by("-rated_at", "-pk")


class Rating(models.Model):
    """How satisfied somebody was with a page, and a comment; nothing says who.

    `page` is a path without language and query: a query may hold what the person typed. The time
    is that of the hour, so that no server's log tells who it was.
    """

    page = Line(_("page"), max_length=PATH_AT_MOST)
    language = Line(_("language"), max_length=2, choices=Language.choices)
    score = models.SmallIntegerField(_("score"), choices=Score.choices)
    comment = Prose(_("comment"), blank=True)
    rated_at = models.DateTimeField(_("hour"), default=this_hour, db_index=True)
    nonce = Line(_("number of the form"), max_length=20)

    objects = RatingQuerySet.as_manager()

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        permissions = [("export_rating", "Can export ratings to spreadsheets")]
        constraints = [
            text_is_clean("rating", lines=["page", "nonce"], prose=["comment"]),
            models.CheckConstraint(
                condition=Q(page__regex=r"^/([^/?#\s][^?#\s]*)?$"),
                name="rating_page_is_a_path",
                violation_error_message=_("A page is a path of this portal, without a query."),
            ),
            value_is_known("rating", "language", Language),
            models.CheckConstraint(
                condition=Q(score__range=(1, 5)),
                name="rating_score_is_1_to_5",
                violation_error_message=_("A score is 1, 2, 3, 4 or 5."),
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("comment"), COMMENT_AT_MOST),
                name="rating_comment_is_short",
                violation_error_message=format_lazy(
                    _("A comment has at most {most} characters."), most=COMMENT_AT_MOST
                ),
            ),
            models.CheckConstraint(
                condition=Q(rated_at=HourOf("rated_at")),
                name="rating_time_is_of_the_hour",
                violation_error_message=_("Of the time only the hour is kept."),
            ),
            models.UniqueConstraint(fields=["nonce"], name="rating_nonce_unique"),
            models.CheckConstraint(
                condition=~Q(nonce=""),
                name="rating_has_the_number_of_its_form",
                violation_error_message=_("A rating comes from a form of the portal."),
            ),
        ]

    def __str__(self):
        return f"{self.page}: {self.score}"
