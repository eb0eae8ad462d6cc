"""What the head of a page says of it: to search engines, to whoever is sent its link."""

from html import unescape
from textwrap import shorten

from django import template
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import strip_tags

from institutes.language import in_language
from keco_portal.open_data.address import absolute
from keco_portal.templatetags.languages import address_in

register = template.Library()

DESCRIPTION_AT_MOST = 160  # characters; search engines show no more


@register.simple_block_tag
def plain_text(content):
    """What stands inside as one line without tags; kept by `as`, it can be said twice."""
    return " ".join(unescape(strip_tags(content)).split())


@register.filter
def as_description(text):
    return shorten(text, DESCRIPTION_AT_MOST, placeholder=" …")


@register.simple_tag(takes_context=True)
def summary_of_row(context):
    """The summary of the row whose page this is, in the language of the page; or nothing."""
    row = context.get("object")
    return in_language(row, "summary") if hasattr(row, "summary_en") else ""


@register.simple_tag(takes_context=True)
def feed_address(context):
    """The address of the feed of what changes on the page that is shown, or nothing."""
    match = context["request"].resolver_match
    try:
        return absolute(reverse(f"{match.url_name}-feed", kwargs=match.kwargs))
    except NoReverseMatch:
        return ""


@register.simple_tag
def absolute_static(path):
    return absolute(static(path))


@register.simple_tag(takes_context=True)
def whole_address(context, language):
    """The one address of what is shown, in `language`; see `shown_path`."""
    return absolute(shown_path(context, language))


def shown_path(context, language):
    """The path of what is shown, in `language`, with its filter and page and nothing else."""
    query = context["view"].shown_query() if hasattr(context.get("view"), "shown_query") else ""
    page = context.get("page_obj")
    parts = [query, f"page={page.number}" if page and page.number > 1 else ""]
    path = address_in(context, language).partition("?")[0]
    return "?".join(filter(None, (path, "&".join(filter(None, parts)))))
