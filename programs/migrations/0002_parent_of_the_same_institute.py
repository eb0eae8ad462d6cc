"""A program's parent belongs to the same institute, kept by a foreign key over both columns."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("programs", "0001_initial")]

    operations = [
        migrations.RunSQL(
            """
            ALTER TABLE programs_program
                ADD CONSTRAINT program_id_institute_unique UNIQUE (id, institute_id),
                ADD CONSTRAINT program_parent_is_of_its_institute
                    FOREIGN KEY (parent_id, institute_id)
                    REFERENCES programs_program (id, institute_id)
                    DEFERRABLE INITIALLY DEFERRED
            """,
            """
            ALTER TABLE programs_program
                DROP CONSTRAINT program_parent_is_of_its_institute,
                DROP CONSTRAINT program_id_institute_unique
            """,
        ),
    ]
