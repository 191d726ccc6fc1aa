"""The database's own locks on the tables of this package: see foundation/trail/protection.py."""

from django.db import migrations

from xuncheng.foundation.trail.protection import only_in_acts, readable_in_scope

TABLES = (
    "remedies_remedy", "remedies_supervision", "remedies_lawfirm", "remedies_lawyer", "remedies_contract", "remedies_advice",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("remedies", "0001_initial"), ("trail", "0002_database_locks")]

    operations = [lock(table) for table in TABLES for lock in (only_in_acts, readable_in_scope)]
