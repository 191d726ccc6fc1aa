"""The database's own locks on terminals: see foundation/trail/protection.py."""

from django.db import migrations

from xuncheng.foundation.trail.protection import IN_SCOPE, only_in_acts, open_to_program, readable_where

WHOSE = "user_id = (SELECT trail_actor())"
"""A terminal is its user's, and is kept where he works."""

THERE = f"EXISTS (SELECT FROM people_user u WHERE u.id = user_id AND {IN_SCOPE.format(column='u.area_path')})"


class Migration(migrations.Migration):
    dependencies = [
        ("equipment", "0001_initial"),
        ("trail", "0002_database_locks"),
        ("people", "0001_initial"),
    ]

    operations = [
        only_in_acts("equipment_terminal"),
        readable_where("equipment_terminal", [WHOSE, THERE]),
        *(open_to_program(f"equipment_terminal_{name}") for name in ("key", "use", "day")),
    ]
