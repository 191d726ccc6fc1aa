"""The database's own locks on exports: see foundation/trail/protection.py."""

from django.db import migrations

from xuncheng.foundation.trail.protection import IN_SCOPE, open_to_program, readable_where

EXPORT = (IN_SCOPE.format(column="area_path"), "asked_by_id = (SELECT trail_actor())")
"""Whose file it is the program's own door says (`queries.readable_by`); who makes and clears files sees all of them."""


class Migration(migrations.Migration):
    dependencies = [("exports", "0001_initial"), ("trail", "0002_database_locks")]

    operations = [open_to_program("exports_export"), readable_where("exports_export", EXPORT)]
