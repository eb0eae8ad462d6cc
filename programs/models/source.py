"""Source: a document that facts were taken from."""

import datetime

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from institutes.history import recorded
from institutes.language import in_language
from institutes.text import (
    Key,
    Line,
    Prose,
    WebAddress,
    address_is_of_the_web,
    key_is_well_formed,
    text_is_clean,
)
from programs.models.publication import Publication, named_by_the_public


class SourceQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def published(self):
        """Documents that something public is taken from."""
        published = Publication.PUBLISHED
        return self.filter(
            named_by_the_public(
                self.model,
                {"programs__publication": published},
                {"figures__publication": published, "figures__program__publication": published},
                {"editions__program__publication": published},
                {"frameworks__isnull": False},
            )
        )

    def by_title(self):
        return self.order_by("title", "pk")


@recorded
class Source(models.Model):
    slug = Key(_("slug"))
    title = Line(
        _("title"), help_text=_("Given by the portal's editors where the document has none.")
    )
    title_ko = Line(_("title in Korean"), blank=True)
    publisher = Line(_("publisher"), blank=True)
    url = WebAddress(_("address"), blank=True, max_length=500)
    contact = Line(_("contact"), blank=True, help_text=_("As printed in the document."))
    modified = Line(_("last modified"), max_length=40, blank=True, help_text=_("As printed."))
    retrieved = models.DateField(_("retrieved on"), null=True, blank=True)
    sha256 = Line(
        _("SHA-256"), max_length=64, blank=True, help_text=_("Of the document as retrieved.")
    )
    note = Prose(_("note"), blank=True)
    note_ko = Prose(_("note in Korean"), blank=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            text_is_clean(
                "source",
                lines=["title", "title_ko", "publisher", "url", "contact", "modified"],
                prose=["note", "note_ko"],
            ),
            address_is_of_the_web("source", "url"),
            key_is_well_formed("source", "slug"),
            models.CheckConstraint(
                condition=~models.Q(title=""),
                name="source_has_a_title",
                violation_error_message=_("A source has a title."),
            ),
            models.CheckConstraint(
                condition=models.Q(sha256="") | models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="source_sha256_is_well_formed",
                violation_error_message=_("A SHA-256 has 64 digits and letters from a to f."),
            ),
        ]

    def __str__(self):
        return in_language(self, "title")

    def natural_key(self):
        return (self.slug,)

    def get_absolute_url(self):
        return reverse("source", args=[self.slug])

    @property
    def modified_on(self):
        """The day of what it prints as its last change, such as “2017-12-12 08:38”; None if none.

        The hour is left out: the document does not say in which zone it is.
        """
        try:
            return datetime.date.fromisoformat(self.modified[:10])
        except ValueError:
            return None


def has_a_source_locator(table):
    """The constraint `<table>_has_a_source_locator`."""
    return models.CheckConstraint(
        condition=~models.Q(source_locator=""),
        name=f"{table}_has_a_source_locator",
        violation_error_message=_("Say where in the source it stands."),
    )


class Sourced(models.Model):
    """A row that says which document states it, and where in that document."""

    source = models.ForeignKey(
        Source, models.PROTECT, related_name="%(class)ss", verbose_name=_("source")
    )
    source_locator = Line(
        _("place in the source"), help_text=_("Section and paragraph, such as “KECO, paragraph 2”.")
    )

    class Meta:
        abstract = True
