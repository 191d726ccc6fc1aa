"""The program may look into allauth's lists of providers and accounts, which stay empty: a file names providers, users are matched anew."""

from django.db import migrations

from xuncheng.foundation.trail.protection import open_to_program


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_oidc_clients"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
        ("trail", "0002_database_locks"),
    ]

    operations = [open_to_program("socialaccount_socialaccount"), open_to_program("socialaccount_socialapp")]
