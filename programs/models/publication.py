"""How far something is on its way to the public."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Publication(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("of a row", "draft")
    REVIEW = "review", pgettext_lazy("of a row", "in review")
    PUBLISHED = "published", pgettext_lazy("of a row", "published")
    WITHDRAWN = "withdrawn", pgettext_lazy("of a row", "withdrawn")


def named_by_the_public(model, *ways):
    """The condition that something public names a row of `model`, in one of `ways`.

    Each way is a dict of look-ups from the row to what names it. What staff enter for a draft is
    as little public as the draft itself.
    """
    condition = models.Q()
    for way in ways:
        rows = model._base_manager.filter(pk=models.OuterRef("pk"), **way)
        condition |= models.Q(models.Exists(rows))
    return condition


def program_count(path="programs"):
    """How many different published programs a row has at `path`, for `annotate`."""
    published = models.Q(**{f"{path}__publication": Publication.PUBLISHED})
    return models.Count(path, filter=published, distinct=True)


def was_ever_public(row):
    """Whether `row` is published or was so once, by its history."""
    events = row.pgh_event_model._base_manager.filter(pgh_obj_id=row.pk)
    return events.filter(publication=Publication.PUBLISHED).exists()
