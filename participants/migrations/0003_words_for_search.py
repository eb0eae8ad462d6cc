"""The words that a search finds of measures and figures: Django neither reads nor writes them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("institutes", "0002_words_for_search"),
        ("participants", "0002_no_circle_of_parts"),
    ]

    operations = [
        migrations.RunSQL(
            """
            ALTER TABLE participants_measure ADD COLUMN words tsvector GENERATED ALWAYS AS (
                search_words(
                    ARRAY[name_en, name_ko, slug], '', definition_en || ' ' || definition_ko
                )
            ) STORED;
            CREATE INDEX measure_words ON participants_measure USING gin (words);
            """,
            "ALTER TABLE participants_measure DROP COLUMN words",
        ),
        migrations.RunSQL(
            """
            ALTER TABLE participants_figure ADD COLUMN words tsvector GENERATED ALWAYS AS (
                search_words(ARRAY[key], coalesce(value::text, ''), note || ' ' || note_ko)
            ) STORED;
            CREATE INDEX figure_words ON participants_figure USING gin (words);
            """,
            "ALTER TABLE participants_figure DROP COLUMN words",
        ),
    ]
