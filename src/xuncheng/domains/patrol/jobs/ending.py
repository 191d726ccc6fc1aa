"""Each ten minutes: who forgot to go off duty is taken off, so that his positions are kept no longer."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from xuncheng.domains.patrol.commands.on_duty import end_duty
from xuncheng.domains.patrol.queries.duties import readable_by
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import program

_CLERK = program("值守管理", ("duty.end",))
_FORGOTTEN = "超过最长在岗时间，自动下岗"
_log = logging.getLogger(__name__)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="patrol.end_forgotten", pass_context=False)
def end_forgotten_now(timestamp: int) -> None:  # noqa: ARG001 - procrastinate gives periodic tasks their time
    """Take off duty who forgot to."""
    if count := end_forgotten(timezone.now()):
        _log.info("took %s persons off duty", count)


def end_forgotten(at: datetime) -> int:
    """End, as of that time, all duties that are longer than any may be; returns how many."""
    longest = timedelta(hours=int(settings.LOCALITY.figure("duty_longest_hours")))
    with reading(_CLERK):
        found = readable_by(_CLERK).filter(ended_at=None, begun_at__lt=at - longest)
        forgotten = list(found.order_by("begun_at"))
    for duty in forgotten:
        end_duty(Deed(_CLERK, at=at, received_at=at), duty, remarks=_FORGOTTEN)
    return len(forgotten)
