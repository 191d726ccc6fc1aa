"""The queue's part in exports: making the next one, taking up what a worker that died has left, and clearing away."""

from __future__ import annotations

import logging

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from xuncheng.foundation.exports.making import clear, make_next
from xuncheng.foundation.exports.queries import CLERK, under_way
from xuncheng.foundation.trail.scope import reading

WORK = "exports.work"
"""The name of the job that makes the file of the next export."""

_log = logging.getLogger(__name__)


@app.task(name=WORK, pass_context=False)
def work() -> None:
    """Make the file of one export; then stand in the queue again, behind whoever waits there."""
    if make_next():
        stand_in_line()


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="exports.resume", pass_context=False)
def resume_exports(timestamp: int) -> None:  # noqa: ARG001 - procrastinate gives periodic tasks their time
    """Each minute, see whether an export waits: a job whose worker died is not begun anew by itself."""
    resume()


@app.periodic(cron="43 * * * *")
@app.task(queueing_lock="exports.clear", pass_context=False)
def clear_exports(timestamp: int) -> None:  # noqa: ARG001 - procrastinate gives periodic tasks their time
    """Each hour, remove files that have expired."""
    if count := clear():
        _log.info("removed %s expired exports", count)


def resume() -> bool:
    """Put the making of exports into the queue, if any is to be made."""
    with reading(CLERK):
        waiting = under_way().exists()
    if waiting:
        stand_in_line()
    return waiting


def stand_in_line() -> None:
    """Put the making of the next export into the queue, unless it stands there already."""
    try:
        with transaction.atomic():
            app.configure_task(WORK, queueing_lock=WORK).defer()
    except AlreadyEnqueued:
        _log.debug("the making of exports stands in the queue already")
