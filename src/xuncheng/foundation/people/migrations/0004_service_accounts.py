"""Service accounts, and tokens that open less than all that their user may do."""

import django.contrib.postgres.fields
from django.db import migrations, models

KINDS = [("person", "人员"), ("service", "服务账号")]
SCOPES = [
    ("full", "全部"),
    ("read", "只查看"),
    ("acts", "只办理所列行为"),
    ("acts_read", "查看并办理所列行为"),
]


class Migration(migrations.Migration):
    dependencies = [("people", "0003_officer_delegated")]

    operations = [
        migrations.AddField("user", "kind", models.CharField(choices=KINDS, default="person", max_length=10)),
        migrations.AddField(
            "apitoken", "old_digest", models.CharField(max_length=64, null=True, unique=True)
        ),
        migrations.AddField("apitoken", "old_until", models.DateTimeField(null=True)),
        migrations.AddField(
            "apitoken", "scope", models.CharField(choices=SCOPES, default="full", max_length=10)
        ),
        migrations.AddField(
            "apitoken",
            "acts",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=60), default=list, size=None
            ),
        ),
        migrations.AddField(
            "apitoken",
            "limit_path",
            models.CharField(
                blank=True,
                db_collation="C",
                default="",
                help_text="empty: all of its user's areas",
                max_length=60,
            ),
            preserve_default=False,
        ),
    ]
