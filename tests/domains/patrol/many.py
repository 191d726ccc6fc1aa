"""Many officers on duty all over the district, laid down by the owner of the tables: for plans and for figures."""

from __future__ import annotations

import psycopg
from django.conf import settings
from tests.database import address_as
from tests.domains.town import Town

_USERS = """
INSERT INTO people_user (id, kind, password, username, name, phone, email, language, organisation_id, team_id, area_path, is_active,
                         external_id, gone_there)
SELECT gen_random_uuid(), 'person', '!', 'many' || n, '示例' || n, '', '', 'zh', NULL, %(team)s, %(path)s, true, '', false
  FROM generate_series(1, %(count)s) AS n
"""
_DUTIES = """
INSERT INTO patrol_duty (id, person_id, team_id, begun_at, shares, remarks, area_path)
SELECT gen_random_uuid(), id, team_id, %(at)s, true, '', area_path FROM people_user WHERE username LIKE 'many%%'
"""
_LATEST = """
INSERT INTO patrol_latest (person_id, duty_id, at, received_at, point, accuracy, area_path)
SELECT person_id, id, %(at)s, %(at)s, ST_SetSRID(ST_MakePoint(%(west)s + random() * 0.04, %(south)s + random() * 0.02), 4326), 8, area_path
  FROM patrol_duty d WHERE EXISTS (SELECT FROM people_user u WHERE u.id = d.person_id AND u.username LIKE 'many%%')
"""


def on_duty(town: Town, count: int) -> None:
    """So many people of street A are on duty, each at a place of his own."""
    given = {
        "team": town.a.team.pk, "path": town.a.area.path, "count": count, "at": town.clock.now, "west": 116.34, "south": 39.91,
    }  # fmt: skip
    with psycopg.connect(address_as(settings.DATABASE_OWNER_URL)) as owner:
        for table in ("people_user", "patrol_duty"):
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in (_USERS, _DUTIES, _LATEST):
            owner.execute(statement, given)
        owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("people_user", "patrol_duty"):
            owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        for table in ("people_user", "patrol_duty", "patrol_latest"):
            owner.execute(f"ANALYZE {table}")
