"""SeededRow: what the seed put into the database, so that it never undoes what staff did."""

from django.db import models


class SeededRow(models.Model):
    """A row as the fixtures last left it; `sha256` is of its fields, not of its key."""

    model = models.CharField(max_length=100)
    key = models.CharField(max_length=500)
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["model", "key"], name="seeded_row_unique"),
        ]

    def __str__(self):
        return f"{self.model} {self.key}"
