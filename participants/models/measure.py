"""Measure: what a figure counts, and in which unit."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from institutes.history import recorded
from institutes.language import column, in_language
from institutes.text import Key, Line, Prose, key_is_well_formed, text_is_clean, value_is_known
from institutes.words import SearchedQuerySet
from programs.models.circle import refuse_circle
from programs.models.publication import Publication, named_by_the_public


class Group(models.TextChoices):
    TRAINING = "training", _("training")
    VISITS = "visits", _("visits")
    REACH = "reach", _("reach")
    ACTIVITY = "activity", _("activity")


class Unit(models.TextChoices):
    PEOPLE = "people", pgettext_lazy("a unit", "people")
    COUNTRIES = "countries", pgettext_lazy("a unit", "countries")
    ORGANIZATIONS = "organizations", pgettext_lazy("a unit", "organizations")
    PROJECTS = "projects", pgettext_lazy("a unit", "projects")
    SPECIMENS = "specimens", pgettext_lazy("a unit", "specimens")
    AREAS = "areas", pgettext_lazy("a unit", "areas")


class MeasureQuerySet(SearchedQuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def published(self):
        """What published figures count, and the wholes that it is a part of."""
        published = Publication.PUBLISHED
        return self.filter(
            named_by_the_public(
                self.model,
                *(
                    {
                        f"{figures}__publication": published,
                        f"{figures}__program__publication": published,
                    }
                    for figures in ("figures", "parts__figures")
                ),
            )
        )

    def by_name(self):
        return self.order_by(column("name"), "pk")


@recorded
class Measure(models.Model):
    slug = Key(_("slug"))
    name_en = Line(_("name in English"))
    name_ko = Line(_("name in Korean"), blank=True)
    group = Line(
        _("group"), max_length=10, choices=Group.choices,
        help_text=_(
            "Training and visits are the trainee statistics; reach is how far something goes, "
            "activity how much is done."
        ),
    )  # fmt: skip
    unit = Line(
        _("unit"), max_length=15, choices=Unit.choices,
        help_text=_("What one of it is. Figures of two units are never added."),
    )  # fmt: skip
    of_named = models.BooleanField(
        _("counts what is named"), default=False,
        help_text=_(
            "Whether the source names all that it counts, such as three countries in turn."
        ),
    )  # fmt: skip
    definition_en = Prose(_("definition"), blank=True)
    definition_ko = Prose(_("definition in Korean"), blank=True)
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts",
        help_text=_("A measure whose count holds this one's; the two are never added."),
        verbose_name=_("part of"),
    )  # fmt: skip

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        constraints = [
            text_is_clean(
                "measure", lines=["name_en", "name_ko"], prose=["definition_en", "definition_ko"]
            ),
            key_is_well_formed("measure", "slug"),
            models.CheckConstraint(
                condition=~Q(name_en=""),
                name="measure_has_a_name",
                violation_error_message=_("A measure has a name."),
            ),
            value_is_known("measure", "group", Group),
            value_is_known("measure", "unit", Unit),
            models.CheckConstraint(
                condition=~Q(part_of=F("id")),
                name="measure_is_not_part_of_itself",
                violation_error_message=_("A measure is not part of itself."),
            ),
            models.CheckConstraint(
                condition=~Q(group__in=[Group.TRAINING, Group.VISITS]) | Q(unit=Unit.PEOPLE),
                name="measure_of_people_counts_people",
                violation_error_message=_("Training and visits are counted in people."),
            ),
        ]

    def __str__(self):
        return in_language(self, "name")

    def natural_key(self):
        return (self.slug,)

    def clean(self):
        refuse_circle(self, "part_of")
