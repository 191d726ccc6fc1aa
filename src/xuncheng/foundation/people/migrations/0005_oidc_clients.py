"""Systems that sign in with our users, and what the OpenID Connect provider keeps of them."""

import django.contrib.postgres.fields
import uuid_utils.compat
from django.db import migrations, models

from xuncheng.foundation.trail.protection import only_in_acts, open_to_program


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_service_accounts"),
        ("allauth_idp_oidc", "0003_client_allow_uri_wildcards"),
        ("trail", "0002_database_locks"),
    ]

    operations = [
        migrations.CreateModel(
            name="OidcClient",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("client_id", models.CharField(max_length=100, unique=True)),
                ("name", models.CharField(max_length=60)),
                (
                    "redirect_uris",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.URLField(max_length=300), size=None
                    ),
                ),
                (
                    "logout_uris",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.URLField(max_length=300), default=list, size=None
                    ),
                ),
                (
                    "confidential",
                    models.BooleanField(
                        default=True, help_text="keeps a secret; a program in the browser keeps none"
                    ),
                ),
                ("first_party", models.BooleanField(default=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("area_path", models.CharField(db_collation="C", max_length=60)),
            ],
            options={
                "db_table": "people_oidcclient",
            },
        ),
        only_in_acts("people_oidcclient"),
        open_to_program("allauth_idp_oidc_client"),
        open_to_program("allauth_idp_oidc_token"),
    ]
