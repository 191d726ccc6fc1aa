"""Whom a duty binds is a word for people, so it stands in both languages."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("law", "0002_database_locks")]

    operations = [
        migrations.RenameField("matterversion", "subject", "subject_zh"),
        migrations.AddField(
            "matterversion", "subject_en", models.CharField(default="", max_length=80), preserve_default=False
        ),
    ]
