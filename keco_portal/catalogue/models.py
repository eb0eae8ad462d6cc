"""Archive: all public tables in one ZIP, as they were at one moment, kept in the database.

There every server finds the same one. It is no fact and has no history: it can be made anew.
"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

ARCHIVES_KEPT = 2  # the newest, and the one before, which somebody may be reading
PIECE = 1 << 20  # bytes


class ArchiveQuerySet(models.QuerySet):
    def newest(self):
        """The newest Archive, or None."""
        return self.order_by("-pk").first()

    def outdated(self):
        """Those that are kept no longer."""
        return self.exclude(
            pk__in=list(self.order_by("-pk").values_list("pk", flat=True)[:ARCHIVES_KEPT])
        )


class Archive(models.Model):
    """`state` says of what it was made: the version of the data, the form of the files.

    `files` has, by the name of each file inside, its `bytes`, `sha256` and, of a table, `rows`.
    What was made while others wrote (`Version.is_complete`) is looked at once more after them.
    """

    state = models.CharField(max_length=100)
    is_complete = models.BooleanField()
    version = models.CharField(max_length=40)
    changed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(db_default=Now())
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    files = models.JSONField()

    objects = ArchiveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="archive_sha256_is_well_formed"
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="archive_has_a_size"),
        ]

    def __str__(self):
        return f"archive {self.version}"


class Piece(models.Model):
    """A PIECE of the bytes of an archive, the last one shorter; `number` counts from 0."""

    archive = models.ForeignKey(Archive, models.CASCADE, related_name="pieces")
    number = models.IntegerField()
    data = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["archive", "number"], name="piece_stands_once"),
            models.CheckConstraint(condition=Q(number__gte=0), name="piece_number_from_zero"),
        ]

    def __str__(self):
        return f"piece {self.number} of {self.archive_id}"
