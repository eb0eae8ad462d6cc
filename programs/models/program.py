"""Program: one thing that an institute does with others."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from institutes.history import recorded
from institutes.language import column, in_language
from institutes.models import Institute
from institutes.text import Key, Line, Prose, key_is_well_formed, text_is_clean, value_is_known
from institutes.words import SearchedQuerySet
from programs.dates import years
from programs.models.circle import refuse_circle
from programs.models.country import Country
from programs.models.framework import Framework
from programs.models.in_doubt import ProgramsInDoubt
from programs.models.in_place import InPlace
from programs.models.in_time import InTime
from programs.models.kind import Kind, Recurrence, State
from programs.models.once_public import (
    KeyIsNeverUsedAgain,
    index_of_changes,
    index_of_published,
    published_versions,
)
from programs.models.partner import Partnership
from programs.models.place import ProgramCountry, ProgramRegion
from programs.models.publication import Publication
from programs.models.region import Region
from programs.models.source import Sourced, has_a_source_locator
from programs.models.theme import Theme
from programs.models.years import FIRST_YEAR, LAST_YEAR, OTHER_YEAR


class ProgramQuerySet(InPlace, InTime, ProgramsInDoubt, SearchedQuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def published(self):
        return self.filter(publication=Publication.PUBLISHED)

    def in_institutes(self, institutes):
        """Programs of one of `institutes`, on their way to the public or there."""
        return self.filter(institute__in=institutes)

    def once_public(self):
        """The versions of programs that the public saw, whatever became of them since."""
        return published_versions(self.model)

    def by_name(self):
        return self.order_by(column("name"), "slug")

    def in_source_order(self):
        return self.order_by("institute__pk", "source_locator", "pk")

    def found_by(self, search):
        """Programs of an institute are found by its whole name too."""
        return super().found_by(search) | Q(institute__in=list(Institute.objects.named(search)))

    def for_partner(self, *partners):
        """Programs that name one of the partners."""
        return self.filter(
            Exists(Partnership.objects.filter(program=OuterRef("pk"), partner__in=partners))
        )

    def under(self, *frameworks):
        """Programs under one of the frameworks, without a row for each of several."""
        link = self.model.frameworks.through.objects
        return self.filter(Exists(link.filter(program=OuterRef("pk"), framework__in=frameworks)))

    def about(self, *themes):
        """Programs of one of the themes, without a row for each of several."""
        link = self.model.themes.through.objects
        return self.filter(Exists(link.filter(program=OuterRef("pk"), theme__in=themes)))

    def in_year(self, *years):
        """Programs whose years touch one of `years`; an edition counts.

        An open end goes on, but of an ended program only the first year is known.
        """
        touching = Q()
        for year in years:
            touching |= (
                Q(start_year__lte=year, end_year__gte=year)
                | Q(start_year__lte=year, end_year=None) & ~Q(state=State.ENDED)
                | Q(start_year=year, end_year=None)
                | Q(start_year=None, end_year=year)
            )
        with_edition = self.model.objects.filter(pk=OuterRef("pk"), editions__year__in=years)
        return self.filter(touching | Exists(with_edition))

    def with_relations(self):
        """What a list of programs shows of each, in a fixed number of queries."""
        return self.select_related("institute", "source").prefetch_related(
            models.Prefetch(
                "program_countries",
                ProgramCountry.objects.select_related("country").by_name(),
            ),
            models.Prefetch(
                "program_regions", ProgramRegion.objects.select_related("region").by_name()
            ),
        )


@recorded
class Program(Sourced):
    slug = Key(
        _("slug"),
        help_text=_("The key in addresses and files. What was public once is never used again."),
    )
    institute = models.ForeignKey(
        Institute, models.PROTECT, related_name="programs", verbose_name=_("institute")
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children",
        help_text=_("A program of the same institute that this one is part of."),
        verbose_name=_("parent"),
    )  # fmt: skip
    frameworks = models.ManyToManyField(
        Framework, blank=True, related_name="programs", verbose_name=_("frameworks")
    )
    themes = models.ManyToManyField(
        Theme, blank=True, related_name="programs", verbose_name=_("themes")
    )
    countries = models.ManyToManyField(
        Country, through=ProgramCountry, related_name="programs", verbose_name=_("countries")
    )
    regions = models.ManyToManyField(
        Region, through=ProgramRegion, related_name="programs", verbose_name=_("regions")
    )
    name_en = Line(_("name in English"))
    name_ko = Line(_("name in Korean"), blank=True)
    as_printed = Line(
        _("name as printed"), blank=True, help_text=_("The source's own words for it.")
    )
    summary_en = Prose(_("summary in English"), blank=True)
    summary_ko = Prose(_("summary in Korean"), blank=True)
    kind = Line(
        _("kind"), max_length=20, choices=Kind.choices, help_text=_("Chosen by the editors.")
    )
    start_year = models.SmallIntegerField(
        _("first year"), null=True, blank=True, help_text=_("Empty where the source does not say.")
    )
    end_year = models.SmallIntegerField(
        _("last year"),
        null=True,
        blank=True,
        help_text=_("Empty where it goes on or is not stated."),
    )
    recurrence = Line(
        _("recurrence"), max_length=10, choices=Recurrence.choices, default=Recurrence.NOT_STATED,
        help_text=_(
            "How often it takes place, as the source says; “not stated” where it does not."
        ),
    )  # fmt: skip
    state = Line(
        _("state"), max_length=10, choices=State.choices, default=State.NOT_STATED,
        help_text=_("As the source declares it at its time, not as computed from the years."),
    )  # fmt: skip
    sector = Line(
        _("DAC sector"), max_length=5, blank=True, help_text=_("Five digits of the OECD DAC list.")
    )
    source_note = Prose(
        _("source note"), blank=True, help_text=_("Where the source is unclear, and how.")
    )
    source_note_ko = Prose(_("source note in Korean"), blank=True)
    last_confirmed_on = models.DateField(_("last confirmed on"), null=True, blank=True)
    publication = Line(
        _("publication"), max_length=9, choices=Publication.choices, default=Publication.DRAFT,
        help_text=_("Only what is published is seen outside the admin."),
    )  # fmt: skip
    changed_at = models.DateTimeField(_("last changed"), auto_now=True, db_default=Now())

    objects = ProgramQuerySet.as_manager()
    belongings = ["program_countries", "program_regions", "partnerships", "editions"]
    belongings += ["frameworks", "themes"]
    kept_apart = ["publication", "last_confirmed_on"]
    words_of_rules = {
        "program_parent_is_of_its_institute": (
            "parent",
            _("A program is of the same institute as the program that it is part of."),
        ),
        "program_is_not_above_itself": ("parent", _("This would put it below itself.")),
    }
    indexes_of_history = [index_of_published("program", "slug"), index_of_changes("program")]

    class Meta:
        verbose_name = _("program")
        verbose_name_plural = _("programs")
        permissions = [
            ("import_program", "Can import programs from spreadsheets"),
            ("export_program", "Can export programs to spreadsheets"),
        ]
        constraints = [
            text_is_clean(
                "program",
                lines=["name_en", "name_ko", "as_printed", "source_locator"],
                prose=["summary_en", "summary_ko", "source_note", "source_note_ko"],
            ),
            key_is_well_formed("program", "slug"),
            KeyIsNeverUsedAgain(key="slug", name="program_slug_is_never_used_again"),
            models.CheckConstraint(
                condition=~Q(name_en=""),
                name="program_has_a_name",
                violation_error_message=_("A program has a name."),
            ),
            has_a_source_locator("program"),
            models.CheckConstraint(
                condition=~Q(parent=F("id")),
                name="program_is_not_its_parent",
                violation_error_message=_("A program is not its own parent."),
            ),
            models.CheckConstraint(
                condition=(Q(start_year=None) | Q(start_year__range=(FIRST_YEAR, LAST_YEAR)))
                & (Q(end_year=None) | Q(end_year__range=(FIRST_YEAR, LAST_YEAR))),
                name="program_years_in_range",
                violation_error_message=OTHER_YEAR,
            ),
            models.CheckConstraint(
                condition=Q(start_year=None) | Q(end_year=None) | Q(end_year__gte=F("start_year")),
                name="program_ends_after_its_start",
                violation_error_message=_("The last year is before the first."),
            ),
            models.CheckConstraint(
                condition=Q(sector="") | Q(sector__regex=r"^[0-9]{5}$"),
                name="program_sector_is_well_formed",
                violation_error_message=_("A DAC sector code has five digits."),
            ),
            value_is_known("program", "kind", Kind),
            value_is_known("program", "recurrence", Recurrence),
            value_is_known("program", "state", State),
            value_is_known("program", "publication", Publication),
        ]
        indexes = [
            models.Index(
                fields=["name_en", "slug"],
                condition=Q(publication=Publication.PUBLISHED),
                name="program_published_by_name",
            ),
            models.Index(
                fields=["name_ko", "slug"],
                condition=Q(publication=Publication.PUBLISHED),
                name="program_published_by_name_ko",
            ),
            # What is published is counted by this, with its figures too.
            models.Index(
                fields=["id"],
                condition=Q(publication=Publication.PUBLISHED),
                name="program_published",
            ),
            # All that the facets of a list ask of a program itself.
            models.Index(
                fields=["institute"],
                include=["id", "kind", "state", "start_year", "end_year"],
                condition=Q(publication=Publication.PUBLISHED),
                name="program_counted",
            ),
        ]

    def __str__(self):
        return in_language(self, "name")

    def natural_key(self):
        return (self.slug,)

    def get_absolute_url(self):
        return reverse("program", args=[self.slug])

    def clean(self):
        """Say in words what the foreign key over parent and institute refuses."""
        if self.parent and self.parent.institute_id != self.institute_id:
            raise ValidationError({"parent": _("The parent belongs to another institute.")})
        if self.pk and self.children.exclude(institute=self.institute_id).exists():
            raise ValidationError(
                {"institute": _("Programs that are part of it belong to another.")}
            )
        refuse_circle(self, "parent")

    @property
    def is_draft(self):
        return self.publication == Publication.DRAFT

    @property
    def is_public(self):
        return self.publication == Publication.PUBLISHED

    @property
    def years(self):
        """The years as people say them: “2007–2013”, “since 2006”, “until 2013”, or empty."""
        return years(self.start_year, self.end_year, ended=self.state == State.ENDED)
