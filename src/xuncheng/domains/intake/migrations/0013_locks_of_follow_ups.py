"""The database's own locks on the new table of this package: see foundation/trail/protection.py."""

from django.db import migrations

from xuncheng.foundation.trail.protection import only_in_acts, readable_where

OF_ITS_REPORT = ("EXISTS (SELECT FROM intake_report AS r WHERE r.id = report_id)",)
"""Shown with the report, whose own rule narrows this look as well."""


class Migration(migrations.Migration):
    dependencies = [("intake", "0012_follow_ups"), ("trail", "0002_database_locks")]

    operations = [only_in_acts("intake_follow_up"), readable_where("intake_follow_up", OF_ITS_REPORT)]
