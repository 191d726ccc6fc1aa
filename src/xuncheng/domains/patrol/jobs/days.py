"""Each hour: days of positions are made ahead, thinned to one a minute, and dropped (个人信息保护法第十九条: no longer than needed)."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import connection
from procrastinate.contrib.django import app

from xuncheng.domains.patrol.taking_in import make_days
from xuncheng.foundation.trail.days import today

_log = logging.getLogger(__name__)

AHEAD = 7
"""For how many days the table is made ahead."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What one run came to: days made, days thinned, days dropped."""

    made: int
    thinned: int
    dropped: int


@app.periodic(cron="20 * * * *")
@app.task(queueing_lock="patrol.keep_days", pass_context=False)
def keep_days_now(timestamp: int) -> None:  # noqa: ARG001 - procrastinate gives periodic tasks their time
    """Make, thin and drop days of positions."""
    done = keep_days(today())
    if done.thinned or done.dropped:
        _log.info("thinned %s days of positions, dropped %s", done.thinned, done.dropped)


def keep_days(on: date) -> Kept:
    """Make days ahead, thin those that are old enough, and drop those that are kept no longer; each day by itself."""
    made = make_days(on + timedelta(days=ahead) for ahead in range(AHEAD + 1))
    thin_before = on - timedelta(days=int(settings.LOCALITY.figure("position_thin_days")))
    keep_since = on - timedelta(days=int(settings.LOCALITY.figure("position_keep_days")))
    days = _days()
    old = [day for day, _ in days if day < keep_since]
    full = [day for day, thinned in days if keep_since <= day < thin_before and not thinned]
    for day in full:
        _run("SELECT patrol_thin_day(%s)", day)
    for day in old:
        _run("SELECT patrol_drop_day(%s)", day)
    return Kept(made, len(full), len(old))


def _days() -> list[tuple[date, bool]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT day, thinned FROM patrol_days()")
        found: list[tuple[date, bool]] = cursor.fetchall()
        return found


def _run(statement: str, day: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [day])
