"""The database's own locks on the tables of measures: see foundation/trail/protection.py."""

from django.db import migrations

from xuncheng.foundation.trail.protection import only_in_acts, readable_in_scope


class Migration(migrations.Migration):
    dependencies = [("custody", "0003_measures"), ("trail", "0002_database_locks")]

    operations = [
        only_in_acts("custody_measure"),
        readable_in_scope("custody_measure"),
        only_in_acts("custody_measure_item"),
        readable_in_scope("custody_measure_item"),
    ]
