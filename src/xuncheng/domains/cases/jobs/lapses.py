"""Each hour: note the periods that ran out, so that cases reach whoever comes next."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date, datetime
from uuid import uuid5

from django.db.models import Q
from django.utils import timezone
from procrastinate.contrib.django import app

from xuncheng.domains.cases.commands.lapsing import note_lapse
from xuncheng.domains.cases.models import Case
from xuncheng.domains.cases.queries import readable_by
from xuncheng.foundation.trail.deed import SHANGHAI, Deed
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import program
from xuncheng.rules.procedure.periods import PERIODS
from xuncheng.rules.procedure.turns import NOBODY
from xuncheng.rules.procedure.waiting import waits_for

_CLERK = program("期限管理", ["case.lapse"])
_log = logging.getLogger(__name__)


# Five minutes past midnight in China, and again each hour: a worker that was down at midnight catches up.
@app.periodic(cron="5 * * * *")
@app.task(queueing_lock="cases.note_lapses", pass_context=False)
def note_lapses_now(timestamp: int) -> None:  # noqa: ARG001 - procrastinate gives periodic tasks their time
    """Note the periods that ran out since the last time."""
    if count := note_lapses(timezone.now()):
        _log.info("noted %s periods that ran out", count)


def note_lapses(at: datetime) -> int:
    """Note, as of that time, the periods whose end makes a case wait for somebody or something else; returns how many.

    A lapse has one act id, so that noting it again changes nothing.
    """
    return sum(_note(case, at) for case in moved(at.astimezone(SHANGHAI).date()))


def moved(day: date) -> Iterator[Case]:
    """Cases that wait for what came before the end of a period, and on that day should wait for what comes after.

    Periods that end on the day itself are looked at as well: a hearing is held on its own day.
    """
    with reading(_CLERK):
        waiting = list(readable_by(_CLERK).filter(~Q(waits_for=NOBODY), due_on__lte=day).order_by("id"))
    return (
        case for case in waiting
        if waits_for(case.procedure, case.facts, day) != (case.waits_for, case.next_act)
    )  # fmt: skip


def _note(case: Case, at: datetime) -> bool:
    day = at.astimezone(SHANGHAI).date()
    ended, period = max((end, name) for name, end in case.facts.running() if PERIODS[name].reached(end, day))
    deed = Deed(_CLERK, id=uuid5(case.pk, f"case.lapse/{period}/{ended}"), at=at, received_at=at)
    try:
        note_lapse(deed, case, period)
    except Refused as refused:  # somebody acted on the case meanwhile
        _log.info("%s: %s", case.number, refused)
        return False
    return not deed.replayed
