"""Who may write benchmarks: only acts. Everybody signed in reads them, as the rest of the law."""

from django.db import migrations

from xuncheng.foundation.trail.protection import only_in_acts


class Migration(migrations.Migration):
    dependencies = [("law", "0005_benchmark"), ("trail", "0002_database_locks")]

    operations = [only_in_acts("law_benchmark")]
