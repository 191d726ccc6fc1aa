"""Users whom another system provisions (SCIM): its key for each, and whether it deleted him."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0007_saved_filters")]

    operations = [
        migrations.AddField(
            "user",
            "external_id",
            models.CharField(
                blank=True,
                db_default="",
                help_text="the key that the system which provisions users gave him",
                max_length=200,
            ),
        ),
        migrations.AddField(
            "user",
            "gone_there",
            models.BooleanField(
                db_default=False, default=False, help_text="the system which provisions users deleted him"
            ),
        ),
        migrations.AddConstraint(
            "user",
            models.UniqueConstraint(
                condition=models.Q(("external_id", ""), _negated=True),
                fields=("external_id",),
                name="user_external_id",
            ),
        ),
    ]
