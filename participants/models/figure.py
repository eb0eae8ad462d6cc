"""Figure: one number that a source states, with all that is needed to trust it."""

import datetime

from django.db import models
from django.db.models import F, OuterRef, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from institutes.history import recorded
from institutes.history.spans import at_the_time_of
from institutes.text import Key, Line, Prose, key_is_well_formed, text_is_clean, value_is_known
from institutes.words import SearchedQuerySet
from participants.models.measure import Group, Measure, Unit
from participants.models.parts import AddingUp
from participants.models.period import PERIOD_RULES
from participants.models.series import PeriodsOfSeriesApart
from participants.models.value import VALUE_RULES, FigureKind, Qualifier, Sex, ValueStatus
from participants.partial_date import FirstDay, LastDay, PartialDateField, dates_are_partial
from programs.dates import period
from programs.models import Country, Program, ProgramCountry
from programs.models.in_doubt import InDoubt
from programs.models.once_public import (
    KeyIsNeverUsedAgain,
    index_of_changes,
    index_of_published,
    published_versions,
)
from programs.models.publication import Publication
from programs.models.source import Sourced, has_a_source_locator


class FigureQuerySet(AddingUp, InDoubt, SearchedQuerySet):
    def get_by_natural_key(self, key):
        return self.get(key=key)

    def published(self):
        """Figures that the public may see: published, of a published program."""
        return self.filter(
            publication=Publication.PUBLISHED, program__publication=Publication.PUBLISHED
        )

    def in_institutes(self, institutes):
        """Figures of programs of one of `institutes`, on their way to the public or there."""
        return self.filter(program__institute__in=institutes)

    def once_public(self):
        """The versions of figures that the public saw, whatever became of them since."""
        of_program = Program.objects.once_public().filter(pgh_obj=OuterRef("program"))
        return published_versions(self.model).filter(at_the_time_of(of_program))

    def found_by(self, search):
        """Figures are found by what they count, too."""
        measures = list(Measure.objects.matching(search).values_list("pk", flat=True))
        return super().found_by(search) | Q(measure__in=measures)

    def of_people(self):
        """Figures of training and visits: the trainee statistics."""
        return self.filter(measure__group__in=[Group.TRAINING, Group.VISITS])

    def annual(self):
        return self.filter(kind=FigureKind.ANNUAL)

    def by_key(self):
        return self.order_by("key")

    def by_measure(self):
        """Each measure's figures together, its wholes after those of countries."""
        return self.order_by("measure", F("country").asc(nulls_last=True), "key")

    def in_source_order(self):
        return self.order_by("program__institute__pk", "source_locator", "key")

    def for_country(self, *countries):
        return self.filter(country__in=countries)

    def wholes_naming(self, *countries):
        """Figures without a country, of programs whose source names one of the countries."""
        named = ProgramCountry.objects.filter(country__in=countries)
        return self.filter(country=None, program__in=named.values("program"))

    def of_unnamed_countries(self):
        """Numbers of countries whose source does not name them."""
        return self.filter(measure__unit=Unit.COUNTRIES, measure__of_named=False, country=None)

    def in_year(self, *years):
        """Figures whose period touches one of `years`; an open end goes on.

        Without any period the as-of counts.
        """
        touching = Q()
        for year in years:
            first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
            touching |= (
                Q(starts_on__lte=last, ends_on__gte=first)
                | Q(starts_on__lte=last, ends_on=None)
                | Q(starts_on=None, ends_on__range=(first, last))
                | Q(starts_on=None, ends_on=None, as_of_on__range=(first, last))
            )
        return self.filter(touching)

    def in_series_of(self, *figures):
        """Annual figures of the program, measure, country and sex of one of `figures`."""
        alike = Q(pk=None)
        for one in figures:
            of = {"program": one.program_id, "measure": one.measure_id, "country": one.country_id}
            alike |= Q(**of, sex=one.sex)
        return self.annual().filter(alike)

    def with_relations(self):
        """All that a table of figures shows, in one query."""
        return self.select_related("program__institute", "measure__part_of", "country", "source")


@recorded
class Figure(Sourced):
    key = Key(
        _("key"), max_length=120, help_text=_("Made once, such as ehrd-participants-2005-2013.")
    )
    program = models.ForeignKey(
        Program, models.PROTECT, related_name="figures", verbose_name=_("program")
    )
    measure = models.ForeignKey(
        Measure, models.PROTECT, related_name="figures", verbose_name=_("measure")
    )
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="figures",
        help_text=_("Empty for the whole. Never a country's guessed share."),
        verbose_name=_("country"),
    )  # fmt: skip
    sex = Line(
        _("sex"), max_length=2, choices=Sex.choices, default=Sex.TOTAL,
        help_text=_("Total unless the source counts women or men apart."),
    )  # fmt: skip
    kind = Line(
        _("kind"), max_length=10, choices=FigureKind.choices,
        help_text=_(
            "In one period: only what happened in it, with both ends. Cumulative: all up to its "
            "end. At one moment: the state at the as-of date. Each year: a number that recurs."
        ),
    )  # fmt: skip
    value = models.BigIntegerField(
        _("value"), null=True, blank=True, help_text=_("Empty where not stated; zero means zero.")
    )
    value_lower = models.BigIntegerField(
        pgettext_lazy("of a range", "at least"),
        null=True,
        blank=True,
        help_text=_("Of a range, “three to four”: 3."),
    )
    value_upper = models.BigIntegerField(
        pgettext_lazy("of a range", "at most"),
        null=True,
        blank=True,
        help_text=_("Of a range, “three to four”: 4."),
    )
    value_status = Line(
        _("value status"), max_length=10, choices=ValueStatus.choices, default=ValueStatus.STATED,
        help_text=_("Why there is a number, or why there is none. Missing is not zero."),
    )  # fmt: skip
    qualifier = Line(
        _("qualifier"), max_length=8, choices=Qualifier.choices, default=Qualifier.EXACT,
        help_text=_(
            "How the source words it: “about 100”, “more than 100”; exact without a value."
        ),
    )  # fmt: skip
    period_start = PartialDateField(_("period from"), help_text=_("2013, 2014-08 or 2017-12-12."))
    period_end = PartialDateField(_("period to"), help_text=_("“By 2013” is an end: 2013."))
    as_of = PartialDateField(_("as of"), help_text=_("“As of August 2014” is 2014-08."))
    starts_on = models.GeneratedField(
        expression=FirstDay("period_start"),
        output_field=models.DateField(),
        db_persist=True,
        verbose_name=_("first day"),
    )
    ends_on = models.GeneratedField(
        expression=LastDay("period_end"),
        output_field=models.DateField(),
        db_persist=True,
        verbose_name=_("last day"),
    )
    as_of_on = models.GeneratedField(
        expression=LastDay("as_of"),
        output_field=models.DateField(),
        db_persist=True,
        verbose_name=_("last day of the as-of date"),
    )
    note = Prose(_("note"), blank=True)
    note_ko = Prose(_("note in Korean"), blank=True)
    last_confirmed_on = models.DateField(_("last confirmed on"), null=True, blank=True)
    publication = Line(
        _("publication"), max_length=9, choices=Publication.choices, default=Publication.DRAFT,
        help_text=_("Only what is published is seen outside the admin."),
    )  # fmt: skip
    changed_at = models.DateTimeField(_("last changed"), auto_now=True, db_default=Now())

    objects = FigureQuerySet.as_manager()
    kept_apart = ["publication", "last_confirmed_on"]
    indexes_of_history = [index_of_published("figure", "key"), index_of_changes("figure")]

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        permissions = [
            ("import_figure", "Can import figures from spreadsheets"),
            ("export_figure", "Can export figures to spreadsheets"),
        ]
        constraints = [
            text_is_clean("figure", lines=["source_locator"], prose=["note", "note_ko"]),
            key_is_well_formed("figure", "key"),
            KeyIsNeverUsedAgain(key="key", name="figure_key_is_never_used_again"),
            has_a_source_locator("figure"),
            dates_are_partial("figure", "period_start", "period_end", "as_of"),
            value_is_known("figure", "sex", Sex),
            value_is_known("figure", "kind", FigureKind),
            value_is_known("figure", "value_status", ValueStatus),
            value_is_known("figure", "qualifier", Qualifier),
            value_is_known("figure", "publication", Publication),
            *VALUE_RULES,
            *PERIOD_RULES,
            models.UniqueConstraint(
                fields=[
                    *("program", "measure", "country", "sex", "kind"),
                    *("starts_on", "ends_on", "as_of_on", "source"),
                ],
                condition=~Q(publication=Publication.WITHDRAWN),
                nulls_distinct=False,
                name="figure_stands_once",
                violation_error_message=_("This figure stands here already."),
            ),
            PeriodsOfSeriesApart(),
        ]
        indexes = [
            # What is published is counted by this, a twentieth of the size of the table.
            models.Index(
                fields=["program", "measure"],
                condition=Q(publication=Publication.PUBLISHED),
                name="figure_published",
            ),
            models.Index(
                fields=["measure", "country", "key"],
                condition=Q(publication=Publication.PUBLISHED),
                name="figure_published_by_measure",
            ),
        ]

    def __str__(self):
        return self.key

    def natural_key(self):
        return (self.key,)

    def get_absolute_url(self):
        return reverse("figure", args=[self.key])

    def validate_constraints(self, exclude=None):
        """Check the generated days too: no form has a field for them, but for what they are of."""
        generated = {"starts_on", "ends_on", "as_of_on"}
        super().validate_constraints(exclude=set(exclude or ()) - generated)

    @property
    def is_draft(self):
        return self.publication == Publication.DRAFT

    @property
    def is_public(self):
        """Whether the public sees it; the program must be at hand."""
        return self.publication == Publication.PUBLISHED and self.program.is_public

    @property
    def has_a_number(self):
        """Whether a value or a range is known; missing is not zero."""
        return self.value is not None or self.value_lower is not None

    @property
    def value_as_text(self):
        """The number as printed on a page: 1,183, a range 3–4, or why there is none."""
        if self.value is not None:
            return f"{self.value:,}"
        if self.value_lower is not None:
            ends = {"lower": f"{self.value_lower:,}", "upper": f"{self.value_upper:,}"}
            return _("%(lower)s–%(upper)s") % ends
        return self.get_value_status_display()

    @property
    def period(self):
        """The period as people say it: 2005–2013, 2013, since 2007, by 2013, or empty."""
        return period(self.period_start, self.period_end)
