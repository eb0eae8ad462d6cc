"""Atom feeds of what is new and what changed: everywhere, or in one institute, country or program.

Entries come from the history of the rows, as the log of corrections does; nobody of the staff is
named in them. There are at most ENTRIES_AT_MOST, the newest first.
"""

import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import conditional_page, require_safe

from institutes.language import in_language, other_language, page_language
from institutes.models import Institute
from keco_portal.name import PORTAL
from keco_portal.open_data.address import absolute
from participants.corrections.beginnings import BEGAN, beginnings
from participants.corrections.log import newest
from participants.corrections.walk import AGAIN, CHANGED, WITHDRAWN
from participants.models import Figure
from participants.past import last_public
from participants.words import number_as_text, when_as_text
from programs.models import Country, Program, ProgramCountry

ENTRIES_AT_MOST = 50
# The year in which the portal began to give out these identities; it never changes.
TAGGED_SINCE = 2026
# The moment of a feed in which nothing has happened yet.
NEVER = datetime.datetime(TAGGED_SINCE, 1, 1, tzinfo=datetime.UTC)
ACTS = {
    BEGAN: _("New"),
    CHANGED: _("Changed"),
    WITHDRAWN: _("Withdrawn"),
    AGAIN: _("Published again"),
}


def tag(*parts):
    """The lasting identity of something, by RFC 4151; that of each language is its own."""
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname
    specific = "/".join(str(part).replace(" ", "-") for part in (page_language(), *parts) if part)
    return f"tag:{host},{TAGGED_SINCE}:{specific}"


class AtomFeed(Atom1Feed):
    """Names the feed in the other language, too."""

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        link = {"rel": "alternate", "type": "application/atom+xml"}
        link |= {"hreflang": self.feed["other_language"], "href": self.feed["other_address"]}
        handler.addQuickElement("link", "", link)

    def latest_post_date(self):
        return super().latest_post_date() if self.items else NEVER


class ChangeFeed(Feed):
    """All changes. What is of one thing says by `rows` which programs and figures those are."""

    feed_type = AtomFeed
    page = "changes"  # the name of the page that it belongs to; with -feed its own
    description_template = "participants/_feed_entry.html"

    def __call__(self, request, *args, **kwargs):
        self.kwargs = kwargs
        return super().__call__(request, *args, **kwargs)

    def rows(self, one):
        """{Program, Figure: primary keys} that the feed is about; nothing for all."""

    def of_it(self, entries, one):
        """Those of `entries` that may stand in the feed of `one`."""
        return entries

    def items(self, one):
        rows = self.rows(one)
        found = [*newest(ENTRIES_AT_MOST, rows), *beginnings(ENTRIES_AT_MOST, rows)]
        found = self.of_it(found, one)
        found.sort(key=lambda entry: (entry.at, entry.model.__name__, entry.pk), reverse=True)
        return found[:ENTRIES_AT_MOST]

    def title(self, one):
        return " · ".join(filter(None, (self.name(one), gettext("Changes"), str(PORTAL))))

    def name(self, one):
        """What the feed is of, where it is of one thing."""
        return in_language(one, "name") if one else ""

    def subtitle(self, one):
        return gettext("What is new on this portal, and what was corrected or withdrawn.")

    def link(self, one):
        return absolute(reverse(self.page, kwargs=self.kwargs))

    def feed_url(self, one):
        return absolute(reverse(f"{self.page}-feed", kwargs=self.kwargs))

    def feed_guid(self, one):
        return tag("changes", *self.kwargs.values())

    def author_name(self, one):
        return str(PORTAL)

    def feed_extra_kwargs(self, one):
        other = other_language(page_language())
        with override(other):
            return {"other_language": other, "other_address": self.feed_url(one)}

    def item_title(self, entry):
        return f"{ACTS[entry.act]}: {called(entry)}"

    def item_link(self, entry):
        return absolute(entry.address)

    def item_guid(self, entry):
        return tag("changes", entry.model._meta.model_name, entry.pk, entry.key)

    def item_pubdate(self, entry):
        return entry.at.astimezone(datetime.UTC)

    item_updateddate = item_pubdate


def called(entry):
    """What an entry is about; of what is withdrawn only the address is told."""
    if not entry.row:
        return absolute(entry.address)
    if entry.model is Program:
        return f"{in_language(entry.row, 'name')} ({entry.row.institute.acronym})"
    what = in_language(entry.row.measure, "name")
    return f"{what}: {number_as_text(entry.row)}, {when_as_text(entry.row)}"


class InstituteFeed(ChangeFeed):
    page = "institute"

    def get_object(self, request, code):
        return get_object_or_404(Institute, code=code)

    def rows(self, institute):
        return {
            Program: Program.objects.filter(institute=institute).values("pk"),
            Figure: Figure.objects.filter(program__institute=institute).values("pk"),
        }


class CountryFeed(ChangeFeed):
    """Programs that name the country, with their figures, and figures of it."""

    page = "country"

    def get_object(self, request, iso3):
        return get_object_or_404(Country, iso3=iso3)

    def rows(self, country):
        naming = ProgramCountry.objects.filter(country=country).values("program")
        figures = Figure.objects.filter(country=country) | Figure.objects.filter(program__in=naming)
        return {Program: naming, Figure: figures.values("pk")}

    def of_it(self, entries, country):
        """What is withdrawn may name other countries by now: what the public saw last counts."""
        figures = [one for one in entries if one.model is Figure and not one.row]
        of = {last_seen(one)["program"] for one in figures}
        naming = Program.objects.published().filter(pk__in=of, program_countries__country=country)
        naming = set(naming.values_list("pk", flat=True))
        return [one for one in entries if one.row or was_of(one, country, naming)]


def was_of(entry, country, naming):
    """Whether what is withdrawn was of the country; figures also by programs `naming` it now."""
    if entry.model is Figure:
        seen = last_seen(entry)
        return seen["country"] == country.pk or seen["program"] in naming
    places = entry.before["programs.programcountry"].values()
    return country.pk in {place["country"] for place in places}


def last_seen(entry):
    """What the public saw last of a figure that is withdrawn."""
    [values] = entry.before["participants.figure"].values()
    return values


class ProgramFeed(ChangeFeed):
    """A program with its figures; its address leads on when it was withdrawn or has another."""

    page = "program"

    def get_object(self, request, slug):
        version = last_public(Program, slug=slug)
        if not version:
            raise Http404
        return Program.objects.get(pk=version.pgh_obj_id)

    def rows(self, program):
        return {
            Program: [program.pk],
            Figure: Figure.objects.filter(program=program).values("pk"),
        }

    def name(self, program):
        """Of what is withdrawn, only the key that was asked for."""
        return super().name(program) if program.is_public else self.kwargs["slug"]


def served(feed):
    """The view of a feed: for reading only, and sent once as long as it stays the same."""

    def view(request, **kwargs):
        return feed()(request, **kwargs)

    return require_safe(conditional_page(view))


pages = [
    path("changes/feed.atom", served(ChangeFeed), name="changes-feed"),
    path("institutes/<slug:code>/feed.atom", served(InstituteFeed), name="institute-feed"),
    path("countries/<slug:iso3>/feed.atom", served(CountryFeed), name="country-feed"),
    path("programs/<slug:slug>/feed.atom", served(ProgramFeed), name="program-feed"),
]
