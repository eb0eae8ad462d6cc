"""Partner: an organisation outside the six institutes; Partnership: its part in a program."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from institutes.history import recorded
from institutes.language import column, in_language
from institutes.text import Key, Line, key_is_well_formed, text_is_clean, value_is_known
from institutes.words import SearchedQuerySet
from programs.models.country import Country
from programs.models.once_public import LOADED, index_of_changes
from programs.models.publication import Publication, named_by_the_public


class PartnerType(models.TextChoices):
    GOVERNMENT = "government", _("government body")
    RESEARCH = "research", _("research institute")
    AGENCY = "agency", _("cooperation agency")
    UN = "un", _("United Nations body")
    INTERNATIONAL = "international", _("international organization")


class PartnershipRole(models.TextChoices):
    PARTNER = "partner", pgettext_lazy("of an organization", "partner")
    PARTICIPANT = "participant", pgettext_lazy("of an organization", "participant")
    HOST = "host", pgettext_lazy("of an organization", "host")
    DESIGNATING = "designating", pgettext_lazy("of an organization", "designating body")
    ORGANIZER = "organizer", pgettext_lazy("of an organization", "organizer")
    OVERSEEN = "overseen", pgettext_lazy("of an organization", "overseen by the institute")


class PartnerQuerySet(SearchedQuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def published(self):
        """Partners that a published program or a framework names."""
        return self.filter(
            named_by_the_public(
                self.model,
                {"partnerships__program__publication": Publication.PUBLISHED},
                {"framework_partners__isnull": False},
            )
        )

    def by_name(self):
        return self.order_by(column("name"), "pk")

    def in_programs(self, programs):
        """Partners that one of `programs` names."""
        return self.filter(
            models.Exists(
                Partnership.objects.filter(partner=models.OuterRef("pk"), program__in=programs)
            )
        )


@recorded
class Partner(models.Model):
    slug = Key(_("slug"))
    acronym = Line(_("acronym"), max_length=20, blank=True)
    name_en = Line(_("name in English"))
    name_ko = Line(_("name in Korean"), blank=True)
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="partners",
        help_text=_("Empty for international organizations."),
        verbose_name=_("country"),
    )  # fmt: skip
    type = Line(
        _("type"), max_length=20, choices=PartnerType.choices, help_text=_("Chosen by the editors.")
    )
    source_note = Line(_("source note"), blank=True, max_length=1000)
    source_note_ko = Line(_("source note in Korean"), blank=True, max_length=1000)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [
            text_is_clean(
                "partner",
                lines=["acronym", "name_en", "name_ko", "source_note", "source_note_ko"],
            ),
            key_is_well_formed("partner", "slug"),
            models.CheckConstraint(
                condition=~models.Q(name_en=""),
                name="partner_has_a_name",
                violation_error_message=_("A partner has a name."),
            ),
            value_is_known("partner", "type", PartnerType),
        ]

    def __str__(self):
        name = in_language(self, "name")
        return f"{name} ({self.acronym})" if self.acronym else name

    def natural_key(self):
        return (self.slug,)

    def get_absolute_url(self):
        return reverse("partner", args=[self.slug])


class PartnershipQuerySet(models.QuerySet):
    def get_by_natural_key(self, program, partner, role, as_printed):
        return self.get(
            program__slug=program, partner__slug=partner, role=role, as_printed=as_printed
        )

    def published(self):
        """Partnerships in published programs."""
        return self.filter(program__publication=Publication.PUBLISHED)

    def in_order(self):
        return self.order_by("partner__name_en", "as_printed", "pk")


@recorded
class Partnership(models.Model):
    """A partner's part in a program; only words where the source does not name it."""

    program = models.ForeignKey(
        "Program", models.CASCADE, related_name="partnerships", verbose_name=_("program")
    )
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="partnerships",
        verbose_name=_("partner"),
    )
    role = Line(
        _("role"), max_length=12, choices=PartnershipRole.choices, default=PartnershipRole.PARTNER,
        help_text=_(
            "What the source says it does in the program; “partner” where it only names it."
        ),
    )  # fmt: skip
    as_printed = Line(
        _("as printed"),
        blank=True,
        help_text=_("The source's words; needed where it names nobody."),
    )
    as_printed_ko = Line(
        _("in Korean"), blank=True, help_text=_("The same words in Korean, by editors.")
    )
    source_locator = Line(
        _("place in the source"), blank=True, help_text=_("Where not the program's.")
    )

    objects = PartnershipQuerySet.as_manager()
    indexes_of_history = [index_of_changes("partnership", ~LOADED)]

    class Meta:
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        constraints = [
            text_is_clean("partnership", lines=["as_printed", "as_printed_ko", "source_locator"]),
            models.UniqueConstraint(
                fields=["program", "partner", "role", "as_printed"],
                nulls_distinct=False,
                name="partnership_unique",
            ),
            models.CheckConstraint(
                condition=models.Q(partner__isnull=False) | ~models.Q(as_printed=""),
                name="partnership_names_somebody",
                violation_error_message=_("Choose a partner, or give the source's words."),
            ),
            value_is_known("partnership", "role", PartnershipRole),
        ]

    def __str__(self):
        return f"{self.program}: {self.partner or self.as_printed}"

    def natural_key(self):
        partner = self.partner.slug if self.partner_id else None
        return (self.program.slug, partner, self.role, self.as_printed)
