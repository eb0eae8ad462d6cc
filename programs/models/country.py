"""Country: an entry of ISO 3166-1, with its names and its place in UN M49."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from institutes.history import recorded
from institutes.language import column, in_language
from institutes.text import Line, Prose, text_is_clean
from institutes.words import SearchedQuerySet
from programs.models.publication import program_count
from programs.models.region import Region, Scheme


class CountryQuerySet(SearchedQuerySet):
    def get_by_natural_key(self, iso3):
        return self.get(iso3=iso3)

    def by_name(self):
        return self.order_by(column("sort"), "iso3")

    def named_by(self, programs):
        """Countries that one of `programs` names."""
        named = programs.filter(program_countries__country=models.OuterRef("pk"))
        return self.filter(models.Exists(named))

    def with_program_count(self):
        """Adds `program_count`: published programs that name the country."""
        return self.annotate(program_count=program_count())


@recorded
class Country(models.Model):
    iso3 = Line(_("ISO 3166-1 alpha-3"), max_length=3, unique=True)
    iso2 = Line(_("ISO 3166-1 alpha-2"), max_length=2, unique=True)
    m49 = Line(_("UN M49"), max_length=3, unique=True)
    name_en = Line(_("name in English"))
    name_ko = Line(_("name in Korean"))
    # In code point order on every cluster; without them Åland comes after Zimbabwe.
    sort_en = Line(_("sort key, English"), db_collation="C")
    sort_ko = Line(_("sort key, Korean"), db_collation="C")
    other_names = Prose(
        _("other names"),
        blank=True,
        help_text=_("One a line, chosen by the editors: what people type."),
    )
    region = models.ForeignKey(
        *(Region, models.PROTECT),
        related_name="countries",
        limit_choices_to={"scheme": Scheme.M49},
        verbose_name=_("region"),
    )

    objects = CountryQuerySet.as_manager()

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        constraints = [
            text_is_clean(
                "country",
                lines=["name_en", "name_ko", "sort_en", "sort_ko"],
                prose=["other_names"],
            ),
            models.CheckConstraint(
                condition=models.Q(
                    iso3__regex=r"^[A-Z]{3}$", iso2__regex=r"^[A-Z]{2}$", m49__regex=r"^[0-9]{3}$"
                ),
                name="country_codes_are_well_formed",
                violation_error_message=_("The codes are such as KOR, KR and 410."),
            ),
            models.CheckConstraint(
                condition=~models.Q(name_en="") & ~models.Q(name_ko="") & ~models.Q(sort_en=""),
                name="country_has_its_names",
                violation_error_message=_("A country has both names and the English sort key."),
            ),
        ]
        indexes = [
            models.Index(fields=["sort_en", "iso3"], name="country_by_name"),
            models.Index(fields=["sort_ko", "iso3"], name="country_by_name_ko"),
        ]

    def __str__(self):
        return in_language(self, "name")

    def natural_key(self):
        return (self.iso3,)

    def get_absolute_url(self):
        return reverse("country", args=[self.iso3])
