"""Countries lie in regions of M49, these lie in one another, and terms match them.

Kept by foreign keys over a region and its scheme. The columns that only hold the scheme for them
are PostgreSQL's own; Django neither reads nor writes them.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("programs", "0002_parent_of_the_same_institute")]

    operations = [
        migrations.RunSQL(
            """
            ALTER TABLE programs_region
                ADD CONSTRAINT region_id_scheme_unique UNIQUE (id, scheme),
                ADD CONSTRAINT region_parent_is_of_its_scheme
                    FOREIGN KEY (parent_id, scheme) REFERENCES programs_region (id, scheme);
            ALTER TABLE programs_country
                ADD COLUMN region_scheme varchar(4) GENERATED ALWAYS AS ('m49') STORED,
                ADD CONSTRAINT country_region_is_of_m49
                    FOREIGN KEY (region_id, region_scheme) REFERENCES programs_region (id, scheme);
            ALTER TABLE programs_regionmatch
                ADD COLUMN term_scheme varchar(4) GENERATED ALWAYS AS ('term') STORED,
                ADD COLUMN region_scheme varchar(4) GENERATED ALWAYS AS ('m49') STORED,
                ADD CONSTRAINT region_match_is_of_a_term
                    FOREIGN KEY (term_id, term_scheme) REFERENCES programs_region (id, scheme),
                ADD CONSTRAINT region_match_is_with_m49
                    FOREIGN KEY (region_id, region_scheme) REFERENCES programs_region (id, scheme);
            """,
            """
            ALTER TABLE programs_regionmatch
                DROP CONSTRAINT region_match_is_with_m49,
                DROP CONSTRAINT region_match_is_of_a_term,
                DROP COLUMN region_scheme,
                DROP COLUMN term_scheme;
            ALTER TABLE programs_country
                DROP CONSTRAINT country_region_is_of_m49,
                DROP COLUMN region_scheme;
            ALTER TABLE programs_region
                DROP CONSTRAINT region_parent_is_of_its_scheme,
                DROP CONSTRAINT region_id_scheme_unique;
            """,
        ),
    ]
