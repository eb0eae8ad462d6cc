"""Snapshot: a filtered table as it was; and the bytes of its rows, which several may share.

Neither is ever changed or deleted: a trigger refuses it, and the web server's account has no
right to it (`keco_portal.postgres.rights`).
"""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from institutes.language import ENGLISH, page_language
from institutes.text import value_is_known
from institutes.visitors.floods import this_hour
from programs.models import Source
from programs.models.sent_file import HashOf, SizeOf

BYTES_AT_MOST = 20 * 1024**2  # of the CSV; of figures about 60,000 rows
SHOWN_AT_MOST = 128 * 1024  # bytes of it that its page reads
ROWS_SHOWN = 50  # the first of them, on its page
KEYS_NAMED = 20  # of rows that have moved on, on its page
QUERY_AT_MOST = 2000  # characters; an index of PostgreSQL holds no more
KEY = "[a-z2-7]{12}"


class CitedTable(models.TextChoices):
    """The lists whose rows can be cited, by what their addresses are called."""

    PROGRAMS = "programs", _("Programs")
    FIGURES = "figures", _("Figures")
    PARTICIPANTS = "participants", _("Participants")


def never_changed():
    """The trigger that lets nobody change or delete a row."""
    return pgtrigger.Protect(name="kept_for_ever", operation=pgtrigger.Update | pgtrigger.Delete)


class SnapshotCsv(models.Model):
    """The bytes of a CSV, stored once, whatever snapshots they are the rows of.

    PostgreSQL compresses them, and computes the checksum of what it has.
    """

    kept_for_ever = True

    data = models.BinaryField()
    sha256 = models.GeneratedField(
        expression=HashOf("data"), output_field=models.CharField(max_length=64), db_persist=True
    )
    size = models.GeneratedField(
        expression=SizeOf("data"), output_field=models.IntegerField(), db_persist=True
    )

    class Meta:
        triggers = [never_changed()]
        constraints = [
            models.UniqueConstraint(fields=["sha256"], name="snapshot_csv_is_stored_once"),
            models.CheckConstraint(
                condition=Q(size__lte=BYTES_AT_MOST),
                name="snapshot_csv_is_not_too_large",
                violation_error_message=_("A snapshot has 20 MB at most."),
            ),
        ]

    def __str__(self):
        return self.sha256


class Beginning(models.Func):
    """SQL: the first SHOWN_AT_MOST of some bytes."""

    template = f"substring(%(expressions)s from 1 for {SHOWN_AT_MOST})"
    output_field = models.BinaryField()


class SnapshotQuerySet(models.QuerySet):
    def with_checksum(self):
        """With what is known of their bytes, which themselves stay where they are."""
        return self.select_related("csv").defer("csv__data")

    def with_beginning(self):
        """The same with the `beginning` of their bytes."""
        return self.with_checksum().annotate(beginning=Beginning("csv__data"))

    def newest_first(self):
        return self.order_by("-pk")

    def listed(self):
        """Those of choices alone: what somebody typed stands on its own snapshot's page only."""
        return self.exclude(query__regex=r"(^|&)q=")

    def in_this_hour(self):
        return self.filter(made_at__gte=this_hour())


class Snapshot(models.Model):
    """The rows of `table` under the filter `query`, a query string, as they were at `made_at`.

    `chosen` says the filter in words, pairs of label and words by language, and `sources` are the
    documents that the rows name, as they were called. Nothing says who made it.
    """

    kept_for_ever = True

    key = models.CharField(max_length=12)
    table = models.CharField(max_length=20, choices=CitedTable.choices)
    query = models.CharField(max_length=QUERY_AT_MOST, blank=True)
    csv = models.ForeignKey(SnapshotCsv, models.PROTECT, related_name="snapshots")
    row_count = models.IntegerField()
    chosen = models.JSONField()
    sources = models.JSONField()
    made_at = models.DateTimeField(db_default=Now(), db_index=True)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        triggers = [never_changed()]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="snapshot_key_unique"),
            models.UniqueConstraint(
                fields=["table", "query", "csv"], name="snapshot_of_the_same_rows_unique"
            ),
            models.CheckConstraint(
                condition=Q(key__regex=f"^{KEY}$"),
                name="snapshot_key_is_well_formed",
                violation_error_message=_("The key of a snapshot has 12 letters and digits."),
            ),
            value_is_known("snapshot", "table", CitedTable),
            models.CheckConstraint(
                condition=Q(query__regex="^[!-~]*$"),
                name="snapshot_query_is_part_of_an_address",
                violation_error_message=_("A filter is stored as it stands in an address."),
            ),
            models.CheckConstraint(
                condition=Q(row_count__gt=0),
                name="snapshot_has_rows",
                violation_error_message=_("A snapshot has rows."),
            ),
        ]

    def __str__(self):
        return self.key

    def get_absolute_url(self):
        return reverse("snapshot", args=[self.key])

    @property
    def filter_in_words(self):
        """(label, words) of each choice, in the language of the page."""
        return self.chosen.get(page_language(), self.chosen[ENGLISH])

    @property
    def title(self):
        """Such as “Figures: China, 2014”."""
        words = ", ".join(words for label, words in self.filter_in_words)
        return f"{self.get_table_display()}: {words}" if words else self.get_table_display()

    @property
    def documents(self):
        """The sources as they were called, as Sources that are not stored."""
        return [Source(**one) for one in self.sources]

    @property
    def live_address(self):
        """The list that it was made of, with its filter, as it is now."""
        address = reverse(self.table)
        return f"{address}?{self.query}" if self.query else address
