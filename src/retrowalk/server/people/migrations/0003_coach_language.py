from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_optional_body_figures_and_all_groups"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="coach_language",
            field=models.CharField(default="en", max_length=8),
        ),
    ]
