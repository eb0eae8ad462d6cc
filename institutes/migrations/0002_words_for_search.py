"""How PostgreSQL cuts texts into the words that a search finds, and the words of institutes.

What the words are stands in `institutes/words.py`, which cuts the visitor's text the same way. The
functions have bodies that PostgreSQL reads when they are made, not when they run: so a dump is
restored into any schema.
"""

from django.db import migrations

from institutes.extension import TrustedExtension

# Marks over letters, and the signs that are between words.
MARKS = r"\u0300-\u036f"
BETWEEN_WORDS = (
    r"\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u2bff\u2e00-\u2e7f"
    r"\u3000-\u303f\ufe00-\ufe0f\ufe30-\ufe6f\uff00-\uff0f"
)

# Å is A, ２ is 2, 1,183 is 1183.
PLAIN_TEXT = f"""
    CREATE FUNCTION plain_text(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN regexp_replace(
        normalize(regexp_replace(normalize($1, NFKD), '[{MARKS}]+', '', 'g'), NFC),
        '(?<=[0-9]),(?=[0-9]{{3}}(?![0-9]))', '', 'g'
    )
"""

# UNEP의 협력을 → UNEP 의 협력 력을 을: each syllable twice, the first of each run gone, the rest
# in pairs.
WORDS_APART = f"""
    CREATE FUNCTION words_apart(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN regexp_replace(
        regexp_replace(
            regexp_replace(
                regexp_replace(plain_text($1), '[{BETWEEN_WORDS}]+', ' ', 'g'),
                '([가-힣])', '\\1\\1', 'g'
            ),
            '(^|[^가-힣])[가-힣]', '\\1', 'g'
        ),
        '([가-힣]{{1,2}})', ' \\1 ', 'g'
    )
"""

# Each name as one word that no text has: Viet Nam → =vietnam. PostgreSQL refuses longer ones.
WHOLE_NAMES = f"""
    CREATE FUNCTION whole_names(text[]) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (
        SELECT coalesce(array_to_tsvector(array_agg('=' || left(name, 400))), '')
        FROM (
            SELECT regexp_replace(lower(plain_text(line)), '[{BETWEEN_WORDS}]+', '', 'g')
            FROM unnest($1) AS line
        ) AS names (name)
        WHERE name <> ''
    )
"""

# The names in Latin letters without stemming too, so that WHO is found, which English leaves out.
# A tsvector holds a megabyte, which 50,000 characters never fill.
SEARCH_WORDS = """
    CREATE FUNCTION search_words(names text[], printed text, prose text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN whole_names(names)
        || setweight(
            to_tsvector('pg_catalog.english', words_apart(array_to_string(names, ' '))), 'A')
        || setweight(to_tsvector('pg_catalog.english', words_apart(printed)), 'B')
        || setweight(to_tsvector('pg_catalog.english', words_apart(left(prose, 50000))), 'C')
        || setweight(
            to_tsvector(
                'pg_catalog.simple',
                words_apart(regexp_replace(array_to_string(names, ' '), '[가-힣]+', ' ', 'g'))
            ),
            'D')
"""

# `words` as to_tsquery reads them; where all of them are too common for English, these all the
# same. `names` as whole_names makes them.
SEARCH_QUERY = """
    CREATE FUNCTION search_query(words text, names text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE
        WHEN numnode(to_tsquery('pg_catalog.english', words)) > 0
        THEN to_tsquery('pg_catalog.english', words)
        ELSE to_tsquery('pg_catalog.simple', words)
    END || names::tsquery
"""


class Migration(migrations.Migration):
    dependencies = [("institutes", "0001_initial")]

    operations = [
        TrustedExtension("pg_trgm"),
        migrations.RunSQL(PLAIN_TEXT, "DROP FUNCTION plain_text(text)"),
        migrations.RunSQL(WORDS_APART, "DROP FUNCTION words_apart(text)"),
        migrations.RunSQL(WHOLE_NAMES, "DROP FUNCTION whole_names(text[])"),
        migrations.RunSQL(SEARCH_WORDS, "DROP FUNCTION search_words(text[], text, text)"),
        migrations.RunSQL(SEARCH_QUERY, "DROP FUNCTION search_query(text, text)"),
        migrations.RunSQL(
            """
            ALTER TABLE institutes_institute ADD COLUMN words tsvector GENERATED ALWAYS AS (
                search_words(
                    ARRAY[acronym, name_en, name_ko, code], '', summary_en || ' ' || summary_ko
                )
            ) STORED;
            CREATE INDEX institute_words ON institutes_institute USING gin (words);
            """,
            "ALTER TABLE institutes_institute DROP COLUMN words",
        ),
    ]
