"""Institute: one of the Korean public bodies whose cooperation the portal shows."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from institutes.history import recorded
from institutes.text import (
    Key,
    Line,
    Prose,
    WebAddress,
    address_is_of_the_web,
    key_is_well_formed,
    text_is_clean,
)
from institutes.words import SearchedQuerySet


class InstituteQuerySet(SearchedQuerySet):
    def get_by_natural_key(self, code):
        return self.get(code=code)

    def by_acronym(self):
        return self.order_by("acronym", "pk")


@recorded
class Institute(models.Model):
    code = Key(
        _("code"), help_text=_("The key in addresses and files, such as keco. Never changes.")
    )
    acronym = Line(_("acronym"), max_length=20)
    name_en = Line(_("name in English"))
    name_ko = Line(_("name in Korean"), blank=True)
    summary_en = Prose(_("summary in English"), blank=True)
    summary_ko = Prose(_("summary in Korean"), blank=True)
    website = WebAddress(_("website"), blank=True)
    contact = Line(_("contact"), blank=True)
    source_note = Prose(
        _("source note"),
        blank=True,
        help_text=_("What the source says of it, and where it is unclear."),
    )
    source_note_ko = Prose(_("source note in Korean"), blank=True)

    objects = InstituteQuerySet.as_manager()

    class Meta:
        verbose_name = _("institute")
        verbose_name_plural = _("institutes")
        constraints = [
            text_is_clean(
                "institute",
                lines=["acronym", "name_en", "name_ko", "website", "contact"],
                prose=["summary_en", "summary_ko", "source_note", "source_note_ko"],
            ),
            key_is_well_formed("institute", "code"),
            address_is_of_the_web("institute", "website"),
            models.CheckConstraint(
                condition=~models.Q(name_en="") & ~models.Q(acronym=""),
                name="institute_has_a_name",
                violation_error_message=_("An institute has a name and an acronym."),
            ),
        ]

    def __str__(self):
        return self.acronym

    def natural_key(self):
        return (self.code,)

    def get_absolute_url(self):
        return reverse("institute", args=[self.code])
