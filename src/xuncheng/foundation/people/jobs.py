"""What runs on a timetable for people."""

from __future__ import annotations

import logging

from procrastinate.contrib.django import app

from xuncheng.foundation.people.sessions import clear_expired

_log = logging.getLogger(__name__)


@app.periodic(cron="27 * * * *")
@app.task(queueing_lock="people.clear_sessions", pass_context=False)
def clear_sessions(timestamp: int) -> None:  # noqa: ARG001 - procrastinate gives periodic tasks their time
    """Each hour, clear away sessions that have run out."""
    if count := clear_expired():
        _log.info("cleared %s expired sessions", count)
