"""Edition: one occurrence of a recurring program, or a single planned event."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from institutes.history import recorded
from institutes.language import in_language
from institutes.text import Line, Prose, text_is_clean, value_is_known
from programs.models.country import Country
from programs.models.once_public import LOADED, index_of_changes
from programs.models.program import Program
from programs.models.publication import Publication
from programs.models.source import Sourced, has_a_source_locator
from programs.models.years import FIRST_YEAR, LAST_YEAR, OTHER_YEAR


class EditionState(models.TextChoices):
    PLANNED = "planned", _("planned")
    HELD = "held", _("held")
    NOT_STATED = "not-stated", _("not stated")


class EditionQuerySet(models.QuerySet):
    def get_by_natural_key(self, program, year, title):
        return self.get(program__slug=program, year=year, title=title)

    def published(self):
        """Editions of published programs."""
        return self.filter(program__publication=Publication.PUBLISHED)

    def by_year(self):
        return self.order_by("year", "title", "pk")


@recorded
class Edition(Sourced):
    program = models.ForeignKey(
        Program, models.CASCADE, related_name="editions", verbose_name=_("program")
    )
    year = models.SmallIntegerField(_("year"))
    title = Line(_("title"))
    title_ko = Line(_("title in Korean"), blank=True)
    state = Line(
        _("state"), max_length=10, choices=EditionState.choices, default=EditionState.NOT_STATED,
        help_text=_("As the source declares it at its time."),
    )  # fmt: skip
    host_country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted_editions",
        verbose_name=_("host country"),
    )
    note = Prose(_("note"), blank=True)
    note_ko = Prose(_("note in Korean"), blank=True)

    objects = EditionQuerySet.as_manager()
    indexes_of_history = [index_of_changes("edition", ~LOADED)]

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.UniqueConstraint(fields=["program", "year", "title"], name="edition_unique"),
            text_is_clean(
                "edition",
                lines=["title", "title_ko", "source_locator"],
                prose=["note", "note_ko"],
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="edition_has_a_title",
                violation_error_message=_("An edition has a title."),
            ),
            has_a_source_locator("edition"),
            models.CheckConstraint(
                condition=Q(year__range=(FIRST_YEAR, LAST_YEAR)),
                name="edition_year_in_range",
                violation_error_message=OTHER_YEAR,
            ),
            value_is_known("edition", "state", EditionState),
        ]
        indexes = [models.Index(fields=["program", "year"], name="edition_by_year")]

    def __str__(self):
        return f"{in_language(self, 'title')}, {self.year}"

    def natural_key(self):
        return (self.program.slug, self.year, self.title)

    def get_absolute_url(self):
        return self.program.get_absolute_url()
