"""The map of all pages for search engines: an index, and files of one noun and one language each.

Django's own way to several languages makes a list of all rows in all of them first, for which a
million figures are too many. Here each language has files of its own, and every page in them names
the other one. What has rows is cut into files by ranges of primary keys: the last file is read as
fast as the first, and a row stays in its file.
"""

from types import SimpleNamespace
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import SitemapIndexItem, sitemap, x_robots_tag
from django.core.paginator import EmptyPage, PageNotAnInteger
from django.db.models import F, Max
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from institutes.language import ENGLISH, LANGUAGES
from institutes.models import Institute
from keco_portal.open_data.address import absolute
from participants.models import Figure
from programs.models import Country, Framework, Partner, Program, Region, Source

PAGES = [
    *("home", "countries", "programs", "participants", "figures", "institutes", "partners"),
    *("frameworks", "regions", "sources", "changes"),
    *("data", "snapshots", "iati", "conformance", "api"),
    *("about", "about-numbers", "accessibility", "privacy"),
]


class PublicSitemap(Sitemap):
    """Pages in one language, each with its address in both; English is for everybody else."""

    limit = 10_000  # pages in a file; with their other languages they stay below ten megabytes

    def __init__(self, language):
        self.language = language

    def get_protocol(self, protocol=None):
        return urlsplit(settings.PUBLIC_ADDRESS).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.PUBLIC_ADDRESS).netloc

    def path(self, item):
        """The path of an item's page in the language that is active."""
        return item.get_absolute_url()

    def path_in(self, language, item):
        with override(language):
            return self.path(item)

    def location(self, item):
        return self.path_in(self.language, item)

    def files(self):
        """(number, when the newest of its pages changed, if that is known) of each file."""
        return [(number, None) for number in self.paginator.page_range]

    def get_urls(self, *args, **kwargs):
        urls = super().get_urls(*args, **kwargs)
        for url in urls:
            paths = {one: self.path_in(one, url["item"]) for one in LANGUAGES}
            paths["x-default"] = paths[ENGLISH]
            url["alternates"] = [
                {"lang_code": code, "location": absolute(path)} for code, path in paths.items()
            ]
        return urls


class PageSitemap(PublicSitemap):
    """The pages of no single thing."""

    def items(self):
        return PAGES

    def path(self, item):
        return reverse(item)


class RowSitemap(PublicSitemap):
    """The pages of the rows that `rows` gives, which is called anew each time."""

    def __init__(self, language, rows):
        super().__init__(language)
        self.rows = rows

    def files(self):
        return [(one["window"], None) for one in self.windows().distinct()]

    def windows(self):
        """The number of the file that each row is in, in order."""
        window = (F("pk") + self.limit - 1) / self.limit
        return self.rows().values(window=window).order_by("window")

    @property
    def paginator(self):
        return Windows(self.rows(), self.limit)


class DatedSitemap(RowSitemap):
    """Of rows that know when they last changed."""

    def files(self):
        found = self.windows().annotate(newest=Max("changed_at"))
        return found.values_list("window", "newest")

    def lastmod(self, item):
        return item.changed_at


class Windows:
    """The rows of a queryset as Django's sitemap asks a paginator for them.

    The page of a number are the rows whose primary keys lie in its range, `size` keys wide.
    """

    def __init__(self, rows, size):
        self.rows, self.size = rows, size

    def page(self, number):
        """Raises PageNotAnInteger, and EmptyPage where no row is in the range."""
        try:
            last = int(number) * self.size
        except ValueError as error:
            raise PageNotAnInteger from error
        rows = self.rows.filter(pk__gt=last - self.size, pk__lte=last).order_by("pk")
        if not rows:
            raise EmptyPage
        return SimpleNamespace(object_list=rows)


def programs():
    return Program.objects.published().only("slug", "changed_at")


def figures():
    return Figure.objects.published().only("key", "changed_at")


ROWS = {
    "institutes": Institute.objects.all,
    "countries": Country.objects.all,
    "regions": Region.objects.all,
    "partners": Partner.objects.published,
    "frameworks": Framework.objects.all,
    "sources": Source.objects.published,
}


def sections(language):
    yield "pages", PageSitemap(language)
    yield "programs", DatedSitemap(language, programs)
    yield "figures", DatedSitemap(language, figures)
    for noun, rows in ROWS.items():
        yield noun, RowSitemap(language, rows)


SECTIONS = {
    f"{noun}-{language}": section for language in LANGUAGES for noun, section in sections(language)
}


@require_safe
@x_robots_tag
def sitemap_index(request):
    """All files; Django's index would have the addresses of whatever host was asked."""
    files = []
    for noun, section in sections(ENGLISH):
        for number, changed_at in section.files():
            for language in LANGUAGES:
                address = absolute(reverse("sitemap", args=[f"{noun}-{language}"]))
                address += f"?p={number}" if number > 1 else ""
                files.append(SitemapIndexItem(address, changed_at))
    context = {"sitemaps": files}
    return render(request, "sitemap_index.xml", context, content_type="application/xml")


@require_safe
def sitemap_section(request, section):
    return sitemap(request, SECTIONS, section)
