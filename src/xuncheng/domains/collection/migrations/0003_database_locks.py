"""The database's own locks on the tables of collection: see foundation/trail/protection.py."""

from django.db import migrations

from xuncheng.foundation.trail.protection import only_in_acts, readable_in_scope

OWN_TABLES = (
    "collection_bank", "collection_bankfile", "collection_bankline", "collection_charge", "collection_allocation",
    "collection_difference", "collection_remittance", "collection_day",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("collection", "0002_settling"), ("trail", "0002_database_locks")]

    operations = [
        *(only_in_acts(table) for table in OWN_TABLES),
        *(readable_in_scope(table) for table in OWN_TABLES),
    ]
