"""The catalogue of the data sets for other catalogues: /data/catalog.ttl and .jsonld."""

from django.conf import settings
from django.db.models import Case, Max, Min, When
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import conditional_page, require_safe

from institutes.language import ENGLISH, KOREAN
from institutes.remembered import Remembered
from keco_portal.open_data.address import address_of
from keco_portal.open_data.licence import licence
from keco_portal.open_data.one_moment import one_moment
from keco_portal.open_data.public_change import last_public_change
from keco_portal.open_data.version import current_version
from keco_portal.standards.dcat import Catalogue, DataSet, File, as_json_ld, as_turtle
from participants import filters
from participants.models import Figure
from programs import filters as program_filters
from programs.export import place
from programs.models import Country, Edition, Program, Source, Theme
from programs.models.years import LAST_YEAR

DATA_PACKAGE = "https://datapackage.org/standard/data-package/"
IATI = "https://iatistandard.org/en/iati-standard/203/"

# The catalogue in its two forms, and in those of the data before.
remembered = Remembered(4)


def data_sets():
    """The DataSets: the lists with files, and the package of all tables."""
    figures = Figure.objects.published()
    programs = program_set()
    yield programs
    yield DataSet(
        address_of("figures"),
        _("Figures"),
        _("Every number that the sources state, each with its place in them."),
        [*files("figures"), api("figures")],
        years=years_of(figures, filters.FIRST, filters.LAST),
    )
    yield DataSet(
        address_of("participants"),
        _("Participants"),
        _(
            "People trained, sent and received, by what was counted. Only like is added to like; "
            "where there is no total, a line says why."
        ),
        files("participants"),
        years=years_of(figures.of_people(), filters.FIRST, filters.LAST),
    )
    yield DataSet(
        address_of("data"),
        _("All open data in one package"),
        _("All public tables, with each of their columns described."),
        [File("zip", "zip", address_of("data-zip"), standard=DATA_PACKAGE)],
        languages=(ENGLISH, KOREAN),
        countries=programs.countries,
    )


def program_set():
    programs = Program.objects.published()
    named = Country.objects.named_by(programs).order_by("iso3")
    themes = Theme.objects.published().order_by("slug").values_list("name_en", "name_ko")
    words = [(ENGLISH, english) for english, _korean in themes]
    words += [(KOREAN, korean) for _english, korean in themes if korean]
    years = years_of(programs, program_filters.FIRST, program_filters.LAST)
    held = Edition.objects.published().aggregate(low=Min("year"), high=Max("year"))
    years += tuple(year for year in held.values() if year)
    return DataSet(
        address_of("programs"),
        _("Programs"),
        _(
            "What the six institutes do with other countries: forums, research, networks, "
            "training, visits."
        ),
        [
            *files("programs"),
            api("programs"),
            File("iati", "xml", address_of("iati-activities"), standard=IATI),
        ],
        languages=(ENGLISH, KOREAN),
        years=(min(years), max(years)) if years else (),
        countries=tuple(named.values_list("iso3", "name_en")),
        keywords=tuple(words),
    )


def files(name):
    """The files of the list `name`."""
    return [File(ending, ending, address_of(f"{name}-{ending}")) for ending in ("csv", "xlsx")]


def api(name):
    """The same rows of the API; of participants it has none of their own."""
    return File("api", "json", address_of(f"api-{name}"), is_service=True)


def years_of(rows, first, last):
    """(first, last) year that `rows` touch, or (). An open end adds no year but the first."""
    known = rows.annotate(first=first, open_or_last=last)
    end = Case(When(open_or_last=LAST_YEAR, then="first"), default="open_or_last")
    found = known.aggregate(low=Min("first"), high=Max(end))
    return (found["low"], found["high"]) if found["low"] else ()


def graph():
    sources = Source.objects.published().order_by("slug")
    derived = [(f"{address_of('source', one.slug)}#source", one.title) for one in sources]
    return Catalogue(list(data_sets()), derived, last_public_change()).graph


def written(write):
    """The graph as `write` says it: computed once as long as the data stay the same.

    Raises TooManyRequests.
    """
    with one_moment():
        version = current_version()
        asked = (version.state, write, licence(), settings.PUBLIC_ADDRESS)
        if text := remembered.get(asked):
            return text
        with place(Program.objects.published()):
            text = write(graph())
    if version.is_complete:
        remembered.keep(asked, text)
    return text


@require_safe
@conditional_page
def turtle(request):
    return HttpResponse(written(as_turtle), content_type="text/turtle; charset=utf-8")


@require_safe
@conditional_page
def json_ld(request):
    return HttpResponse(written(as_json_ld), content_type="application/ld+json")
