"""How much terminals are used, counted by one statement a call."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from xuncheng.foundation.trail.days import day_of

_COUNT = """
WITH before AS (SELECT at FROM equipment_terminal_use WHERE terminal_id = %(terminal)s),
anew AS (SELECT CASE WHEN EXISTS (SELECT FROM before WHERE date_trunc('minute', at) >= date_trunc('minute', %(at)s::timestamptz))
                     THEN 0 ELSE 1 END AS minutes),
whole AS (
    INSERT INTO equipment_terminal_use AS known (terminal_id, at, version, calls, acts, minutes)
    SELECT %(terminal)s, %(at)s, %(version)s, 1, %(acts)s, 1
    ON CONFLICT (terminal_id) DO UPDATE
       SET at = greatest(known.at, excluded.at), version = coalesce(nullif(excluded.version, ''), known.version),
           calls = known.calls + 1, acts = known.acts + excluded.acts, minutes = known.minutes + (SELECT minutes FROM anew)
)
INSERT INTO equipment_terminal_day AS known (terminal_id, day, calls, acts, minutes)
SELECT %(terminal)s, %(day)s, 1, %(acts)s, minutes FROM anew
ON CONFLICT (terminal_id, day) DO UPDATE
   SET calls = known.calls + 1, acts = known.acts + excluded.acts, minutes = known.minutes + excluded.minutes
"""


def note_call(terminal: UUID, version: str, at: datetime, acts: int = 0) -> None:
    """Note that a terminal called, with which version of the app, and how many of its acts were done."""
    given: dict[str, Any] = {
        "terminal": terminal,
        "version": version[:20],
        "at": at,
        "day": day_of(at),
        "acts": acts,
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, given)
