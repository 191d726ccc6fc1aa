"""The database's own locks on the tables of this package: see foundation/trail/protection.py."""

from django.db import migrations

from xuncheng.foundation.trail.protection import only_in_acts, readable_in_scope


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0001_initial"), ("trail", "0002_database_locks")]

    operations = [
        only_in_acts("monitoring_device"),
        readable_in_scope("monitoring_device"),
    ]
