"""What a visitor looks for, in the words that PostgreSQL keeps of each row.

Each table that a search reads has a column `words`, PostgreSQL's own: a tsvector that it makes of
the row's names and texts, and that Django neither reads nor writes. In it stand

- English words by their stem: cooperation and cooperate are one,
- Korean by pairs of syllables: 협력을 is 협력, 력을 and a last 을, so 협력 is found in it,
- each name as a whole, with its letters only: Viet Nam is also =vietnam.

A visitor writes as in other search fields: words that all must be there, "words in this order",
one or the other, -not this. Nothing that is written is an error.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from django.contrib.postgres.search import SearchQueryField, SearchRank, SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

LENGTH_AT_MOST = 200

# These two as in the functions that the migration `words_for_search` makes.
MARKS = re.compile(r"[\u0300-\u036f]+")
BETWEEN_WORDS = (
    r"\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u2bff\u2e00-\u2e7f"
    r"\u3000-\u303f\ufe00-\ufe0f\ufe30-\ufe6f\uff00-\uff0f"
)
WORD = re.compile(rf"[가-힣]+|[^{BETWEEN_WORDS}가-힣]+")
THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
PART = re.compile(r'(?P<minus>-*)(?:"(?P<quoted>[^"]*)"?|(?P<bare>[^\s"]+))')

# Endings that Korean adds to a noun, longest first; those that also end many nouns are left.
PARTICLES = ("으로부터", "로부터", "에서", "에게", "으로", "까지", "부터", "을", "를", "은", "는",
             "의", "에", "와", "과")  # fmt: skip
LONE_PARTICLES = {*PARTICLES, "이", "가", "도", "로", "만"}
SYLLABLES_IN_PARTS = 8  # of a longer word the two parts are not looked for


def plain(text):
    """`text` with accents and other forms of letters gone: Å is A, ２ is 2, 1,183 is 1183."""
    bare = MARKS.sub("", unicodedata.normalize("NFKD", text))
    return THOUSANDS.sub("", unicodedata.normalize("NFC", bare))


def as_name(text):
    """`text` as one name, its letters only: Viet Nam is vietnam."""
    return "".join(WORD.findall(plain(text))).lower()


def is_hangul(word):
    return "가" <= word[0] <= "힣"


@dataclass(frozen=True)
class Part:
    """What stands between two spaces, or in quotes: its words, in order."""

    words: tuple[str, ...]
    quoted: bool = False
    negated: bool = False

    @classmethod
    def read(cls, match):
        """The part that a match of PART is."""
        if match["quoted"] is not None:
            words = WORD.findall(match["quoted"])
        else:
            words = list(_without_lone_particles(match["bare"]))
        return cls(tuple(words), match["quoted"] is not None, bool(match["minus"]))

    def as_tsquery(self):
        """The part as to_tsquery reads it. Words have letters only, so nothing is escaped."""
        if self.quoted or self.negated:
            text = _in_order(*self.words)
        else:
            text = " & ".join(_any_form(word) for word in self.words)
        return f"!({text})" if self.negated else f"({text})"


class Search:
    """What a visitor looks for. `typed` is the text as it came, of which 200 characters count."""

    def __init__(self, typed):
        self.typed = " ".join(typed.replace("\0", " ").split())
        self.text = self.typed[:LENGTH_AT_MOST]

    def __bool__(self):
        return bool(self.alternatives)

    @property
    def is_cut(self):
        return len(self.typed) > LENGTH_AT_MOST

    @cached_property
    def alternatives(self):
        """Lists of parts; a row is found that has all parts of one of them."""
        found = [[]]
        for match in PART.finditer(plain(self.text)[:LENGTH_AT_MOST]):
            if (match["bare"] or "").lower() == "or" and not match["minus"]:
                found.append([])
            elif (part := Part.read(match)).words:
                found[-1].append(part)
        return [parts for parts in found if parts]

    @cached_property
    def words(self):
        """The words that are looked for, each once; not those that must not be there."""
        parts = (part for parts in self.alternatives for part in parts if not part.negated)
        return list(dict.fromkeys(word for part in parts for word in part.words))

    @cached_property
    def names(self):
        """Each alternative as one name."""
        wholes = (parts for parts in self.alternatives if not any(one.negated for one in parts))
        return [as_name(" ".join(w for part in parts for w in part.words)) for parts in wholes]

    @property
    def query(self):
        """The tsquery of the rows to find, as an expression."""
        parts = (" & ".join(one.as_tsquery() for one in parts) for parts in self.alternatives)
        return SearchWords(" | ".join(parts), self.tsquery_of_names())

    @property
    def exact(self):
        """The tsquery of the rows whose whole name it is, as an expression."""
        return SearchWords("", self.tsquery_of_names())

    def tsquery_of_names(self):
        return " | ".join(f"'={name}'" for name in self.names)


class SearchWords(models.Func):
    """SQL: what is looked for, of a text as to_tsquery reads it and one that needs no reading."""

    function = "search_query"
    output_field = SearchQueryField()

    def __init__(self, words, names):
        text = models.TextField()
        super().__init__(models.Value(words, text), models.Value(names, text))


class Words(models.Func):
    """SQL: the column `words` of the row."""

    output_field = SearchVectorField()

    def __init__(self):
        super().__init__("pk")

    def as_sql(self, compiler, connection, **extra_context):
        [key] = self.get_source_expressions()
        return f'{compiler.quote_name_unless_alias(key.alias)}."words"', []


class Has(models.Func):
    """SQL: whether a row's words have what a tsquery asks for."""

    arg_joiner = " @@ "
    template = "%(expressions)s"
    output_field = models.BooleanField()


class SearchedQuerySet(models.QuerySet):
    """Rows of a table that has a column `words`."""

    def matching(self, search):
        """Rows that a Search, or a text, finds."""
        search = search if isinstance(search, Search) else Search(search)
        return self.filter(self.found_by(search)) if search else self.none()

    def named(self, search):
        """Rows whose whole name a Search is."""
        return self.filter(Has(Words(), search.exact))

    def found_by(self, search):
        """The condition of `matching`."""
        return Q(Has(Words(), search.query))

    def with_rank(self, search):
        """Adds `exact`, whether the search is the row's whole name, and `rank`: more is better."""
        return self.annotate(
            exact=Has(Words(), search.exact), rank=SearchRank(Words(), search.query)
        )


def _without_lone_particles(text):
    """The words of `text`; of KECO의 only KECO."""
    end_of_other = None
    for match in WORD.finditer(text):
        word = match[0]
        if not (is_hangul(word) and match.start() == end_of_other and word in LONE_PARTICLES):
            yield word
        end_of_other = None if is_hangul(word) else match.end()


def _any_form(word):
    """A word of a part without quotes: 협력의 also finds 협력을, 환경협력 also 환경 협력."""
    if not is_hangul(word):
        return f"'{word}'"
    word = without_particle(word)
    return f"({' | '.join([_in_order(word), *(_in_order(*two) for two in in_two(word))])})"


def _in_order(*words):
    """Words one after another. The last, where it is Korean, may go on in the row."""
    *before, last = words
    steps = [f"'{step}'" for word in before for step in _steps(word)]
    if not is_hangul(last):
        return " <-> ".join([*steps, f"'{last}'"])
    return " <-> ".join([*steps, *(f"'{pair}'" for pair in _steps(last)[:-1])] or [f"'{last}':*"])


def _steps(word):
    """What a row's words have of a word: of a Korean one its pairs and its last syllable."""
    return [*map("".join, pairwise(word)), word[-1]] if is_hangul(word) else [word]


def without_particle(word):
    """A Korean word without the ending that its sentence gave it: 협력을 is 협력."""
    for particle in PARTICLES:
        if word.endswith(particle) and len(word) - len(particle) >= 2:
            return word.removesuffix(particle)
    return word


def in_two(word):
    """The ways to write a Korean compound as two words of at least two syllables."""
    if not 4 <= len(word) <= SYLLABLES_IN_PARTS:
        return []
    return [(word[:at], word[at:]) for at in range(2, len(word) - 1)]
