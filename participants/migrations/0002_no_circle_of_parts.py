"""No measure is, by way of others, part of itself; see the same of programs."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("participants", "0001_initial"),
        ("programs", "0004_no_circles_of_parents"),
    ]

    operations = [
        migrations.RunSQL(
            """
            CREATE CONSTRAINT TRIGGER measure_is_not_above_itself
            AFTER INSERT OR UPDATE OF part_of_id ON participants_measure
            FOR EACH ROW WHEN (NEW.part_of_id IS NOT NULL)
            EXECUTE FUNCTION refuse_circle('part_of_id')
            """,
            "DROP TRIGGER measure_is_not_above_itself ON participants_measure",
        ),
    ]
