"""The database's own locks on the new tables of this package: see foundation/trail/protection.py."""

from django.db import migrations

from xuncheng.foundation.trail.protection import only_in_acts, readable_in_scope


class Migration(migrations.Migration):
    dependencies = [("intake", "0008_the_road"), ("trail", "0002_database_locks")]

    operations = [
        # Who sends reports is known to everybody here: it names platforms and bodies, no business.
        only_in_acts("intake_sender"),
        only_in_acts("intake_task"),
        readable_in_scope("intake_task"),
    ]
