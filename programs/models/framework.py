"""Framework: what programs work under and none of the institutes owns."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from institutes.history import recorded
from institutes.language import column, in_language
from institutes.text import Key, Line, Prose, key_is_well_formed, text_is_clean, value_is_known
from institutes.words import SearchedQuerySet
from programs.models.circle import refuse_circle
from programs.models.country import Country
from programs.models.partner import Partner
from programs.models.source import Sourced, has_a_source_locator
from programs.models.years import FIRST_YEAR, LAST_YEAR, OTHER_YEAR


class FrameworkRole(models.TextChoices):
    INITIATOR = "initiator", pgettext_lazy("in a framework", "initiator")
    ORGANIZER = "organizer", pgettext_lazy("in a framework", "organizer")
    CHANNEL = "channel", pgettext_lazy("in a framework", "initiated through")
    MEMBER = "member", pgettext_lazy("in a framework", "named as taking part")
    KEEPER = "keeper", pgettext_lazy("in a framework", "body that keeps it")


class FrameworkQuerySet(SearchedQuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def by_name(self):
        return self.order_by(column("name"), "pk")


@recorded
class Framework(Sourced):
    slug = Key(_("slug"))
    acronym = Line(_("acronym"), max_length=20, blank=True)
    name_en = Line(_("name in English"))
    name_ko = Line(_("name in Korean"), blank=True)
    as_printed = Line(_("name as printed"), blank=True)
    summary_en = Prose(_("summary in English"), blank=True)
    summary_ko = Prose(_("summary in Korean"), blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("parent"),
    )
    launched_year = models.SmallIntegerField(_("launched in"), null=True, blank=True)
    launched_at = Line(
        _("launched at"), blank=True, help_text=_("The occasion, as the source names it.")
    )
    source_note = Prose(_("source note"), blank=True)
    source_note_ko = Prose(_("source note in Korean"), blank=True)

    objects = FrameworkQuerySet.as_manager()
    belongings = ["framework_partners"]

    class Meta:
        verbose_name = _("framework")
        verbose_name_plural = _("frameworks")
        constraints = [
            text_is_clean(
                "framework",
                lines=[
                    *("acronym", "name_en", "name_ko", "as_printed"),
                    *("launched_at", "source_locator"),
                ],
                prose=["summary_en", "summary_ko", "source_note", "source_note_ko"],
            ),
            key_is_well_formed("framework", "slug"),
            models.CheckConstraint(
                condition=~Q(name_en=""),
                name="framework_has_a_name",
                violation_error_message=_("A framework has a name."),
            ),
            has_a_source_locator("framework"),
            models.CheckConstraint(
                condition=~Q(parent=models.F("id")),
                name="framework_is_not_its_parent",
                violation_error_message=_("A framework is not its own parent."),
            ),
            models.CheckConstraint(
                condition=Q(launched_year=None) | Q(launched_year__range=(FIRST_YEAR, LAST_YEAR)),
                name="framework_year_in_range",
                violation_error_message=OTHER_YEAR,
            ),
        ]

    def __str__(self):
        name = in_language(self, "name")
        return f"{name} ({self.acronym})" if self.acronym else name

    def natural_key(self):
        return (self.slug,)

    def get_absolute_url(self):
        return reverse("framework", args=[self.slug])

    def clean(self):
        refuse_circle(self, "parent")


class FrameworkPartnerQuerySet(models.QuerySet):
    def get_by_natural_key(self, framework, role, partner, country, as_printed):
        return self.get(
            framework__slug=framework,
            role=role,
            partner__slug=partner,
            country__iso3=country,
            as_printed=as_printed,
        )

    def in_order(self):
        return self.order_by("role", "as_printed", "pk")


@recorded
class FrameworkPartner(models.Model):
    """Who started or keeps a framework: a partner, a country, or the source's words."""

    framework = models.ForeignKey(
        Framework, models.CASCADE, related_name="framework_partners", verbose_name=_("framework")
    )
    role = Line(
        _("role"), max_length=10, choices=FrameworkRole.choices,
        help_text=_("What the source says it did for the framework."),
    )  # fmt: skip
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="framework_partners",
        verbose_name=_("partner"),
    )
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="framework_partners",
        verbose_name=_("country"),
    )
    as_printed = Line(_("as printed"), blank=True)

    objects = FrameworkPartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("framework partner")
        verbose_name_plural = _("framework partners")
        constraints = [
            text_is_clean("framework_partner", lines=["as_printed"]),
            value_is_known("framework_partner", "role", FrameworkRole),
            models.UniqueConstraint(
                fields=["framework", "role", "partner", "country", "as_printed"],
                nulls_distinct=False,
                name="framework_partner_unique",
            ),
            models.CheckConstraint(
                condition=Q(partner__isnull=False) | Q(country__isnull=False) | ~Q(as_printed=""),
                name="framework_partner_names_somebody",
                violation_error_message=_(
                    "Choose a partner or country, or give the source's words."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.framework}: {self.partner or self.country or self.as_printed}"

    def natural_key(self):
        return (
            self.framework.slug,
            self.role,
            self.partner.slug if self.partner_id else None,
            self.country.iso3 if self.country_id else None,
            self.as_printed,
        )
