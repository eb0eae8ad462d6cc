"""Where a program is: countries and regions that its source names."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from institutes.history import recorded
from institutes.language import column
from institutes.text import Line, text_is_clean, value_is_known
from programs.models.country import Country
from programs.models.once_public import LOADED, index_of_changes
from programs.models.publication import Publication
from programs.models.region import Region


class CountryRole(models.TextChoices):
    PARTNER = "partner", pgettext_lazy("of a country", "partner")
    RECIPIENT = "recipient", pgettext_lazy("of a country", "recipient")
    HOST = "host", pgettext_lazy("of a country", "host")
    ORIGIN = "origin", pgettext_lazy("of a country", "origin of trainees or visitors")
    NOT_STATED = "not-stated", pgettext_lazy("of a country", "role not stated")


class RegionBasis(models.TextChoices):
    STATED = "stated", _("stated")
    IN_NAME = "in-name", _("part of a name")


class ProgramCountryQuerySet(models.QuerySet):
    def get_by_natural_key(self, program, iso3, role):
        return self.get(program__slug=program, country__iso3=iso3, role=role)

    def published(self):
        """Places of published programs."""
        return self.filter(program__publication=Publication.PUBLISHED)

    def by_name(self):
        return self.order_by(f"country__{column('sort')}", "role", "pk")


@recorded
class ProgramCountry(models.Model):
    program = models.ForeignKey(
        "Program", models.CASCADE, related_name="program_countries", verbose_name=_("program")
    )
    country = models.ForeignKey(
        Country, models.PROTECT, related_name="program_countries", verbose_name=_("country")
    )
    role = Line(
        _("role"), max_length=10, choices=CountryRole.choices, default=CountryRole.NOT_STATED,
        help_text=_(
            "Partner: a peer. Recipient: it is helped. Host: it takes place there. "
            "Origin: people come from there."
        ),
    )  # fmt: skip
    as_printed = Line(_("as printed"), blank=True, help_text=_("The words of the source."))
    source_locator = Line(
        _("place in the source"), blank=True, help_text=_("Where not the program's.")
    )

    objects = ProgramCountryQuerySet.as_manager()
    indexes_of_history = [index_of_changes("programcountry", ~LOADED)]

    class Meta:
        verbose_name = _("program country")
        verbose_name_plural = _("program countries")
        constraints = [
            models.UniqueConstraint(
                fields=["program", "country", "role"], name="program_country_unique"
            ),
            text_is_clean("program_country", lines=["as_printed", "source_locator"]),
            value_is_known("program_country", "role", CountryRole),
        ]

    def __str__(self):
        return f"{self.program}: {self.country} ({self.get_role_display()})"

    def natural_key(self):
        return (self.program.slug, self.country.iso3, self.role)


class ProgramRegionQuerySet(models.QuerySet):
    def get_by_natural_key(self, program, scheme, code):
        return self.get(program__slug=program, region__scheme=scheme, region__code=code)

    def published(self):
        """Places of published programs."""
        return self.filter(program__publication=Publication.PUBLISHED)

    def by_name(self):
        return self.order_by(f"region__{column('name')}", "pk")


@recorded
class ProgramRegion(models.Model):
    program = models.ForeignKey(
        "Program", models.CASCADE, related_name="program_regions", verbose_name=_("program")
    )
    region = models.ForeignKey(
        Region, models.PROTECT, related_name="program_regions", verbose_name=_("region")
    )
    as_printed = Line(_("as printed"), help_text=_("The words of the source."))
    basis = Line(
        _("basis"), max_length=7, choices=RegionBasis.choices, default=RegionBasis.STATED,
        help_text=_("“Part of a name” where the words stand only inside a name, as in EANET's."),
    )  # fmt: skip
    source_locator = Line(
        _("place in the source"), blank=True, help_text=_("Where not the program's.")
    )

    objects = ProgramRegionQuerySet.as_manager()
    indexes_of_history = [index_of_changes("programregion", ~LOADED)]

    class Meta:
        verbose_name = _("program region")
        verbose_name_plural = _("program regions")
        constraints = [
            models.UniqueConstraint(fields=["program", "region"], name="program_region_unique"),
            text_is_clean("program_region", lines=["as_printed", "source_locator"]),
            models.CheckConstraint(
                condition=~Q(as_printed=""),
                name="program_region_has_the_printed_words",
                violation_error_message=_("Give the words of the source."),
            ),
            value_is_known("program_region", "basis", RegionBasis),
        ]

    def __str__(self):
        return f"{self.program}: {self.region}"

    def natural_key(self):
        return (self.program.slug, *self.region.natural_key())
