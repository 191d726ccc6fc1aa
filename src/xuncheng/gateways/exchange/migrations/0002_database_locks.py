"""The database's own locks on the tables of this package: see foundation/trail/protection.py."""

from django.db import migrations

from xuncheng.foundation.trail.protection import open_to_program, readable_in_scope


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_initial"), ("trail", "0002_database_locks")]

    operations = [open_to_program("exchange_received"), readable_in_scope("exchange_received")]
