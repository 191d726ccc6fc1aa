"""Doing the lines of a batch: each in a transaction of its own, as the person who asked for it, as he is at that moment.

A line is locked, its act done, and the line told of it, all in one transaction. Whoever dies in the middle of it leaves
nothing behind and the line waiting; two who work on one batch never take the same line. And should a line be done all the
same twice, its act id answers the second time with the first answer.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from uuid import UUID

from django.db import Error, connection, transaction
from django.utils import timezone

from xuncheng.foundation.batches.models import CANCELLED, DONE, REFUSED, WAITING, Batch, Line
from xuncheng.foundation.batches.queries import counts, readable_by
from xuncheng.foundation.messages.relay import tell
from xuncheng.foundation.messages.subscribers import NotificationDraft
from xuncheng.foundation.people.viewers import viewer_of
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.entered import checked
from xuncheng.foundation.trail.problem import REFUSALS, problem_of, refused_by
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.scope import reading, set_scope
from xuncheng.foundation.trail.viewer import program
from xuncheng.rules.legal import Text

CLERK = program("批量办理", ())
"""Finds the lines; it may do no act itself."""

SLICE_SECONDS = 5.0
"""After so long other jobs have their turn, and a worker that is to stop can."""

_log = logging.getLogger(__name__)


def work_on(key: UUID, seconds: float = SLICE_SECONDS) -> bool:
    """Do lines of a batch for so many seconds; whether some are left. Who finds none left tells the asker."""
    with reading(CLERK):
        batch = readable_by(CLERK).get(pk=key)
    until = time.monotonic() + seconds
    while _do_next(batch):
        if time.monotonic() > until:
            return True
    _tell_if_over(batch)
    return False


def _do_next(batch: Batch) -> bool:
    """Do the next line that waits and that nobody is doing; False where there is none."""
    with transaction.atomic():
        set_scope(CLERK)
        line = _take(batch)
        if line is None:
            return False
        refused = _refusal(batch, line)
        line.state, line.at = (REFUSED if refused else DONE), timezone.now()
        line.refusal = problem_of(refused, english=False) if refused else None
        line.save(update_fields=["state", "at", "refusal"])
    return True


def _take(batch: Batch) -> Line | None:
    waiting = batch.lines.filter(state=WAITING).order_by("place")
    return waiting.select_for_update(skip_locked=True, of=("self",)).first()


def _refusal(batch: Batch, line: Line) -> Refused | None:
    """Do the act of a line; why it was refused, if it was.

    A database that is away is no refusal: it is raised, and the line goes on waiting. A fault of the program is noted and
    ends this line, since the next one need not suffer from it.
    """
    try:
        with transaction.atomic():
            _perform(batch, line)
            with (
                connection.cursor() as cursor
            ):  # what is only checked at the end is to refuse this line, not break it
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except REFUSALS as wrong:
        return refused_by(wrong)
    except Error:
        raise
    except Exception:  # noqa: BLE001 - whatever it is, the lines behind must not wait for it
        _log.exception("line %s of batch %s failed", line.place, batch.pk)
        return Refused(
            "internal",
            Text(
                "程序出错，已记录：请单独办理这一件", "The program failed; it is noted. Do this one by hand"
            ),
            status=500,
        )
    return None


def _perform(batch: Batch, line: Line) -> None:
    viewer = viewer_of(batch.asked_by_id)
    if viewer is None:
        raise Refused(
            "asker_gone",
            Text("提请人已被停用", "Whoever asked for the batch is no longer active"),
            status=403,
        )
    spec = REGISTER[batch.act]
    deed = Deed(viewer, id=line.id, device=batch.device, expected=line.seen)
    given = {**batch.input, **line.input}
    spec.perform(deed, **{spec.on or "": line.subject}, **checked(spec, given))


def _tell_if_over(batch: Batch) -> None:
    """Tell the asker how the batch ended, once no line waits any more. He is told once, whoever finds it out."""
    with reading(CLERK):
        found = counts(CLERK, [batch.pk])[batch.pk]
        if WAITING in found:
            return
        tell([(batch.pk, _draft(batch, found))], timezone.now())


def _draft(batch: Batch, found: Mapping[str, int]) -> NotificationDraft:
    done, refused, cancelled = (found.get(state, 0) for state in (DONE, REFUSED, CANCELLED))
    label = REGISTER[batch.act].label
    return NotificationDraft(
        batch.asked_by_id,
        Text(f"批量办理已完成：{label.zh}", f"Batch finished: {label.en}"),
        Text(
            f"共{batch.total}件，已办{done}件，未办成{refused}件，已取消{cancelled}件",
            f"{batch.total} in all: {done} done, {refused} refused, {cancelled} cancelled",
        ),
        f"/batches/{batch.pk}",
    )
