"""Settling the lines of a file one by one: each in a transaction of its own, so that the page shows how far it has come."""

from __future__ import annotations

import logging
from uuid import UUID, uuid5

from procrastinate.contrib.django import app

from xuncheng.domains.collection.commands.settling import match_line
from xuncheng.domains.collection.models import BankLine
from xuncheng.domains.collection.queries.banks import waiting
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import program

_CLERK = program("代收对账", ["bankline.match"])
_AT_ONCE = 500
_log = logging.getLogger(__name__)


@app.task(name="collection.settle_file", pass_context=False)
def settle_file(file: str) -> None:
    """Settle the lines of a file that was just taken in."""
    settle(UUID(file))


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="collection.settle_what_waits", pass_context=False)
def settle_what_waits(timestamp: int) -> None:  # noqa: ARG001 - procrastinate gives periodic tasks their time
    """Every ten minutes, settle what a worker that was stopped has left."""
    if count := settle():
        _log.info("settled %s lines of files of banks", count)


def settle(file: UUID | None = None) -> int:
    """Settle all lines that wait, of one file or of all; how many. Settling a line again changes nothing."""
    settled, last = 0, UUID(int=0)
    while lines := _next(file, last):
        settled += sum(_settle(line) for line in lines)
        last = lines[-1].pk
    return settled


def _next(file: UUID | None, last: UUID) -> list[BankLine]:
    with reading(_CLERK):
        return list(waiting(_CLERK, file).filter(pk__gt=last)[:_AT_ONCE])


def _settle(line: BankLine) -> bool:
    deed = Deed(_CLERK, id=uuid5(line.pk, "bankline.match"))
    try:
        match_line(deed, line)
    except Refused as refused:  # somebody else settled it meanwhile
        _log.info("line %s: %s", line.serial, refused)
        return False
    return not deed.replayed
