"""The database's own locks on receipts: written only inside acts, read in their areas and by whoever submitted the report."""

from django.db import migrations

from xuncheng.foundation.trail.protection import IN_SCOPE, only_in_acts, readable_where

TABLE = "portal_receipt"


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_initial"), ("trail", "0002_database_locks")]

    operations = [
        only_in_acts(TABLE),
        readable_where(TABLE, [IN_SCOPE.format(column="area_path"), "given_by_id = (SELECT trail_actor())"]),
    ]
