"""The queue's part in batches: doing their lines, and taking up again what a worker that died has left."""

from __future__ import annotations

import logging
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from xuncheng.foundation.batches.commands import HANDS, WORK
from xuncheng.foundation.batches.queries import unfinished
from xuncheng.foundation.batches.work import CLERK, work_on
from xuncheng.foundation.trail.scope import reading

_log = logging.getLogger(__name__)


@app.task(name=WORK, pass_context=False)
def work(batch: str, hand: int) -> None:
    """Do lines of a batch for some seconds; then stand in the queue again, behind whoever waits there."""
    if work_on(UUID(batch)):
        _stand_in_line(batch, hand)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="batches.resume", pass_context=False)
def resume_batches(timestamp: int) -> None:  # noqa: ARG001 - procrastinate gives periodic tasks their time
    """Each minute, take up again batches that are not over: a job whose worker died is not begun anew by itself."""
    resume()


def resume() -> int:
    """Put batches that are not over into the queue, where they do not stand already; how many there are."""
    with reading(CLERK):
        batches = unfinished(CLERK)
    for batch in batches:
        for hand in range(HANDS):
            _stand_in_line(str(batch), hand)
    return len(batches)


def _stand_in_line(batch: str, hand: int) -> None:
    try:
        with transaction.atomic():
            app.configure_task(WORK, queueing_lock=f"{WORK}/{batch}/{hand}").defer(batch=batch, hand=hand)
    except AlreadyEnqueued:
        _log.debug("batch %s stands in the queue already", batch)
