"""No region, framework or program is above itself.

Two transactions that each make half a circle at the same moment do not see each other; whoever
walks up the parents must come to an end all the same.
"""

from django.db import migrations

FUNCTION = """
    CREATE FUNCTION refuse_circle() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        above_itself boolean;
    BEGIN
        -- TG_ARGV[0] is the column that refers to the row above, in the same table.
        EXECUTE format(
            'WITH RECURSIVE above (id) AS ('
            '    SELECT %1$I FROM %2$s WHERE id = $1'
            '    UNION SELECT %1$I FROM %2$s JOIN above USING (id)'
            ') SELECT $1 IN (SELECT id FROM above WHERE id IS NOT NULL)',
            TG_ARGV[0], TG_RELID::regclass
        ) INTO above_itself USING NEW.id;
        IF above_itself THEN
            RAISE integrity_constraint_violation USING
                MESSAGE = format('row %s of %s is above itself', NEW.id, TG_TABLE_NAME),
                CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
        END IF;
        RETURN NULL;
    END
    $$
"""


def trigger(table, column, name):
    """The operation that makes the constraint trigger `name` on the `column` of `table`."""
    return migrations.RunSQL(
        f"""
        CREATE CONSTRAINT TRIGGER {name}
        AFTER INSERT OR UPDATE OF {column} ON {table}
        FOR EACH ROW WHEN (NEW.{column} IS NOT NULL)
        EXECUTE FUNCTION refuse_circle('{column}')
        """,
        f"DROP TRIGGER {name} ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("programs", "0003_schemes_of_regions")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION refuse_circle()"),
        trigger("programs_region", "parent_id", "region_is_not_above_itself"),
        trigger("programs_framework", "parent_id", "framework_is_not_above_itself"),
        trigger("programs_program", "parent_id", "program_is_not_above_itself"),
    ]
