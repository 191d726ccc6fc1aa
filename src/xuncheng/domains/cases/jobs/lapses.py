"""Each hour: note the periods that ran out, so that cases reach whoever comes next."""

from __future__ import annotations

import logging
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils import timezone
from procrastinate.contrib.django import app

from xuncheng.domains.cases.commands.lapsing import note_lapse
from xuncheng.domains.cases.models import Case
from xuncheng.domains.cases.queries import readable_by
from xuncheng.foundation.messages.settled import Settled, in_pieces
from xuncheng.foundation.trail.deed import SHANGHAI, Deed
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import program
from xuncheng.rules.procedure.periods import PERIODS
from xuncheng.rules.procedure.turns import NOBODY
from xuncheng.rules.procedure.waiting import waits_for

_CLERK = program("期限管理", ["case.lapse"])
_log = logging.getLogger(__name__)
RIGHT = Settled()
"""Cases that wait for whom they should, each with the day and the writing of its row for which that was found."""

_JUDGED = ("procedure", "facts_json", "waits_for", "next_act")
"""What is read of a case to judge it: the whole of it, with what it refers to, only of those that moved."""


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


def moved(day: date) -> list[Case]:
    """Cases that wait for what came before the end of a period, and on that day should wait for what comes after.

    Periods that end on the day itself are looked at as well: a hearing is held on its own day. A case that was found to wait
    rightly on that day is passed over in this process until its row is another.
    """
    found: list[UUID] = []
    with reading(_CLERK):
        ended = readable_by(_CLERK).filter(~Q(waits_for=NOBODY), due_on__lte=day)
        rows = ended.annotate(written=RawSQL("cases_case.xmin::text", ())).order_by("id")
        seen: dict[UUID, object] = {key: (day, written) for key, written in rows.values_list("pk", "written")}
        for piece in in_pieces(RIGHT.besides(seen)):
            judged = ended.filter(pk__in=piece).select_related(None).only(*_JUDGED)
            found += (case.pk for case in judged if _is_moved(case, day))
        cases = list(ended.filter(pk__in=found).order_by("id")) if found else []
    wrong = set(found)
    RIGHT.keep({key: state for key, state in seen.items() if key not in wrong})
    return cases


def _is_moved(case: Case, day: date) -> bool:
    return waits_for(case.procedure, case.facts, day) != (case.waits_for, case.next_act)


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
