from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("participants", "0001_initial"),
        ("programs", "0003_index_of_published_programs"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="figure",
            index=models.Index(
                condition=models.Q(("publication", "published")),
                fields=["program", "measure"],
                name="figure_published",
            ),
        ),
        migrations.AddIndex(
            model_name="figure",
            index=models.Index(
                condition=models.Q(("publication", "published")),
                fields=["measure", "country", "key"],
                name="figure_published_by_measure",
            ),
        ),
    ]
