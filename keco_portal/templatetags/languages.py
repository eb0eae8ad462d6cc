"""A row's texts in the language of the page, and the same page in the other language."""

from django import template
from django.urls import get_script_prefix
from django.utils.encoding import escape_uri_path, iri_to_uri
from django.utils.html import format_html
from django.utils.translation import gettext

from institutes.language import (
    KOREAN,
    other_language,
    page_language,
    text_and_language,
    text_in,
)

register = template.Library()


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


@register.simple_tag(takes_context=True)
def address_in(context, language):
    """The page that is shown, in `language`, with its query: /ko/programs/?q=water

    By the path alone, so that a page that says what is wrong has its other language too.
    """
    request = context["request"]
    path = request.path_info
    if page_language() == KOREAN:
        path = path.removeprefix(f"/{KOREAN}")
    prefix = f"/{language}" if language == KOREAN else ""
    query = request.META.get("QUERY_STRING", "")
    address = f"{get_script_prefix().rstrip('/')}{prefix}{iri_to_uri(escape_uri_path(path))}"
    return f"{address}?{iri_to_uri(query)}" if query else address
