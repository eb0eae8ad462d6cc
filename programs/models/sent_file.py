"""SentFile: a file of rows that somebody sent to the desk, until its rows are stored."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutes.text import Line, text_is_clean

BYTES_AT_MOST = 10 * 1024**2
HOURS_KEPT = 24
FILES_AT_MOST = 20  # of one person
NAME_AT_MOST = 300  # characters


class HashOf(models.Func):
    """SQL: the SHA-256 of bytes, as 64 hexadecimal digits."""

    template = "encode(sha256(%(expressions)s), 'hex')"
    output_field = models.CharField(max_length=64)


class SizeOf(models.Func):
    """SQL: the number of bytes."""

    function = "octet_length"
    output_field = models.IntegerField()


class SentFileQuerySet(models.QuerySet):
    def for_person(self, person):
        """The files that `person` sent: nobody else finds them."""
        return self.filter(person=person.pk)

    def for_tables(self, tables):
        """The files sent for one of `tables`, names of resources."""
        return self.filter(table__in=tables)

    def outdated(self):
        """Files that nobody stored in time."""
        return self.filter(sent_at__lt=timezone.now() - datetime.timedelta(hours=HOURS_KEPT))

    def left_over(self, person):
        """Files to be deleted when `person` sends one more: the old ones, and too many of one."""
        newest = self.for_person(person).order_by("-sent_at", "pk").values("pk")
        kept = newest[: FILES_AT_MOST - 1]
        return self.outdated() | self.for_person(person).exclude(pk__in=kept)


class SentFile(models.Model):
    """A file between its preview and its storing; `table` is the resource that reads it.

    It has no history, since it is no fact: it goes in the transaction that stores its rows, or
    after a day.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    table = Line(max_length=50)
    name = Line(max_length=NAME_AT_MOST)
    data = models.BinaryField()
    sha256 = models.GeneratedField(
        expression=HashOf("data"), output_field=models.CharField(max_length=64), db_persist=True
    )
    sent_at = models.DateTimeField(db_default=Now(), db_index=True)

    objects = SentFileQuerySet.as_manager()

    class Meta:
        constraints = [
            text_is_clean("sent_file", lines=["table", "name"]),
            models.CheckConstraint(
                condition=Q(table__regex=r"^[A-Za-z]+$"),
                name="sent_file_is_for_a_table",
                violation_error_message=_("A file is sent for a table, by its name."),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="sent_file_has_a_name",
                violation_error_message=_("A file has a name."),
            ),
            models.CheckConstraint(
                condition=models.lookups.LessThanOrEqual(SizeOf("data"), BYTES_AT_MOST),
                name="sent_file_is_not_too_large",
                violation_error_message=_("A file has 10 MB at most."),
            ),
        ]

    def __str__(self):
        return self.name
