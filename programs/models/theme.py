"""Theme: what a program is about."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from institutes.history import recorded
from institutes.language import column, in_language
from institutes.text import Key, Line, key_is_well_formed, text_is_clean
from institutes.words import SearchedQuerySet
from programs.models.publication import Publication, named_by_the_public


class ThemeQuerySet(SearchedQuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def published(self):
        """Themes of published programs."""
        way = {"programs__publication": Publication.PUBLISHED}
        return self.filter(named_by_the_public(self.model, way))

    def by_name(self):
        return self.order_by(column("name"), "pk")


@recorded
class Theme(models.Model):
    slug = Key(_("slug"))
    name_en = Line(_("name in English"))
    name_ko = Line(_("name in Korean"), blank=True)
    as_printed = Line(
        _("as printed"),
        blank=True,
        help_text=_("Empty where the portal's editors chose the theme."),
    )

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        constraints = [
            text_is_clean("theme", lines=["name_en", "name_ko", "as_printed"]),
            key_is_well_formed("theme", "slug"),
            models.CheckConstraint(
                condition=~models.Q(name_en=""),
                name="theme_has_a_name",
                violation_error_message=_("A theme has a name."),
            ),
        ]

    def __str__(self):
        return in_language(self, "name")

    def natural_key(self):
        return (self.slug,)
