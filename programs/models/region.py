"""Region: a UN M49 region, or a region in a source's own words, and how far the two agree."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from institutes.history import recorded
from institutes.language import column, in_language
from institutes.text import Line, text_is_clean, value_is_known
from institutes.words import SearchedQuerySet
from programs.models.circle import refuse_circle
from programs.models.publication import program_count


class Scheme(models.TextChoices):
    M49 = "m49", _("UN M49")
    TERM = "term", _("as printed in a source")


class Match(models.TextChoices):
    EXACT = "exact", pgettext_lazy("of regions", "exact")
    CLOSE = "close", pgettext_lazy("of regions", "close")
    BROAD = "broad", pgettext_lazy("of regions", "broad")
    RELATED = "related", pgettext_lazy("of regions", "related")


class RegionQuerySet(SearchedQuerySet):
    def get_by_natural_key(self, scheme, code):
        return self.get(scheme=scheme, code=code)

    def by_name(self):
        return self.order_by(column("name"), "scheme", "pk")

    def with_program_count(self):
        """Adds `program_count`: published programs that name the region itself."""
        return self.annotate(program_count=program_count())

    def including(self, country):
        """Regions that hold all of `country` by definition: M49, or a term of exactly that."""
        exactly, _ = self.around(country)
        return self.filter(pk__in=exactly)

    def roughly_including(self, country):
        """Terms that match an M49 region around `country`, but not exactly."""
        _, roughly = self.around(country)
        return self.filter(pk__in=roughly)

    def around(self, country):
        """Primary keys of the regions that include `country`, and that do so roughly: two sets.

        Regions are few. Where a query holds their keys and not the search for them, PostgreSQL
        knows from its statistics how many programs it will find.
        """
        rows = Region.objects.values_list("pk", "parent", "matches__region", "matches__match")
        above = set(_chain(country.region_id, {pk: parent for pk, parent, *_ in rows}))
        matches = [(pk, match) for pk, _, region, match in rows if region in above]
        exactly = {pk for pk, match in matches if match == Match.EXACT}
        return above | exactly, {pk for pk, _ in matches} - exactly

    def told_apart(self):
        """Regions worth choosing among: not the world, nor what a term names just as well."""
        return self.exclude(scheme=Scheme.M49, parent=None).exclude(
            pk__in=RegionMatch.objects.filter(match=Match.EXACT).values("region")
        )

    def within(self, regions):
        """`regions`, and every region inside one of them (a term holds its exact match)."""
        inside = Inside()
        pks = set().union(*(inside.of(region.pk) for region in regions))
        return self.filter(pk__in=pks)

    def around_each(self):
        """Primary keys: of each region, those of the regions it lies in, itself among them."""
        inside = Inside()
        around = {pk: [] for pk in inside.parents}
        for pk in inside.parents:
            for one in inside.of(pk):
                around[one].append(pk)
        return around


class Inside:
    """Which regions lie in which, from all that are stored, in one query."""

    def __init__(self):
        self.parents, self.exact = {}, {}
        rows = Region.objects.values_list("pk", "parent", "matches__region", "matches__match")
        for pk, parent, region, match in rows:
            self.parents[pk] = parent
            if match == Match.EXACT:
                self.exact[pk] = region
        self.chains = {pk: set(_chain(pk, self.parents)) for pk in self.parents}

    def of(self, pk):
        """The primary keys of the region itself and of all inside it."""
        wanted = {pk, self.exact.get(pk, pk)}
        inside = {one for one, chain in self.chains.items() if wanted & chain}
        return inside | {term for term, region in self.exact.items() if region in inside}


def _chain(pk, parents):
    """`pk` and its ancestors. `parents` maps each region to its parent, or to None."""
    chain = []
    # Regions may have been put inside one another by mistake; a circle ends where it began.
    while pk is not None and pk not in chain:
        chain.append(pk)
        pk = parents.get(pk)
    return chain


@recorded
class Region(models.Model):
    scheme = Line(_("scheme"), max_length=4, choices=Scheme.choices)
    code = Line(
        _("code"), max_length=40, help_text=_("Three digits of M49, or a slug of the words.")
    )
    key = models.GeneratedField(
        expression=models.Func(
            *("scheme", "code"),
            template="(%(expressions)s)",
            arg_joiner=" || ':' || ",
            output_field=models.CharField(),
        ),
        output_field=models.CharField(max_length=50, unique=True),
        db_persist=True,
        verbose_name=_("key"),
    )
    name_en = Line(_("name in English"))
    name_ko = Line(_("name in Korean"), blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children",
        limit_choices_to={"scheme": Scheme.M49},
        verbose_name=_("parent"),
    )  # fmt: skip

    objects = RegionQuerySet.as_manager()
    belongings = ["matches"]

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code"], name="region_scheme_code_unique"),
            text_is_clean("region", lines=["name_en", "name_ko"]),
            models.CheckConstraint(
                condition=~models.Q(name_en=""),
                name="region_has_a_name",
                violation_error_message=_("A region has a name."),
            ),
            models.CheckConstraint(
                condition=models.Q(scheme="m49", code__regex=r"^[0-9]{3}$")
                | models.Q(scheme="term", code__regex=r"^[a-z]+(-[a-z]+)*$"),
                name="region_code_fits_scheme",
                violation_error_message=_(
                    "Three digits for M49, words joined by hyphens for a term."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(parent=None) | models.Q(scheme="m49"),
                name="region_term_has_no_parent",
                violation_error_message=_("Only a region of M49 has a parent."),
            ),
        ]

    def __str__(self):
        return in_language(self, "name")

    def natural_key(self):
        return (self.scheme, self.code)

    def get_absolute_url(self):
        return reverse("region", args=[self.key])

    def clean(self):
        refuse_circle(self, "parent")


class RegionMatchQuerySet(models.QuerySet):
    def get_by_natural_key(self, term_scheme, term_code, scheme, code):
        return self.get(
            term__scheme=term_scheme, term__code=term_code, region__scheme=scheme, region__code=code
        )


@recorded
class RegionMatch(models.Model):
    """How a term relates to an M49 region. Only an exact match makes a country included."""

    term = models.ForeignKey(
        *(Region, models.CASCADE),
        related_name="matches",
        limit_choices_to={"scheme": Scheme.TERM},
        verbose_name=pgettext_lazy("of regions", "term"),
    )
    region = models.ForeignKey(
        *(Region, models.PROTECT),
        related_name="matched_by",
        limit_choices_to={"scheme": Scheme.M49},
        verbose_name=_("region"),
    )
    match = Line(
        pgettext_lazy("of regions", "match"), max_length=7, choices=Match.choices,
        help_text=_(
            "Only “exact” makes the countries of the region included; the rest is “roughly”."
        ),
    )  # fmt: skip

    objects = RegionMatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("region match")
        verbose_name_plural = _("region matches")
        constraints = [
            models.UniqueConstraint(fields=["term", "region"], name="region_match_unique"),
            models.UniqueConstraint(
                fields=["term"],
                condition=models.Q(match=Match.EXACT),
                name="region_match_is_exact_once",
                violation_error_message=_("A term matches one region exactly, not two."),
            ),
            value_is_known("region_match", "match", Match),
        ]

    def __str__(self):
        return f"{self.term}: {self.match} {self.region}"

    def natural_key(self):
        return (*self.term.natural_key(), *self.region.natural_key())
