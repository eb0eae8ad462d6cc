"""Did you mean: a search that finds nothing, with its words as names in the portal spell them."""

from difflib import get_close_matches

from django.db import connection, transaction

from institutes.models import Institute
from institutes.words import WORD, is_hangul, plain
from programs.models import Country, Framework, Partner, Program, Region, Theme

WORDS_AT_MOST = 4
NAMES_AT_MOST = 50  # of each table
ALIKE = 0.3  # the share of its trigrams that a name must have
CLOSE = 0.6  # how much of two words is the same, by difflib


def better_spelled(search):
    """The text of `search` with what is probably meant; empty where nothing is."""
    words = [word for word in search.words if len(word) > 2][:WORDS_AT_MOST]
    meant = {}
    for word, known in words_like(words).items() if words else ():
        if word.lower() not in known:
            for close in get_close_matches(word.lower(), known, n=1, cutoff=CLOSE):
                meant[word] = known[close]
    better = WORD.sub(lambda match: meant.get(match[0], match[0]), plain(search.text))
    return better if meant else ""


@transaction.atomic
def words_like(words):
    """For each of `words` the words of names like it, as the names write them, in small letters."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(ALIKE)]
        )
    return {
        word: {
            # Of two ways to write a word the one with a capital letter.
            one.lower(): one
            for one in sorted(WORD.findall(plain(" ".join(names_like(word)))), reverse=True)
        }
        for word in words
    }


def names_like(word):
    """Names of the portal that have a word like `word`."""
    name = "name_ko" if is_hangul(word) else "name_en"
    fields = [(model, name) for model in (Institute, Country, Region, Framework, Partner, Theme)]
    fields.append((Country, "other_names"))
    if name == "name_en":
        fields += [(model, "acronym") for model in (Institute, Framework, Partner)]
    alike = Program.objects.published().filter(**{f"{name}__trigram_word_similar": word})
    return alike.values_list(name, flat=True)[:NAMES_AT_MOST].union(
        *(
            public(model)
            .filter(**{f"{one}__trigram_word_similar": word})
            .order_by()
            .values_list(one, flat=True)[:NAMES_AT_MOST]
            for model, one in fields
        )
    )


def public(model):
    """The rows of `model` that the public may see."""
    rows = model.objects.all()
    return rows.published() if hasattr(rows, "published") else rows
