"""Taking in positions: one statement a batch, which keeps what was on duty and agreed to, and nothing else.

Positions are no acts: see docs/decisions/0036-positions-are-no-acts.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from xuncheng.foundation.trail.deed import SHANGHAI
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import Viewer

AHEAD = timedelta(minutes=2)
"""By how much a device's clock may be fast."""


class Given(NamedTuple):
    """Where somebody says that he was: when, and at which degrees east and north (WGS 84)."""

    at: datetime
    lon: float
    lat: float
    accuracy: float | None


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a batch: how many were kept now, how many were kept already, how many are kept nowhere."""

    kept: int
    known: int
    dropped: int


# A position outside a duty, or before the consent that stands, joins nothing: so it is written nowhere. The same one again is known.
_TAKE = """
WITH given AS (
    SELECT DISTINCT ON (at) at, lon, lat, accuracy
      FROM unnest(%(at)s::timestamptz[], %(lon)s::float8[], %(lat)s::float8[], %(accuracy)s::float8[])
           AS g (at, lon, lat, accuracy)
     WHERE at >= %(oldest)s AND at <= %(newest)s
     ORDER BY at
), allowed AS (
    SELECT g.*, d.id AS duty_id, d.area_path, d.ended_at
      FROM given g
      JOIN patrol_duty d ON d.person_id = %(person)s AND d.begun_at <= g.at AND (d.ended_at IS NULL OR g.at < d.ended_at)
      JOIN patrol_consent c ON c.person_id = %(person)s AND c.withdrawn_at IS NULL AND c.given_at <= g.at
), kept AS (
    INSERT INTO patrol_position (person_id, at, lon, lat, accuracy, area_path)
    SELECT %(person)s, at, lon, lat, accuracy, area_path FROM allowed
    ON CONFLICT (person_id, at) DO NOTHING
    RETURNING 1
), moved AS (
    INSERT INTO patrol_latest (person_id, duty_id, at, received_at, point, accuracy, area_path)
    SELECT %(person)s, duty_id, at, %(now)s, ST_SetSRID(ST_MakePoint(lon, lat), 4326), accuracy, area_path
      FROM allowed WHERE ended_at IS NULL ORDER BY at DESC LIMIT 1
    ON CONFLICT (person_id) DO UPDATE
       SET duty_id = excluded.duty_id, at = excluded.at, received_at = excluded.received_at, point = excluded.point,
           accuracy = excluded.accuracy, area_path = excluded.area_path
     WHERE patrol_latest.at < excluded.at
)
SELECT (SELECT count(*) FROM kept), (SELECT count(*) FROM allowed)
"""

_MADE: set[date] = set()
"""Days of which this process knows that they are there."""


def take_in(viewer: Viewer, positions: Sequence[Given]) -> Taken:
    """Keep positions of the viewer himself, as far as he was on duty then and agrees to it; the same batch again keeps nothing more."""
    now = timezone.now()
    oldest = now - timedelta(days=int(settings.LOCALITY.figure("position_thin_days")) - 1)
    newest = now + AHEAD
    make_days(_day_of(one.at) for one in positions if oldest <= one.at <= newest)
    values: dict[str, Any] = {name: [getattr(one, name) for one in positions] for name in Given._fields}
    values |= {"person": viewer.id, "oldest": oldest, "newest": newest, "now": now}
    try:
        kept, allowed = _take(viewer, values)
    except IntegrityError:  # a day that this process made was undone with the transaction in which it did
        _MADE.clear()
        make_days(_day_of(one.at) for one in positions if oldest <= one.at <= newest)
        kept, allowed = _take(viewer, values)
    return Taken(kept, allowed - kept, len(positions) - allowed)


def _take(viewer: Viewer, values: dict[str, Any]) -> tuple[int, int]:
    with reading(viewer), connection.cursor() as cursor:
        cursor.execute(_TAKE, values)
        kept, allowed = cursor.fetchone()
    return int(kept), int(allowed)


def make_days(days: Iterable[date]) -> int:
    """See that the table has a part for each of these days; returns how many were made."""
    wanted = sorted(set(days) - _MADE)
    if not wanted:
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE patrol_make_day(d)) FROM unnest(%s::date[]) AS d", [wanted]
        )
        (made,) = cursor.fetchone()
    _MADE.update(wanted)
    return int(made)


def _day_of(moment: datetime) -> date:
    return moment.astimezone(SHANGHAI).date()
