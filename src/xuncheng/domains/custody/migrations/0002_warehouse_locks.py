"""The database's own locks on the tables of the warehouse: see foundation/trail/protection.py."""

from django.db import migrations

from xuncheng.foundation.trail.protection import only_in_acts, readable_in_scope, readable_where

# A warehouse serves its area: it is seen by who works there, and by who works above it.
SERVES = (
    "EXISTS (SELECT FROM unnest((SELECT trail_scope())::text[]) AS seen (path)"
    " WHERE seen.path ^@ area_path OR area_path ^@ seen.path)"
)
OWN_TABLES = (
    "custody_warehouse", "custody_place", "custody_item", "custody_placement", "custody_handover", "custody_stocktake",
    "custody_stocktake_line",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("custody", "0001_warehouse"), ("trail", "0002_database_locks")]

    operations = [
        *(only_in_acts(table) for table in OWN_TABLES),
        readable_where("custody_warehouse", [SERVES]),
        readable_where(
            "custody_place", ["EXISTS (SELECT FROM custody_warehouse w WHERE w.id = warehouse_id)"]
        ),
        readable_in_scope("custody_item"),
        readable_where("custody_placement", ["EXISTS (SELECT FROM custody_item i WHERE i.id = item_id)"]),
        readable_where("custody_handover", ["EXISTS (SELECT FROM custody_item i WHERE i.id = item_id)"]),
        readable_in_scope("custody_stocktake"),
        readable_where(
            "custody_stocktake_line", ["EXISTS (SELECT FROM custody_stocktake s WHERE s.id = stocktake_id)"]
        ),
    ]
