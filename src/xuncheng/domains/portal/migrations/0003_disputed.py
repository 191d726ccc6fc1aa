"""A reporter who says that it is not solved has it checked again, once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portal", "0002_database_locks")]
    operations = [
        migrations.AddField(
            "receipt",
            "disputed_at",
            models.DateTimeField(
                help_text="when the reporter said that it is not solved, and it was taken up again: once",
                null=True,
            ),
        ),
    ]
