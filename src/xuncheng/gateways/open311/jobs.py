"""What runs on a timetable for the door."""

from __future__ import annotations

import logging

from procrastinate.contrib.django import app

from xuncheng.gateways.open311.limits import forget_old

_log = logging.getLogger(__name__)


@app.periodic(cron="37 * * * *")
@app.task(queueing_lock="open311.forget_counts", pass_context=False)
def forget_counts(timestamp: int) -> None:  # noqa: ARG001 - procrastinate gives periodic tasks their time
    """Each hour, forget how often somebody called a day ago."""
    if count := forget_old():
        _log.info("forgot %s counts of calls", count)
