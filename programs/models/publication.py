"""How far something is on its way to the public."""

from django.db import models


class Publication(models.TextChoices):
    DRAFT = "draft", "draft"
    REVIEW = "review", "in review"
    PUBLISHED = "published", "published"
    WITHDRAWN = "withdrawn", "withdrawn"


def program_count(path="programs"):
    """How many different published programs a row has at `path`, for `annotate`."""
    published = models.Q(**{f"{path}__publication": Publication.PUBLISHED})
    return models.Count(path, filter=published, distinct=True)
