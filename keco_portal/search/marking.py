"""Where the words of a search stand in a text, as HTML with `<mark>`."""

import re

from django.db import connection
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from institutes.words import WORD, as_name, in_two, is_hangul, plain, without_particle

LATIN = re.compile(rf"[0-9]{{1,3}}(?:,[0-9]{{3}})+|{WORD.pattern}")
EXCERPT = 180  # characters, about three lines on a telephone


class Marker:
    """Marks the words of `search` in any of `texts`; asks PostgreSQL once for all their stems."""

    def __init__(self, search, texts):
        self.names = search.names
        self.korean = [without_particle(word) for word in search.words if is_hangul(word)]
        wanted = [word.lower() for word in search.words if not is_hangul(word)]
        self.stems = _stems({*wanted, *(word for text in texts for _, _, word in _latin(text))})
        stems = {self.stems[word] for word in wanted}
        # Words such as “the” are marked only where nothing else is looked for.
        self.wanted = {stem for stem in stems if stem} or set(wanted)

    def spans(self, text):
        """(start, end) of each marked piece of `text`, in order and apart."""
        if as_name(text) in self.names:
            return [(0, len(text))]
        spans = [
            (start, end)
            for start, end, word in _latin(text)
            if self.stems.get(word) in self.wanted or word in self.wanted
        ]
        for word in self.korean:
            spans += _places(text, word) or _places_in_two(text, word)
        return _merged(spans)

    def html(self, text):
        """All of `text`, escaped and marked."""
        return _html(text, self.spans(text), 0, len(text))

    def excerpt(self, text):
        """The piece of `text` around its first mark, escaped and marked."""
        spans = self.spans(text)
        start, end = _window(text, spans[0][0] if spans else 0)
        return _html(text, spans, start, end)


def _latin(text):
    """(start, end, word) of each word of `text` that is not Korean."""
    for match in LATIN.finditer(text):
        if not is_hangul(match[0]):
            yield match.start(), match.end(), plain(match[0]).lower()


def _stems(words):
    """The stem of each of `words`, by the word; empty where English leaves it out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, array_to_string("
            "tsvector_to_array(to_tsvector('pg_catalog.english', word)), ' ') "
            "FROM unnest(%s::text[]) AS word",
            [sorted(words)],
        )
        return dict(cursor.fetchall())


def _places(text, word):
    return [(match.start(), match.end()) for match in re.finditer(re.escape(word), text)]


def _places_in_two(text, word):
    """The places of a compound that is written as two words."""
    for first, second in in_two(word):
        if places := _places(text, f"{first} {second}"):
            return places
    return []


def _merged(spans):
    merged = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _window(text, mark):
    """(start, end) of about EXCERPT characters of `text` with the place `mark` in their middle."""
    start = max(0, min(mark - EXCERPT // 3, len(text) - EXCERPT))
    if start:
        start = text.find(" ", start, mark) + 1 or start
    end = start + EXCERPT
    if end < len(text):
        end = max(text.rfind(" ", start + EXCERPT // 2, end), 0) or end
    return start, min(end, len(text))


def _html(text, spans, start, end):
    """`text` from `start` to `end`, an ellipsis where something is left out."""
    pieces, at = [], start
    for first, last in spans:
        first, last = max(first, start), min(last, end)
        if first < last:
            pieces += [(text[at:first], ""), (text[first:last], "mark")]
            at = last
    pieces.append((text[at:end], ""))
    marked = format_html_join("", "{}", ((_piece(text, tag),) for text, tag in pieces))
    return format_html(
        "{}{}{}", "… " if start else "", marked, " …" if end < len(text) else mark_safe("")
    )


def _piece(text, tag):
    return format_html("<mark>{}</mark>", text) if tag else text
