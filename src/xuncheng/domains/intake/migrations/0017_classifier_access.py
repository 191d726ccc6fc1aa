"""The database's own locks on the versions of the classifier, and the index by which judgements are found in the trail.

The index holds two acts alone: every other entry of the trail is written as before.
"""

from django.db import migrations

from xuncheng.foundation.trail.protection import only_in_acts

_INDEX = "CREATE INDEX trail_judgements ON trail_entry (name, at DESC, seq DESC) WHERE name IN ('report.judge', 'report.correct')"


class Migration(migrations.Migration):
    dependencies = [("intake", "0016_classifier"), ("trail", "0002_database_locks")]

    operations = [
        only_in_acts("intake_classifier"),
        migrations.RunSQL(_INDEX, "DROP INDEX trail_judgements"),
    ]
