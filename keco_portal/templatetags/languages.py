"""A row's texts in the language of the page, and the same page in the other language."""

import re

from django import template
from django.urls import get_script_prefix
from django.utils.encoding import escape_uri_path, iri_to_uri
from django.utils.html import format_html
from django.utils.translation import gettext

from institutes.language import (
    ENGLISH,
    KOREAN,
    in_language,
    other_language,
    page_language,
    text_and_language,
    text_in,
)

register = template.Library()

# Where a fact stands, as the fixtures and the editors write it: “KECO, paragraph 2”.
LOCATOR = re.compile(r"(?P<section>[A-Z]+), paragraph (?P<number>[0-9]+)")


@register.filter
def said(row, field):
    """The text of the page's language; the other's, marked as such, where that is missing."""
    text, language = text_and_language(row, field)
    if language == page_language() or not text:
        return text
    hint = gettext("in Korean") if language == KOREAN else gettext("in English")
    return format_html(
        '<span lang="{}">{}</span> <small class="hint">({})</small>', language, text, hint
    )


@register.filter
def other(row, field):
    """The text of the other language, marked as such; empty where there is none."""
    language = other_language(page_language())
    text = text_in(row, field, language)
    return format_html('<span lang="{}">{}</span>', language, text) if text else ""


@register.filter
def plainly(row, field):
    """The text that `said` gives, without its marks: for titles and attributes."""
    return in_language(row, field)


@register.filter
def printed(words):
    """Words of the source, which is English: as they are, and marked where the page is not."""
    if not words or page_language() == ENGLISH:
        return words
    return format_html('<span lang="{}">{}</span>', ENGLISH, words)


@register.filter
def located(locator):
    """A place in the source in the language of the page: “KECO 2문단”."""
    found = LOCATOR.fullmatch(locator)
    if not found:
        return printed(locator)
    return gettext("%(section)s, paragraph %(number)s") % found.groupdict()


@register.simple_tag(takes_context=True)
def address_in(context, language):
    """The page that is shown, in `language`, with its query: /ko/programs/?q=water

    By the path alone, so that a page that says what is wrong has its other language too.
    """
    request = context["request"]
    path = request.path_info
    if page_language() == KOREAN:
        path = path.removeprefix(f"/{KOREAN}")
    path = "/" + path.lstrip("/")  # two slashes would begin another host
    prefix = f"/{language}" if language == KOREAN else ""
    query = request.META.get("QUERY_STRING", "")
    address = f"{get_script_prefix().rstrip('/')}{prefix}{iri_to_uri(escape_uri_path(path))}"
    return f"{address}?{iri_to_uri(query)}" if query else address
