"""What runs on a timetable for the trail."""

from __future__ import annotations

import logging

from procrastinate.contrib.django import app

from xuncheng.foundation.trail.sealing import seal_due

_log = logging.getLogger(__name__)


# Ten minutes past midnight in China, and again each hour: a worker that was down at midnight seals soon after.
@app.periodic(cron="10 * * * *")
@app.task(queueing_lock="trail.seal", pass_context=False)
def seal_trail(timestamp: int) -> None:  # noqa: ARG001 - procrastinate gives periodic tasks their time
    """Seal the days that are over."""
    for day in seal_due():
        _log.info("sealed %s", day)
