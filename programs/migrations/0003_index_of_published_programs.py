from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programs", "0002_parent_of_the_same_institute")]

    operations = [
        migrations.AddIndex(
            model_name="program",
            index=models.Index(
                condition=models.Q(("publication", "published")),
                fields=["id"],
                name="program_published",
            ),
        ),
    ]
