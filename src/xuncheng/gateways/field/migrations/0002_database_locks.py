"""The database's own locks on what terminals sent: see foundation/trail/protection.py."""

from django.db import migrations

from xuncheng.foundation.trail.protection import IN_SCOPE, open_to_program, readable_where

RULES = (
    "user_id = (SELECT trail_actor())",
    f"EXISTS (SELECT FROM people_user u WHERE u.id = user_id AND {IN_SCOPE.format(column='u.area_path')})",
)


class Migration(migrations.Migration):
    dependencies = [("field", "0001_initial"), ("trail", "0002_database_locks"), ("people", "0001_initial")]

    operations = [
        open_to_program("field_queue"),
        open_to_program("field_act"),
        open_to_program("field_act_file"),
        readable_where("field_act", RULES),
    ]
