"""The words that a search finds of countries, regions, partners, frameworks, themes, programs.

Django neither reads nor writes these columns, so no list fetches them. The names of programs have
trigrams too, for what is typed wrongly; the other tables are small.
"""

from django.db import migrations

NAMES_AND_TEXTS = {
    "programs_country": ("iso3, iso2, name_en, name_ko", "''", "''"),
    "programs_region": ("name_en, name_ko, code", "''", "''"),
    "programs_theme": ("name_en, name_ko, slug", "as_printed", "''"),
    "programs_partner": ("acronym, name_en, name_ko, slug", "''", "''"),
    "programs_framework": (
        "acronym, name_en, name_ko, slug",
        "as_printed || ' ' || launched_at",
        "summary_en || ' ' || summary_ko",
    ),
    "programs_program": (
        "name_en, name_ko, slug", "as_printed", "summary_en || ' ' || summary_ko",
    ),
}


def words(table, names, printed, prose):
    """The operation that gives `table` its words, by SQL expressions."""
    return migrations.RunSQL(
        f"""
        ALTER TABLE {table} ADD COLUMN words tsvector
            GENERATED ALWAYS AS (search_words(ARRAY[{names}], {printed}, {prose})) STORED;
        CREATE INDEX {table.removeprefix("programs_")}_words ON {table} USING gin (words);
        """,
        f"ALTER TABLE {table} DROP COLUMN words",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("institutes", "0002_words_for_search"),
        ("programs", "0005_lists_in_korean"),
    ]

    operations = [
        *(words(table, *texts) for table, texts in NAMES_AND_TEXTS.items()),
        migrations.RunSQL(
            """
            CREATE INDEX program_name_en_trigrams ON programs_program
                USING gin (name_en gin_trgm_ops);
            CREATE INDEX program_name_ko_trigrams ON programs_program
                USING gin (name_ko gin_trgm_ops);
            """,
            "DROP INDEX program_name_en_trigrams; DROP INDEX program_name_ko_trigrams",
        ),
    ]
