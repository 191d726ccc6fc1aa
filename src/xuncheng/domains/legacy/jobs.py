"""The queue's part in imports: checking tables and taking their rows in, and going on where a worker died."""

from __future__ import annotations

import logging
import time
from uuid import UUID, uuid5

from django.utils import timezone
from procrastinate.contrib.django import app

from xuncheng.domains.legacy.commands import check, take
from xuncheng.domains.legacy.commands.beginning import defer
from xuncheng.domains.legacy.commands.shared import WORK
from xuncheng.domains.legacy.queries import (
    CHECKED,
    CHECKING,
    DONE,
    RUNNING,
    STATES,
    TableImport,
    readable_by,
    unfinished,
)
from xuncheng.foundation.messages.relay import tell
from xuncheng.foundation.messages.subscribers import NotificationDraft
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import program
from xuncheng.rules.legal import Text

CLERK = program("历史数据导入", {"import.check", "import.take", "import.begin_here", "import.start"})
"""Does what somebody asked for. In which areas it may write for him, his own grants say."""

SLICE_SECONDS = 5.0
"""After so long other jobs have their turn, and a worker that is to stop can."""

_log = logging.getLogger(__name__)


@app.task(name=WORK, pass_context=False)
def work(source: str) -> None:
    """Go on with an import for some seconds; then stand in the queue again, behind whoever waits there."""
    if work_on(UUID(source)):
        defer(UUID(source))


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="legacy.resume", pass_context=False)
def resume_imports(timestamp: int) -> None:  # noqa: ARG001 - procrastinate gives periodic tasks their time
    """Each minute, take up again imports that are not over: a job whose worker died is not begun anew by itself."""
    with reading(CLERK):
        waiting = unfinished(CLERK)
    for key in waiting:
        defer(key)


def work_on(key: UUID, seconds: float = SLICE_SECONDS) -> bool:
    """Check an import, or take rows of it in, for so many seconds; whether some are left. Its asker is told of the end."""
    until = time.monotonic() + seconds
    source = one(key)
    while source.state in (CHECKING, RUNNING):
        try:
            step(source)
        except Refused as refused:
            _log.warning("import %s waits: %s", key, refused)
            return False
        source = one(key)
        if time.monotonic() > until and source.state == RUNNING:
            return True
    _tell(source)
    return False


def step(source: TableImport) -> None:
    """The next step of an import that is being checked or taken in: an act of its own."""
    if source.state == CHECKING:
        check(Deed(CLERK), source)
    else:
        take(Deed(CLERK), source)


def one(key: UUID) -> TableImport:
    """The import as it stands now."""
    with reading(CLERK):
        return readable_by(CLERK).get(pk=key)


def _tell(source: TableImport) -> None:
    if source.asked_by_id is None or source.state not in (CHECKED, DONE):
        return
    with reading(CLERK):
        tell([(uuid5(source.pk, source.state), _draft(source, source.asked_by_id))], timezone.now())


def _draft(source: TableImport, person: UUID) -> NotificationDraft:
    state = STATES[source.state]
    return NotificationDraft(
        person, Text(f"{source.file_name}：{state.zh}", f"{source.file_name}: {state.en}"),
        Text(
            f"共{source.total}行，新增{source.added}，已有{source.known}，不能导入{source.refused}",
            f"{source.total} rows: {source.added} new, {source.known} known, {source.refused} refused",
        ),
        f"/imports/{source.pk}",
    )  # fmt: skip
