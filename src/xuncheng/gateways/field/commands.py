"""What becomes of an act that was refused to an officer on the spot. Each function is one act, done on the refused one."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID, uuid5

import orjson
from django.db.models import Model

from xuncheng.foundation.trail.acts import REGISTER, Act, act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.gateways.field.doing import NOT_SENT, Sending, device_of, perform, settle
from xuncheng.gateways.field.jobs import ask_release
from xuncheng.gateways.field.models import FieldAct
from xuncheng.gateways.field.queries import earlier
from xuncheng.gateways.field.sent import Frame, frame_of, opened
from xuncheng.rules.field.clock import check_age
from xuncheng.rules.field.order import UNSETTLED, State, Turn, turn
from xuncheng.rules.legal import Text

Reason = Annotated[str, field("说明", "Why", "longtext", min_length=1, max_length=200)]


@act("fieldact.amend", Text("更正后办理", "Amend and do"), on="fieldact")
def amend_act(
    deed: Deed,
    fieldact: FieldAct,
    given: Annotated[dict[str, Any] | None, field("更正后的内容", "The input as it should have been", "hidden", secret=True)] = None,
    done_at: Annotated[datetime | None, field("更正后的办理时间", "When it was done", "datetime")] = None,
    reason: Annotated[str, field("说明", "Why", "longtext", max_length=200)] = "",
) -> FieldAct:  # fmt: skip
    """Do a refused act after all: with the input as it should have been, or as it was, as of the time when it was done.

    It is judged as ever, by the law of that time and by what has happened since. Only its officer may. Raises `Refused` as the act does.
    """
    spec = _mine_refused(deed, fieldact)
    frame = frame_of(opened(fieldact))
    frame.input = frame.input if given is None else given
    if done_at is not None:
        _check_time(deed, done_at)
        fieldact.at = done_at
    check_age(fieldact.at, fieldact.received_at)
    _again(deed, fieldact, frame, spec)
    return _settled(deed, fieldact, State.AMENDED, reason)


@act("fieldact.attach", Text("归入其他对象", "Attach elsewhere"), on="fieldact")
def attach_act(
    deed: Deed,
    fieldact: FieldAct,
    to: Annotated[
        str, field("归入的对象（编号）", "To what (its number, or key)", "text", min_length=1, max_length=60)
    ],
    reason: Annotated[str, field("说明", "Why", "longtext", max_length=200)] = "",
) -> FieldAct:
    """Do a refused act on another object: the record of a second case becomes part of the first one.

    An act that would have begun a new object is not done: what it would have begun is taken to be the one named, so that
    what hangs on it goes there. Only its officer may. Raises `Refused` as the act does, `invalid_input` for an object out of sight.
    """
    spec = _mine_refused(deed, fieldact)
    found = _object(spec.subject_model if spec.on else spec.result_model, to.strip())
    if spec.on is None:
        fieldact.result = fieldact.object = found
    else:
        frame = frame_of(opened(fieldact))
        frame.on = str(found)
        check_age(fieldact.at, fieldact.received_at)
        _again(deed, fieldact, frame, spec)
    return _settled(deed, fieldact, State.ATTACHED, reason)


@act("fieldact.withdraw", Text("撤回离线行为", "Withdraw a refused act"), on="fieldact")
def withdraw_act(deed: Deed, fieldact: FieldAct, reason: Reason) -> FieldAct:
    """Leave a refused act undone, and say why. What it held stays in its page. What hangs on it is refused. Only its officer may."""
    _require_own(deed, fieldact)
    _require_unsettled(fieldact)
    return _settled(deed, fieldact, State.WITHDRAWN, reason)


@act("fieldact.dismiss", Text("处理他人退回行为", "Dismiss a refused act of somebody else"), on="fieldact")
def dismiss_act(deed: Deed, fieldact: FieldAct, reason: Reason) -> FieldAct:
    """The same by the officer's head, where the officer cannot any more: he is ill, or has left."""
    _require_unsettled(fieldact)
    return _settled(deed, fieldact, State.WITHDRAWN, reason)


def hindrance_to(name: str, row: FieldAct) -> Refused | None:
    """Why one of these acts cannot be done on a refused act now."""
    open_states = {State.REFUSED} if name in ("fieldact.amend", "fieldact.attach") else UNSETTLED
    if State(row.state) not in open_states:
        return _over(row)
    if name in ("fieldact.amend", "fieldact.attach") and not _doable(row):
        return _not_doable()
    return None


def _mine_refused(deed: Deed, row: FieldAct) -> Act:
    """The act that was refused to whoever settles it now. Raises `Refused`."""
    _require_own(deed, row)
    refused = hindrance_to(deed.name, row)
    if refused is not None:
        raise refused
    return REGISTER[row.name]


def _object(model: type[Model], called: str) -> UUID:
    """The key of an object that is named by it, or by its number, as far as the officer sees it. Raises `Refused` (`invalid_input`)."""
    rows = model._base_manager.all()
    numbered = any(one.name == "number" for one in model._meta.get_fields())
    try:
        found = rows.filter(pk=UUID(called)).first()
    except ValueError:
        found = rows.filter(number=called).first() if numbered else None
    if found is None:
        raise invalid(FieldError("to", Text("所选对象不存在", "There is no such thing")))
    key: UUID = found.pk
    return key


def _again(deed: Deed, row: FieldAct, frame: Frame, spec: Act) -> None:
    """Do the act in place of the refused one; the trail of both says of the other."""
    known = earlier(deed.actor, row.terminal_id, frame.hangs_on())
    if turn(State(known[key].state) if key in known else None for key in frame.hangs_on()) is not Turn.DO:
        raise Refused(
            "earlier_unsettled",
            Text("请先处理它所依据的在先行为", "Settle first what it follows on"),
        )
    key = uuid5(deed.id, "in its place")
    sending = Sending(deed.actor, row.terminal, deed.received_at)
    done = perform(sending, row, frame, spec, known, key)
    settle(row, done)
    row.answer, row.settled_by = orjson.dumps(done).decode(), key
    deed.outputs["done"] = {"act": str(key), "name": row.name, "chain": str(done["entry"]["chain"])}


def _settled(deed: Deed, row: FieldAct, state: State, reason: str) -> FieldAct:
    row.state, row.settled_at, row.note = state, deed.at, reason.strip()
    row.save()
    deed.outputs["refused"] = {"act": str(row.act_id), "device": device_of(row.terminal), "seq": row.seq}
    deed.afterwards.append(lambda: ask_release(row))
    return row


def _require_own(deed: Deed, row: FieldAct) -> None:
    if row.user_id != deed.actor.id or deed.actor.limits is not None:
        raise Refused(
            "not_your_act",
            Text("只能由办理该行为的执法人员本人处理", "Only the officer whose act it is settles it"),
            status=403,
        )


def _require_unsettled(row: FieldAct) -> None:
    if State(row.state) not in UNSETTLED:
        raise _over(row)


def _over(row: FieldAct) -> Refused:
    if State(row.state) is State.HELD:
        return Refused(
            "held_behind",
            Text(
                "它所依据的在先行为被退回，处理后自动办理",
                "What it follows on was refused; once that is settled, this is done by itself",
            ),
        )
    return Refused("act_settled", Text("该行为已经处理", "This act is settled already"))


def _doable(row: FieldAct) -> bool:
    """Whether there is such an act at all, that whoever sends it may do from outside."""
    return row.name in REGISTER and (row.problem or {}).get("code") != NOT_SENT


def _not_doable() -> Refused:
    return Refused(
        "act_unknown",
        Text("没有这种行为，只能撤回", "There is no such act: it can only be withdrawn"),
    )


def _check_time(deed: Deed, done_at: datetime) -> None:
    if done_at.tzinfo is None or done_at > deed.received_at:
        raise invalid(
            FieldError(
                "done_at",
                Text("办理时间应注明时区，且不能晚于现在", "It has a zone, and is no later than now"),
            )
        )
