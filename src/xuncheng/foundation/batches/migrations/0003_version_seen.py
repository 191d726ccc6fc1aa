"""A line knows which version of its object whoever asked saw."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("batches", "0002_database_locks")]

    operations = [
        migrations.AddField(
            model_name="line",
            name="seen",
            field=models.PositiveIntegerField(
                help_text="the version of the object that whoever asked saw, where he said so", null=True
            ),
        ),
    ]
