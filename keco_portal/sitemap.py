"""The map of all pages for search engines: an index, and files of one noun and one language each.

Django's own way to several languages makes a list of all rows in all of them first, for which a
million figures are too many. Here each language has files of its own, read by slices, and every
page in them names the other one.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import SitemapIndexItem, sitemap, x_robots_tag
from django.db.models import Max
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from institutes.language import ENGLISH, KOREAN
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

    def get_urls(self, *args, **kwargs):
        urls = super().get_urls(*args, **kwargs)
        for url in urls:
            paths = {one: self.path_in(one, url["item"]) for one in (ENGLISH, KOREAN)}
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

    def items(self):
        return self.rows()


class DatedSitemap(RowSitemap):
    """Of rows that know when they last changed."""

    def lastmod(self, item):
        return item.changed_at

    def get_latest_lastmod(self):
        return self.rows().aggregate(newest=Max("changed_at"))["newest"]


def programs():
    return Program.objects.published().only("slug", "changed_at").order_by("slug")


def figures():
    return Figure.objects.published().only("key", "changed_at").by_key()


ROWS = {
    "institutes": lambda: Institute.objects.by_acronym(),
    "countries": lambda: Country.objects.order_by("iso3"),
    "regions": lambda: Region.objects.order_by("key"),
    "partners": lambda: Partner.objects.published().order_by("slug"),
    "frameworks": lambda: Framework.objects.order_by("slug"),
    "sources": lambda: Source.objects.published().order_by("slug"),
}


def sections(language):
    yield "pages", PageSitemap(language)
    yield "programs", DatedSitemap(language, programs)
    yield "figures", DatedSitemap(language, figures)
    for noun, rows in ROWS.items():
        yield noun, RowSitemap(language, rows)


SECTIONS = {
    f"{noun}-{language}": section
    for language in (ENGLISH, KOREAN)
    for noun, section in sections(language)
}


@require_safe
@x_robots_tag
def sitemap_index(request):
    """All files; Django's index would have the addresses of whatever host was asked."""
    files = []
    for name, section in SECTIONS.items():
        address = absolute(reverse("sitemap", args=[name]))
        changed_at = section.get_latest_lastmod()
        later = (f"{address}?p={page}" for page in range(2, section.paginator.num_pages + 1))
        files += [SitemapIndexItem(one, changed_at) for one in (address, *later)]
    context = {"sitemaps": files}
    return render(request, "sitemap_index.xml", context, content_type="application/xml")


@require_safe
def sitemap_section(request, section):
    return sitemap(request, SECTIONS, section)
