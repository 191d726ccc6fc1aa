"""The database's own locks on the tables of this package: see foundation/trail/protection.py."""

from django.db import migrations

from xuncheng.foundation.trail.protection import only_in_acts, readable_in_scope, readable_where


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_initial"), ("trail", "0002_database_locks")]

    operations = [
        only_in_acts("cases_case"),
        readable_in_scope("cases_case"),
        only_in_acts("cases_evidence"),
        readable_in_scope("cases_evidence"),
        only_in_acts("cases_evidence_officers"),
        only_in_acts("cases_payment"),
        readable_in_scope("cases_payment"),
        readable_where(
            "cases_evidence_officers", ["EXISTS (SELECT FROM cases_evidence e WHERE e.id = evidence_id)"]
        ),
    ]
