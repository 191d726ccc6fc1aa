"""What runs on a timetable for the exchange."""

from __future__ import annotations

import logging

from procrastinate.contrib.django import app

from xuncheng.gateways.exchange.inbox import run_once

_log = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="exchange.look", lock="exchange.look", pass_context=False)
def look_into_folders(timestamp: int) -> None:  # noqa: ARG001 - procrastinate gives periodic tasks their time
    """Each minute, take in what platforms laid down, and clear away what they acknowledged."""
    ran = run_once()
    if ran.failed:
        _log.warning("%s of %s files of platforms were set aside: see their reports", ran.failed, ran.files)
