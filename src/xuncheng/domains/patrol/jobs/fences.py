"""Each minute: who left the area of his route is told of to his heads, once each time he leaves (越界提醒)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import NamedTuple
from uuid import UUID, uuid5

from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from xuncheng.foundation.messages.relay import tell
from xuncheng.foundation.messages.subscribers import NotificationDraft
from xuncheng.foundation.people.queries import holders_of
from xuncheng.foundation.trail.deed import SHANGHAI
from xuncheng.foundation.trail.scope import set_scope
from xuncheng.foundation.trail.viewer import program
from xuncheng.rules.legal import Text

_CLERK = program("值守管理", ())
_log = logging.getLogger(__name__)

# Who is outside by more than his device is sure of, since when; and who is back. One row each, so one statement.
_LOOK = """
WITH seen AS (
    SELECT l.person_id, l.at, l.outside_since,
           NOT ST_DWithin(r.boundary::geography, l.point::geography, coalesce(l.accuracy, 0)) AS outside
      FROM patrol_latest l JOIN patrol_duty d ON d.id = l.duty_id JOIN patrol_route r ON r.id = d.route_id
     WHERE l.point IS NOT NULL AND d.ended_at IS NULL AND r.boundary IS NOT NULL
), changed AS (
    UPDATE patrol_latest l SET outside_since = CASE WHEN s.outside THEN s.at END
      FROM seen s WHERE s.person_id = l.person_id AND s.outside <> (s.outside_since IS NOT NULL)
    RETURNING l.person_id, l.duty_id, l.outside_since, l.area_path
)
SELECT c.duty_id, c.outside_since, c.area_path, u.name, r.name
  FROM changed c JOIN people_user u ON u.id = c.person_id JOIN patrol_duty d ON d.id = c.duty_id JOIN patrol_route r ON r.id = d.route_id
 WHERE c.outside_since IS NOT NULL ORDER BY u.name
"""


class Left(NamedTuple):
    """Somebody left the area of his route."""

    duty: UUID
    since: datetime
    area_path: str
    person: str
    route: str


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="patrol.watch_fences", pass_context=False)
def watch_fences_now(timestamp: int) -> None:  # noqa: ARG001 - procrastinate gives periodic tasks their time
    """Tell of those who left their routes."""
    if count := watch_fences(timezone.now()):
        _log.info("sent %s messages of routes that were left", count)


def watch_fences(at: datetime) -> int:
    """Note who is outside his route, and tell his heads of those who just left; returns how many messages were new."""
    with transaction.atomic(), connection.cursor() as cursor:
        set_scope(_CLERK)
        cursor.execute(_LOOK)
        left = [Left(*row) for row in cursor.fetchall()]
        return tell(_worded(left), at) if left else 0


def _worded(left: list[Left]) -> Iterator[tuple[UUID, NotificationDraft]]:
    heads = cache(lambda path: tuple(holders_of("roster.set", path)))
    for one in left:
        clock = f"{one.since.astimezone(SHANGHAI):%H:%M}"
        title = Text(
            f"{one.person}离开巡查路线“{one.route}”（{clock}）",
            f"{one.person} left the route “{one.route}” ({clock})",
        )
        event = uuid5(one.duty, f"outside/{one.since.isoformat()}")
        for head in heads(one.area_path):
            yield event, NotificationDraft(head, title, link=f"/duties/{one.duty}")
