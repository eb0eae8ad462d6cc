"""SeededRow: what the seed put into the database, so that it never undoes what staff did."""

from django.db import models


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
