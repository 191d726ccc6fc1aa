"""Noting what became of each message that came in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from xuncheng.domains.intake.queries import Sender
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.scope import set_scope
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.gateways.exchange.messages import Message, first_of
from xuncheng.gateways.exchange.models import Received
from xuncheng.gateways.exchange.taking_in import READER, Taken, take_in
from xuncheng.rules.reporting.exchange import REFUSED

_LONGEST = 500
_AGAIN = (
    "kind", "message", "number", "result", "report", "report_number", "field", "reason_zh", "reason_en", "file", "at",
    "area_path",
)  # fmt: skip
"""What is written anew where a row of a file comes once more that was refused before."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message stood in a file; nothing of it where it came by HTTP."""

    file: str = ""
    digest: str = ""
    row: int | None = None


def take(viewer: Viewer, sender: Sender, read: Callable[[], Message], place: Place = Place()) -> Taken:
    """Take a message in, and note it in the area of its report, or in that of the sender where it was refused. Raises `Refused`.

    The act and the note are two transactions: whoever dies between them has done the act, which is found when the message comes again.
    """
    note = Received(
        sender=sender,
        at=timezone.now(),
        area_path=sender.area_path,
        file=place.file,
        digest=place.digest,
        row=place.row,
    )
    try:
        message = read()
        note.kind, note.message, note.number = message.kind, message.id, message.number
        taken = take_in(viewer, sender, message)
    except Refused as refused:
        wrong = first_of(refused)
        note.result, note.field = REFUSED, wrong.field[:40]
        note.reason_zh, note.reason_en = wrong.message.zh[:_LONGEST], wrong.message.en[:_LONGEST]
        _write(note)
        raise
    note.result, note.report, note.report_number = taken.result, taken.report.pk, taken.report.number
    note.area_path = taken.report.area_path
    _write(note)
    return taken


def _write(note: Received) -> None:
    with transaction.atomic():
        set_scope(READER)
        Received.objects.bulk_create(
            [note], update_conflicts=True, unique_fields=["sender", "digest", "row"], update_fields=_AGAIN
        )
