"""The language of the page, and which of a row's two texts stands there.

A row has its texts in pairs: `name_en` and `name_ko`, or `note` and `note_ko` where the English
came first. English stands where the Korean is missing, and the page says so.
"""

from django.urls import reverse
from django.utils.translation import get_language, get_language_from_request

LANGUAGES = ENGLISH, KOREAN = "en", "ko"


def is_of_the_desk(request):
    return request.path.startswith(reverse("admin:index"))


def language_of(request):
    """The language that a page is asked for in: by its address, `en` or `ko`.

    The desk has the same addresses in both. There it is what was chosen, which a cookie holds, or
    else what the browser prefers.
    """
    if is_of_the_desk(request):
        return get_language_from_request(request)
    return KOREAN if request.path_info.startswith(f"/{KOREAN}/") else ENGLISH


def page_language():
    """`en` or `ko`."""
    return KOREAN if (get_language() or "").startswith(KOREAN) else ENGLISH


def other_language(language):
    return ENGLISH if language == KOREAN else KOREAN


def text_in(row, field, language):
    """The text of `row` in `language`, empty where there is none: text_in(program, "name", "ko")"""
    plain = field if language == ENGLISH else ""
    return getattr(row, f"{field}_{language}", None) or (plain and getattr(row, plain, "")) or ""


def text_and_language(row, field):
    """The text that stands on this page, and the language it is in."""
    language = page_language()
    if text := text_in(row, field, language):
        return text, language
    other = other_language(language)
    return text_in(row, field, other), other


def in_language(row, field):
    """The text that stands on this page, as plain text."""
    return text_and_language(row, field)[0]


def column(field):
    """The column that lists of this page are sorted by: `name_en` or `name_ko`."""
    return f"{field}_{page_language()}"
