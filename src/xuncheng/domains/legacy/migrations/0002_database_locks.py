"""The database's own locks on the tables of this package: see foundation/trail/protection.py."""

from django.db import migrations

from xuncheng.foundation.trail.protection import IN_SCOPE, only_in_acts, readable_in_scope, readable_where

IMPORT = (IN_SCOPE.format(column="area_path"), "asked_by_id = (SELECT trail_actor())")
FAULT = ("EXISTS (SELECT FROM legacy_import AS i WHERE i.id = source_id)",)
"""Shown with its import, whose own rule narrows this look as well."""


class Migration(migrations.Migration):
    dependencies = [("legacy", "0001_initial"), ("trail", "0002_database_locks")]

    operations = [
        *(
            only_in_acts(table)
            for table in ("legacy_import", "legacy_fault", "legacy_origin", "legacy_record")
        ),
        readable_where("legacy_import", IMPORT),
        readable_where("legacy_fault", FAULT),
        readable_in_scope("legacy_record"),
    ]
