"""Asking for a batch, and calling off what of it has not begun."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from uuid import UUID

from procrastinate.contrib.django import app
from pydantic import BaseModel, ConfigDict, Field

from xuncheng.foundation.batches.models import CANCELLED, WAITING, Batch, Line
from xuncheng.foundation.people.models import User
from xuncheng.foundation.trail.acts import REGISTER, Act, act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.entered import check_choices, checked
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid, refusal_of
from xuncheng.foundation.trail.statements import fetch
from xuncheng.rules import batching
from xuncheng.rules.legal import RuleError, Text

MOST_LINES = 1000

WORK = "batches.work"
"""The name of the job that does the lines of a batch."""

HANDS = 2
"""How many jobs do the lines of one batch side by side: as many as the worker runs at once."""

_AT_ONCE = 500


class BatchLine(BaseModel):
    """One line that is asked for: the id of its act, the object as whoever asks saw it, and what is entered for it alone."""

    model_config = ConfigDict(extra="forbid")

    id: UUID = Field(description="UUIDv7, the id of this line's act: the same id twice is the same act once")
    on: UUID = Field(description="the object that the act is done on")
    version: Annotated[
        int | None,
        Field(
            ge=0,
            description="the version of the object that whoever asks saw (as If-Match): refused if it changed since",
        ),
    ] = None
    input: dict[str, Any] = Field({}, max_length=40)


@act("batch.ask", Text("提请批量办理", "Ask for a batch"))
def ask_batch(
    deed: Deed,
    act: Annotated[str, field("办理事项", "Act", "text", max_length=60)],
    lines: Annotated[
        list[BatchLine], field("办理对象", "Objects", "lines", min_length=1, max_length=MOST_LINES)
    ],
    common: Annotated[
        dict[str, Any] | None, field("共同填写的内容", "What is entered for all", "lines", max_length=40)
    ] = None,
) -> Batch:
    """Ask for one act on many objects (批量办理). The queue does it line by line, each as if the asker had done it by hand.

    Refused as a whole: an act that is judged case by case (Administrative Penalty Law, art. 57, 58; `rules/batching.py`), one
    that the asker may do nowhere, objects that he does not see, and input that does not fit.
    """
    spec, row = _act_of(deed, act)
    for place, line in enumerate(lines):
        _check_line(spec, row, place, common or {}, line.input)
    numbers = _numbers(spec, lines)
    _check_new(lines)
    batch = Batch(
        act=act, input=common or {}, total=len(lines), asked_by=_asker(deed), asked_at=deed.at, device=deed.device,
        area_path=_asker(deed).area_path,
    )  # fmt: skip
    batch.save(force_insert=True)
    Line.objects.bulk_create(
        (
            Line(
                id=one.id,
                batch=batch,
                place=place,
                subject=one.on,
                seen=one.version,
                number=numbers[one.on],
                input=one.input,
            )
            for place, one in enumerate(lines, 1)
        ),
        batch_size=_AT_ONCE,
    )
    deed.afterwards.append(lambda: _begin(batch))
    return batch


def _act_of(deed: Deed, name: str) -> tuple[Act, batching.Batched]:
    """The act that is asked for, where it may be done in batches and by the asker. Raises `Refused`."""
    if name not in REGISTER:
        raise invalid(FieldError("act", Text(f"没有这种行为：{name}", f"There is no act {name}")))
    spec = REGISTER[name]
    row = batching.check_act(name, spec.label)
    if not deed.actor.may_somewhere(name, deed.day):
        raise Refused(
            "no_grant",
            Text(f"您没有办理“{spec.label.zh}”的权限", f"You have no grant for “{spec.label.en}”"),
            status=403,
        )
    return spec, row


def _check_line(
    spec: Act, row: batching.Batched, place: int, common: Mapping[str, Any], own: Mapping[str, Any]
) -> None:
    """Refuse input that the act would not take, naming where it was entered: for all, or for one line."""
    try:
        arguments = checked(spec, {**common, **own})
        check_choices(spec, arguments)
        batching.check_given(row, arguments)
    except (Refused, RuleError) as wrong:
        refused = refusal_of(wrong) if isinstance(wrong, RuleError) else wrong
        refused.errors = tuple(
            FieldError(_entered(one.field, place, common, own), one.message) for one in refused.errors
        )
        raise refused from wrong


def _entered(field: str, place: int, common: Mapping[str, Any], own: Mapping[str, Any]) -> str:
    name = field.partition(".")[0]
    return f"common.{field}" if name in common and name not in own else f"lines.{place}.input.{field}"


def _numbers(spec: Act, lines: Sequence[BatchLine]) -> dict[UUID, str]:
    """What the objects are called, by key. Raises `Refused` naming each line whose object is not to be seen."""
    found = fetch(spec.subject_model, list({line.on for line in lines}))
    lost = [place for place, line in enumerate(lines) if line.on not in found]
    if lost:
        sentence = Text("所选对象不存在", "There is no such thing")
        raise invalid(*(FieldError(f"lines.{place}.on", sentence) for place in lost))
    return {key: str(getattr(row, "number", "")) for key, row in found.items()}


def _check_new(lines: Sequence[BatchLine]) -> None:
    """A line's id is that of its act: it stands once in this batch and in no other."""
    sentence = Text("该行编号已经用过", "This id of a line was used before")
    ids = [line.id for line in lines]
    twice = [place for place, key in enumerate(ids) if key in ids[:place]]
    if twice or Line.objects.filter(pk__in=ids).exists():
        raise invalid(*(FieldError(f"lines.{place}.id", sentence) for place in twice or [0]))


def _asker(deed: Deed) -> User:
    """Who asks: a person, since each line is done as he."""
    user = fetch(User, [deed.actor.id]).get(deed.actor.id) if deed.actor.id else None
    if user is None:
        raise Refused(
            "nobody_asks", Text("批量办理须由本人提请", "A batch is asked for by a person"), status=403
        )
    return user


def _begin(batch: Batch) -> None:
    for hand in range(HANDS):
        app.configure_task(WORK, queueing_lock=f"{WORK}/{batch.pk}/{hand}").defer(
            batch=str(batch.pk), hand=hand
        )


@act("batch.cancel", Text("取消批量办理", "Cancel a batch"), on="batch")
def cancel_batch(deed: Deed, batch: Batch) -> Batch:
    """Call off the lines that have not begun; what is done stays done. Only whoever asked for it may, wherever he works now."""
    if batch.asked_by_id != deed.actor.id:
        raise Refused(
            "not_your_batch",
            Text("只能取消本人提请的批量办理", "Only whoever asked for a batch cancels it"),
            status=403,
        )
    # A line that is being done is locked until it is: it is waited for, and no longer waits itself
    called_off = batch.lines.filter(state=WAITING).update(state=CANCELLED, at=deed.at)
    if not called_off:
        raise Refused(
            "batch_over",
            Text("各行均已办理，没有可以取消的", "Every line was dealt with: nothing is left to cancel"),
        )
    batch.cancelled_at = deed.at
    batch.save(update_fields=["cancelled_at"])
    deed.outputs["cancelled"] = called_off
    return batch
