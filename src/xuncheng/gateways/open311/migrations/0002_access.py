"""The count of calls is technical, and worth no waiting for the disk: after a crash it begins anew."""

from django.db import migrations

from xuncheng.foundation.trail.protection import open_to_program


class Migration(migrations.Migration):
    dependencies = [("open311", "0001_initial"), ("trail", "0002_database_locks")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE open311_callcount SET UNLOGGED", "ALTER TABLE open311_callcount SET LOGGED"
        ),
        open_to_program("open311_callcount"),
    ]
