"""The track of a duty, for whoever opened it to himself, and the grids that patrols passed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from xuncheng.domains.patrol.queries.duties import Duty
from xuncheng.foundation.places.queries import DECIMALS
from xuncheng.foundation.trail.deed import SHANGHAI
from xuncheng.foundation.trail.queries import entries_of
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.patrol import SHOWN, stride

LOOK = "track.look"
NO_MORE_THAN_NEEDED = (Basis("个人信息保护法", "6;51"),)

_COUNT = "SELECT count(*) FROM patrol_position WHERE person_id = %s AND at >= %s AND at < %s"
_TRACK = """
SELECT at, lon, lat, accuracy FROM (
    SELECT at, lon, lat, accuracy, row_number() OVER (ORDER BY at) AS place FROM patrol_position
     WHERE person_id = %s AND at >= %s AND at < %s
) AS track WHERE (place - 1) %% %s = 0 OR place = %s ORDER BY at
"""

# One look a person and minute is enough for grids of some hundred metres, and what lies within a metre is looked up once.
_PASSED = """
WITH walked AS (
    SELECT DISTINCT ON (person_id, date_trunc('minute', at))
           round(lon::numeric, 5)::float8 AS lon, round(lat::numeric, 5)::float8 AS lat, at
      FROM patrol_position WHERE at >= %(since)s AND at < %(until)s
     ORDER BY person_id, date_trunc('minute', at), at
), places AS (
    SELECT lon, lat, count(*) AS minutes, max(at) AS last FROM walked GROUP BY lon, lat
), passed AS (
    SELECT place_area_path(lon, lat) AS path, sum(minutes) AS minutes, max(last) AS last FROM places GROUP BY 1
), planned AS (
    SELECT DISTINCT r.route_id FROM patrol_roster r
     WHERE r.cancelled_at IS NULL AND r.since < %(until)s AND r.until > %(since)s AND r.route_id IS NOT NULL
)
SELECT g.code, g.name, g.path, coalesce(p.minutes, 0), p.last,
       EXISTS (SELECT FROM patrol_route t JOIN planned n ON n.route_id = t.id
                WHERE ST_Intersects(t.boundary, ST_PointOnSurface(g.geometry)))
  FROM places_area g LEFT JOIN passed p ON p.path = g.path
 WHERE g.kind = 'grid' AND g.path ^@ %(path)s ORDER BY g.path
"""


@dataclass(frozen=True, slots=True)
class Passed:
    """A grid: for how many minutes somebody on duty was in it, when last, and whether it lay on a route that was rostered."""

    code: str
    name: str
    path: str
    minutes: int
    last: datetime | None
    planned: bool


def open_until(viewer: Viewer, duty: Duty) -> datetime | None:
    """Until when the viewer sees the track because he looked; None where he did not, or too long ago."""
    if viewer.id is None:
        return None
    minutes = timedelta(minutes=int(settings.LOCALITY.figure("track_look_minutes")))
    # By when the server learnt of it: nobody opens a track for longer by dating the act.
    looks = entries_of(duty.pk).filter(
        name=LOOK, actor_id=viewer.id, received_at__gte=timezone.now() - minutes
    )
    last = looks.values_list("received_at", flat=True).last()
    return last + minutes if last else None


def track_of(viewer: Viewer, duty: Duty) -> dict[str, Any]:
    """The track as a feature (RFC 7946): a line, with the time of each of its points. Raises `Refused` (`track_closed`).

    Of a long one evenly some points are left out; `count` says how many were kept of the duty.
    """
    if duty.person_id != viewer.id and open_until(viewer, duty) is None:
        raise Refused(
            "track_closed",
            Text("查看他人轨迹须先填写理由", "To see another's track say why first"), 403, NO_MORE_THAN_NEEDED,
        )  # fmt: skip
    count, points = _points(duty)
    line = [(round(lon, DECIMALS), round(lat, DECIMALS)) for _, lon, lat, _ in points]
    shape = {"type": "LineString", "coordinates": line} if len(line) > 1 else _alone(line)
    return {
        "type": "Feature", "id": str(duty.pk), "geometry": shape,
        "properties": {
            "person": duty.person.name, "count": count, "times": [at for at, *_ in points],
            "accuracies": [accuracy for *_, accuracy in points],
        },
    }  # fmt: skip


def _alone(line: list[tuple[float, float]]) -> dict[str, Any] | None:
    return {"type": "Point", "coordinates": line[0]} if line else None


def _points(duty: Duty) -> tuple[int, list[tuple[datetime, float, float, float | None]]]:
    whose: list[Any] = [duty.person_id, duty.begun_at, duty.ended_at or timezone.now() + timedelta(minutes=5)]
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, whose)
        (count,) = cursor.fetchone()
        cursor.execute(_TRACK, [*whose, stride(count, SHOWN), count])
        return int(count), cursor.fetchall()


def coverage(viewer: Viewer, path: str, since: date, until: date) -> Iterator[Passed]:
    """Which grids below an area were passed from one day to another, by the tracks that are kept; it names nobody.

    Only whole areas that the viewer sees are counted. To be asked inside `reading`.
    """
    paths = viewer.scope(timezone.localdate())
    if not any(path.startswith(outer) for outer in paths):
        return
    given: dict[str, Any] = {"path": path, "since": _start(since), "until": _start(until + timedelta(days=1))}
    with connection.cursor() as cursor:
        cursor.execute(_PASSED, given)
        for code, name, there, minutes, last, planned in cursor.fetchall():
            yield Passed(code, name, there, int(minutes), last, planned)


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min, SHANGHAI)
