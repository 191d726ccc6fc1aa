"""Where a system that signs in with our users is told that somebody is gone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0008_provisioned_users")]

    operations = [
        migrations.AddField(
            "oidcclient",
            "backchannel_uri",
            models.CharField(
                blank=True,
                db_default="",
                help_text="where it is told that somebody is gone",
                max_length=300,
            ),
        ),
    ]
