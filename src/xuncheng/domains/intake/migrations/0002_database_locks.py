"""The database's own locks on the tables of this package: see foundation/trail/protection.py."""

from django.db import migrations

from xuncheng.foundation.trail.protection import IN_SCOPE, only_in_acts, readable_where


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial"), ("trail", "0002_database_locks")]

    operations = [
        only_in_acts("intake_report"),
        # Whoever reported something sees it, wherever it lies.
        readable_where(
            "intake_report", [IN_SCOPE.format(column="area_path"), "submitted_by_id = (SELECT trail_actor())"]
        ),
        migrations.RunSQL(
            "CREATE SEQUENCE intake_report_number; GRANT USAGE ON SEQUENCE intake_report_number TO xuncheng_app",
            "DROP SEQUENCE intake_report_number",
        ),
    ]
