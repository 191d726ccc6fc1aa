"""Doing what a terminal sends: each act in its turn, in a transaction of its own, and once.

The queue of the terminal is locked while one of its acts is done, so two requests of one terminal take turns. In that transaction the
act is done (or not), what became of it is written down, and the queue moves on: whoever is cut off in between finds all of
it or nothing.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from django.db import Error, connection, transaction

from xuncheng.domains.equipment.queries import Terminal
from xuncheng.foundation.files.queries import readable_by
from xuncheng.foundation.trail.acts import REGISTER, Act
from xuncheng.foundation.trail.answers import done_out
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.entered import SENT, check_choices, checked
from xuncheng.foundation.trail.problem import REFUSALS, problem_of, refused_by
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.foundation.trail.scope import set_scope
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.gateways.field.door import SAID
from xuncheng.gateways.field.models import FieldAct, FieldActFile, FieldQueue
from xuncheng.gateways.field.queries import earlier, held_of, numbered
from xuncheng.gateways.field.sent import Frame, SentAct, close, digest_of, frame_of, keys_in, opened, plain
from xuncheng.rules.field.clock import Timed, check_age, timed
from xuncheng.rules.field.order import Place, State, Turn, place, turn
from xuncheng.rules.field.pointers import Pointer, resolved
from xuncheng.rules.field.terminals import SHUT
from xuncheng.rules.legal import Text

SECONDS = 0.05
"""After so long the acts that are left wait for the next request: where hundreds send at once, nobody waits for long."""

NOT_SENT = "no_such_act"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sending:
    """One request of a terminal: who is signed in on it, and what its clock is worth."""

    viewer: Viewer
    terminal: Terminal
    received_at: datetime
    skew: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one act of a request: its row, or why there is none (`waiting`, `renumber`)."""

    seq: int
    id: UUID
    row: FieldAct | None = None
    waiting: bool = False
    refused: Refused | None = None
    anew: bool = False


def take(sending: Sending, acts: Iterable[SentAct]) -> list[Outcome]:
    """Do the acts of a request, in the order of their numbers; the outcomes come in the order in which they were sent."""
    until = time.monotonic() + SECONDS
    given = list(acts)
    found: dict[int, Outcome] = {}
    for at in sorted(range(len(given)), key=lambda at: given[at].seq):
        act = given[at]
        late = time.monotonic() > until
        found[at] = Outcome(act.seq, act.id, waiting=True) if late else _take(sending, act)
    return [found[at] for at in range(len(given))]


def release(sending: Sending) -> None:
    """Go over the acts that are held: do those for which the way is clear, refuse those behind a withdrawn one."""
    with transaction.atomic():
        set_scope(sending.viewer)
        held = list(held_of(sending.viewer, sending.terminal.pk).values_list("pk", flat=True))
    for key in held:
        _release(sending, key)


def _take(sending: Sending, act: SentAct) -> Outcome:
    given = plain(act)
    with transaction.atomic():
        set_scope(sending.viewer)
        queue = _locked_queue(sending.terminal)
        match place(act.seq, queue.following):
            case Place.LATER:
                return Outcome(act.seq, act.id, waiting=True)
            case Place.BEFORE:
                return _before(sending, act, digest_of(given))
        row = _row(sending, act, given, queue.last_at)
        _judge(sending, row, given, queue.last_at)
        row.save(force_insert=True)
        _keep_files(sending, row, given)
        queue.following, queue.last_at = act.seq + 1, min(row.at, sending.received_at)
        queue.save(update_fields=["following", "last_at"])
        return Outcome(act.seq, act.id, row, anew=True)


def _before(sending: Sending, act: SentAct, digest: str) -> Outcome:
    """An act whose turn is over: what became of it, or that its number or its id belongs to something else."""
    row = numbered(sending.viewer, sending.terminal.pk, act.seq)
    if row.act_id != act.id:
        taken = Refused(
            "seq_taken",
            Text(
                "该序号已被本终端的另一行为使用，请重新编号后发送",
                "Another act of this terminal has that number: number it anew and send it again",
            ),
        )
        return Outcome(act.seq, act.id, refused=taken)
    if row.digest != digest:
        changed = Refused(
            "act_id_used",
            Text(
                "此前已以同一编号办理过，内容与现在不同：请刷新查看",
                "Something else was done under this act id before: reload and look",
            ),
        )
        return Outcome(act.seq, act.id, refused=changed)
    return Outcome(act.seq, act.id, row)


def _keep_files(sending: Sending, row: FieldAct, given: dict[str, Any]) -> None:
    """Hold on to the files that an act names which was not done: nobody may take them for unused."""
    keys = set(keys_in(given.get("input"))) if row.closed else set()
    if keys:
        files = readable_by(sending.viewer).filter(pk__in=keys, uploaded_by=sending.viewer.id)
        FieldActFile.objects.bulk_create([FieldActFile(act=row, file=file) for file in files])


def _row(sending: Sending, act: SentAct, given: dict[str, Any], earliest: datetime) -> FieldAct:
    """The row of an act of which nothing is known yet; one that cannot be read was done at the earliest."""
    now = sending.received_at
    return FieldAct(
        terminal=sending.terminal, user_id=sending.terminal.user_id, seq=act.seq, act_id=act.id, digest=digest_of(given),
        name=str(act.name)[:60].replace("\x00", ""), said_at=now, at=earliest, skew=sending.skew, received_at=now,
    )  # fmt: skip


def _judge(sending: Sending, row: FieldAct, given: dict[str, Any], earliest: datetime) -> None:
    """Find out what becomes of an act whose turn it is, and do it where it may be done."""
    try:
        frame = frame_of(given)
        _date(row, timed(frame.at, sending.skew, sending.received_at, earliest))
        row.hangs_on = frame.hangs_on()
        if frame.dropped is not None:
            row.state, row.note, row.closed = State.DROPPED, frame.dropped.replace("\x00", ""), close(given)
            return
        spec = _sent(frame.name)
        check_age(row.at, sending.received_at)
        if sending.terminal.state in SHUT:
            raise replace(SAID[sending.terminal.state])
    except REFUSALS as wrong:
        _refuse(row, given, refused_by(wrong))
        return
    _go(sending, row, given, frame, spec)


def _release(sending: Sending, key: UUID) -> None:
    with transaction.atomic():
        set_scope(sending.viewer)
        _locked_queue(sending.terminal)
        row = held_of(sending.viewer, sending.terminal.pk).filter(pk=key).first()
        if row is None:
            return
        given = opened(row)
        frame = frame_of(given)
        _go(sending, row, given, frame, REGISTER[frame.name])
        row.save()


def _go(sending: Sending, row: FieldAct, given: dict[str, Any], frame: Frame, spec: Act) -> None:
    """Do an act, hold it or refuse it, by what became of those that it hangs on."""
    known = earlier(sending.viewer, row.terminal_id, row.hangs_on)
    match turn(State(known[key].state) if key in known else None for key in row.hangs_on):
        case Turn.REFUSE:
            _refuse(row, given, _nothing_before())
        case Turn.HOLD:
            _refuse(row, given, _held(), State.HELD)
        case Turn.DO:
            refused = _attempt(sending, row, frame, spec, known)
            if refused is not None:
                _refuse(row, given, refused)


def _attempt(
    sending: Sending, row: FieldAct, frame: Frame, spec: Act, known: dict[UUID, FieldAct]
) -> Refused | None:
    """Do the act; why it was refused, if it was. A fault of the program is noted and refuses this act alone."""
    try:
        with transaction.atomic():
            done = perform(sending, row, frame, spec, known)
            with connection.cursor() as cursor:  # what is only checked at the end is to refuse this act alone
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except REFUSALS as wrong:
        return refused_by(wrong)
    except Error:
        raise
    except Exception:  # noqa: BLE001 - whatever it is, the acts behind must not wait for it
        _log.exception("act %s of terminal %s failed", row.act_id, row.terminal_id)
        return Refused(
            "internal",
            Text("程序出错，已记录，请稍后重试", "The program failed; it is noted. Try again later"),
            status=500,
        )
    settle(row, done)
    row.state, row.answer, row.problem, row.closed = State.DONE, orjson.dumps(done).decode(), None, ""
    return None


def perform(
    sending: Sending,
    row: FieldAct,
    frame: Frame,
    spec: Act,
    known: dict[UUID, FieldAct],
    key: UUID | None = None,
) -> dict[str, Any]:
    """Do an act of a terminal as of the time it was done, under its own id or another; its answer. Raises as the act."""

    def find(pointer: Pointer) -> str:
        return _pointed(known[pointer.act], pointer)

    arguments = checked(spec, resolved(frame.input, find))
    check_choices(spec, arguments)
    deed = Deed(
        actor=sending.viewer, id=key or row.act_id, at=row.at, received_at=sending.received_at, device=device_of(row.terminal),
        place=frame.place, expected=frame.expected, wording=frame.wording,
    )  # fmt: skip
    deed.outputs["clock"] = clock_out(row)
    spec.perform(deed, **_on(spec, resolved(frame.on, find)), **arguments)
    return done_out(spec, deed) | {"secret": None}


def settle(row: FieldAct, done: dict[str, Any]) -> None:
    """Note what later acts mean when they point to this one."""
    documents = done["documents"]
    row.result, row.object = UUID(str(done["result"])), UUID(str(done["object"]["id"]))
    row.document = UUID(str(documents[0]["id"])) if documents else None


def clock_out(row: FieldAct) -> dict[str, Any]:
    """What the trail keeps of the device's clock, beside the time that counts."""
    return {
        "said": row.said_at.isoformat(), "skew_seconds": round(row.skew.total_seconds()), "doubts": list(row.doubts), "seq": row.seq,
    }  # fmt: skip


def device_of(terminal: Terminal) -> str:
    """A terminal as the trail names it."""
    return f"{terminal.name} {terminal.pk}"[:100]


def _sent(name: str) -> Act:
    if name not in SENT:
        raise Refused(NOT_SENT, Text(f"没有这种行为：{name}", f"There is no act {name}"), status=422)
    return REGISTER[name]


def _on(spec: Act, on: Any) -> dict[str, UUID]:
    if spec.on is None:
        return {}
    try:
        return {spec.on: UUID(on)}
    except (ValueError, TypeError, AttributeError) as wrong:
        raise invalid(
            FieldError("on", Text("请指明办理对象", "Say on which object the act is done"))
        ) from wrong


def _pointed(row: FieldAct, pointer: Pointer) -> str:
    found = {"result": row.result, "object": row.object, "document": row.document}[pointer.take]
    if found is None:
        raise Refused(
            "nothing_made_there",
            Text("所引用的在先行为没有产生该内容", "The earlier act that it points to made no such thing"),
        )
    return str(found)


def _date(row: FieldAct, found: Timed) -> None:
    row.said_at, row.at, row.doubts = found.said, found.at, [str(doubt) for doubt in found.doubts]


def _refuse(row: FieldAct, given: dict[str, Any], refused: Refused, state: State = State.REFUSED) -> None:
    told = orjson.dumps(problem_of(refused, english=False)).replace(
        rb"\u0000", b""
    )  # the one sign that the database cannot hold
    row.state, row.problem, row.closed = state, orjson.loads(told), close(given)


def _nothing_before() -> Refused:
    return Refused(
        "earlier_missing",
        Text(
            "它所依据的在先行为没有办理（已撤回、放弃或者不存在）",
            "What it follows on was not done: withdrawn, dropped or unknown",
        ),
    )


def _held() -> Refused:
    return Refused(
        "held_behind",
        Text(
            "它所依据的在先行为被退回，处理后自动办理",
            "What it follows on was refused; once that is settled, this is done by itself",
        ),
    )


def queue_of(terminal: Terminal) -> FieldQueue:
    """The queue of a terminal as it is now; a new one where nothing was sent yet."""
    return FieldQueue.objects.filter(terminal=terminal.pk).first() or _new_queue(terminal)


def _locked_queue(terminal: Terminal) -> FieldQueue:
    """The queue of a terminal, locked for the rest of the transaction."""
    rows = FieldQueue.objects.select_for_update().filter(terminal=terminal.pk)
    found = rows.first()
    if found is None:
        FieldQueue.objects.bulk_create([_new_queue(terminal)], ignore_conflicts=True)
        found = rows.get()
    return found


def _new_queue(terminal: Terminal) -> FieldQueue:
    return FieldQueue(terminal=terminal, following=1, last_at=terminal.registered_at)
