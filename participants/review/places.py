"""The public pages on which a program or a figure may be seen."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from participants.models import Figure
from programs.models import Country, Program, Region, RegionMatch

# A program of very many figures is looked at by the first of them.
FIGURES_AT_MOST = 50


@dataclass(frozen=True)
class Place:
    """The page at `address`, which is English; `title` says what it is of.

    Where it stands for several alike, `title` says for which, and one of them is looked at.
    """

    address: str
    title: str
    several: bool = False
    row: object = field(default=None, compare=False)


def places_of(row):
    """The Places of `row`: its own page first, then those of all that its program touches."""
    program = row.program if isinstance(row, Figure) else row
    with override("en"):
        rows = [
            Place(one.get_absolute_url(), str(one), row=one) for one in (row, *rows_around(program))
        ]
        lists = [
            Place(reverse("home"), _("First page")),
            Place(reverse("institutes"), _("Institutes")),
            Place(reverse("countries"), _("Countries")),
            Place(reverse("regions"), _("Regions")),
            Place(reverse("partners"), _("Partners")),
            Place(reverse("frameworks"), _("Frameworks")),
            Place(reverse("sources"), _("Sources")),
            Place(reverse("changes"), _("Changes")),
            Place(reverse("about"), _("About")),
            Place(reverse("about-numbers"), _("What the numbers mean")),
        ]
        several = [*countries_around(program), *programs_beside(program)]
    return each_once([*rows, *lists, *several])


def each_once(places):
    """Each address of `places` once, by the Place that is of it alone where there is one."""
    found = {}
    for place in sorted(places, key=lambda place: place.several):
        found.setdefault(place.address, place)
    return list(found.values())


def rows_around(program):
    """What `program` names or is named by, each with a page of its own."""
    around = Region.objects.around_each()
    named = set(program.program_regions.values_list("region", flat=True))
    matched = set(RegionMatch.objects.filter(term__in=named).values_list("region", flat=True))
    regions = {one for pk in named | matched for one in around[pk]}
    countries = Country.objects.filter(program_countries__program=program)
    hosts = Country.objects.filter(hosted_editions__program=program)
    of_figures = Country.objects.filter(figures__program=program)
    partners = [one.partner for one in program.partnerships.select_related("partner")]
    editions = program.editions.select_related("source")
    return [
        *(program, program.institute, program.source),
        *([program.parent] if program.parent else []),
        *program.children.published(),
        *(countries | hosts | of_figures).distinct().order_by("pk"),
        *Region.objects.filter(pk__in=regions).order_by("pk"),
        *(partner for partner in partners if partner),
        *program.frameworks.order_by("pk"),
        *(edition.source for edition in editions),
        *program.figures.published().select_related("source").by_key()[:FIGURES_AT_MOST],
    ]


def countries_around(program):
    """For each region that `program` names: one of the countries in or around it, for all."""
    named = program.program_countries.values("country")
    for place in program.program_regions.select_related("region").order_by("pk"):
        matched = Region.objects.filter(pk__in=place.region.matches.values("region"))
        inside = Region.objects.within([place.region, *matched])
        countries = Country.objects.filter(region__in=inside).exclude(pk__in=named)
        first = countries.order_by("sort_en").first()
        if first:
            number = countries.count()
            title = ngettext(
                "%(number)d country in or around “%(region)s”",
                "%(number)d countries in or around “%(region)s”",
                number,
            ) % {"number": number, "region": place.region}
            yield Place(first.get_absolute_url(), title, several=True)


def programs_beside(program):
    """One of the other programs of the institute, whose timeline they all show."""
    near = [program.pk, program.parent_id, *program.children.values_list("pk", flat=True)]
    beside = Program.objects.published().filter(institute=program.institute_id)
    beside = beside.exclude(pk__in=[pk for pk in near if pk])
    first = beside.order_by("pk").first()
    if first:
        number = beside.count()
        title = ngettext(
            "%(number)d other program of %(institute)s, by its timeline",
            "%(number)d other programs of %(institute)s, by their timeline",
            number,
        ) % {"number": number, "institute": program.institute.acronym}
        yield Place(first.get_absolute_url(), title, several=True)
