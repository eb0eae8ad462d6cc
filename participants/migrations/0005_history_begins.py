"""The history begins with the rows as they are: an event for each that was there before it."""

from django.db import migrations


def begin(apps, schema_editor):
    for event in apps.get_models(include_auto_created=True):
        if event._meta.app_label not in ("institutes", "programs", "participants"):
            continue
        fields = {field.name: field for field in event._meta.local_concrete_fields}
        if "pgh_label" not in fields:
            continue
        columns = ", ".join(
            f'"{field.column}"' for name, field in fields.items() if not name.startswith("pgh_")
        )
        table = fields["pgh_obj"].related_model._meta.db_table
        schema_editor.execute(
            f'INSERT INTO "{event._meta.db_table}" '
            f"({columns}, pgh_obj_id, pgh_label, pgh_created_at) "
            f'SELECT {columns}, id, \'insert\', clock_timestamp() FROM "{table}" ORDER BY id'
        )


class Migration(migrations.Migration):
    dependencies = [
        ("institutes", "0004_history_and_memberships"),
        ("programs", "0010_history"),
        ("participants", "0004_history_proposals_and_questions"),
    ]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
