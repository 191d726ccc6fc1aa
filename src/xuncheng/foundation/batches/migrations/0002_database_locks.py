"""The database's own locks on batches: see foundation/trail/protection.py."""

from django.db import migrations

from xuncheng.foundation.trail.protection import (
    IN_SCOPE,
    only_in_acts,
    open_to_program,
    readable_where,
)

BATCH = (IN_SCOPE.format(column="area_path"), "asked_by_id = (SELECT trail_actor())")
LINE = ("EXISTS (SELECT FROM batches_batch AS b WHERE b.id = batch_id)",)
"""Shown with its batch, whose own rule narrows this look as well."""


class Migration(migrations.Migration):
    dependencies = [("batches", "0001_initial"), ("trail", "0002_database_locks")]

    operations = [
        only_in_acts("batches_batch"),
        readable_where("batches_batch", BATCH),
        open_to_program("batches_line"),
        readable_where("batches_line", LINE),
    ]
