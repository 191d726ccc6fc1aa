"""The database's own locks on the business tables of this package: see foundation/trail/protection.py."""

from django.db import migrations

from xuncheng.foundation.trail.protection import IN_SCOPE, only_in_acts, readable_in_scope, readable_where

IN_AREA = IN_SCOPE.format(column="area_path")
OWN = "person_id = (SELECT trail_actor())"
OF_PERSONS = ("patrol_consent", "patrol_duty", "patrol_roster", "patrol_watch")
OF_AREAS = ("patrol_route", "patrol_point", "patrol_visit")


class Migration(migrations.Migration):
    dependencies = [("patrol", "0002_positions")]

    operations = [
        *(only_in_acts(table) for table in (*OF_PERSONS, *OF_AREAS)),
        *(readable_where(table, [IN_AREA, OWN]) for table in OF_PERSONS),
        *(readable_in_scope(table) for table in OF_AREAS),
    ]
