"""What people type for a country beside its names, among the words that a search finds."""

from django.db import migrations, models

import institutes.text


def words(names):
    """SQL that makes the column `words` of countries anew, of these `names`: a text[]."""
    return f"""
        ALTER TABLE programs_country DROP COLUMN words;
        ALTER TABLE programs_country ADD COLUMN words tsvector
            GENERATED ALWAYS AS (search_words({names}, '', '')) STORED;
        CREATE INDEX country_words ON programs_country USING gin (words);
    """


class Migration(migrations.Migration):
    dependencies = [("programs", "0008_counted_by_facets")]

    operations = [
        migrations.RemoveConstraint(model_name="country", name="country_text_is_clean"),
        migrations.AddField(
            model_name="country",
            name="other_names",
            field=institutes.text.Prose(
                blank=True,
                help_text="One a line, chosen by the editors: what people type.",
                verbose_name="other names",
            ),
        ),
        migrations.AddConstraint(
            model_name="country",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    institutes.text.IsCleanLine("name_en"),
                    institutes.text.IsCleanLine("name_ko"),
                    institutes.text.IsCleanLine("sort_en"),
                    institutes.text.IsCleanLine("sort_ko"),
                    institutes.text.IsClean("other_names"),
                ),
                name="country_text_is_clean",
                violation_error_message=(
                    "A text is not in Unicode NFC, has white space at an end, holds control "
                    "characters or shows nothing, or a line has a line break or a tab."
                ),
            ),
        ),
        migrations.RunSQL(
            words(
                "ARRAY[iso3, iso2, name_en, name_ko]::text[] "
                "|| string_to_array(other_names, E'\\n')"
            ),
            words("ARRAY[iso3, iso2, name_en, name_ko]"),
        ),
    ]
