"""HTTP for batches: the list, how far one has come, and its lines. Asking for one and cancelling it are acts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.db.models import QuerySet
from ninja import Field, Router

from xuncheng.foundation.batches import queries
from xuncheng.foundation.batches.models import STATES, WAITING, Batch, Line
from xuncheng.foundation.people.listing import Column, Item, Listing, serve
from xuncheng.foundation.people.registers import Register, add_register
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.possible import acts_out
from xuncheng.foundation.trail.queries import version_of
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.schemas import (
    BasisOut,
    Coded,
    CountOut,
    Named,
    PossibleAct,
    Schema,
    TimelineEntry,
    Words,
    words,
)
from xuncheng.foundation.trail.timeline import timeline
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text

router = Router(tags=["batches"])


class BatchQuery(Schema):
    """How the list is narrowed and sorted; `mine`: only what the viewer asked for himself."""

    mine: bool = False
    sort: str = "-asked_at"


class BatchItem(Schema):
    """A batch and how far it has come: how many lines there are in each state."""

    id: UUID
    act: Coded
    kind: str = Field(description="what the act is done on")
    asked_by: Named
    asked_at: datetime
    total: int
    waiting: int
    done: int
    refused: int
    cancelled: int


class BatchList(Schema):
    """A page of batches."""

    items: list[BatchItem]
    next: str | None
    count: CountOut


class BatchOut(BatchItem):
    """A batch with what was entered for all lines, and what may be done with it."""

    input: dict[str, Any]
    cancelled_at: datetime | None
    possible_acts: list[PossibleAct]
    timeline: list[TimelineEntry]
    version: int


class LineQuery(Schema):
    """Which batch's lines (of all, if none is named), and in which state."""

    batch: UUID | None = None
    state: Literal["", "waiting", "done", "refused", "cancelled"] = ""


class LineError(Schema):
    """What is wrong with one field."""

    field: str
    message_zh: str
    message_en: str


class LineRefusal(Schema):
    """Why a line was refused."""

    code: str
    title_zh: str
    title_en: str
    basis: list[BasisOut]
    missing: list[Words]
    errors: list[LineError]


class LineItem(Schema):
    """One line. `id` is the id of its act, `subject` the object, `number` what that is called."""

    id: UUID
    place: int
    subject: UUID
    number: str
    state: Coded
    at: datetime | None
    refusal: LineRefusal | None


class LineList(Schema):
    """A page of lines."""

    items: list[LineItem]
    next: str | None
    count: CountOut


def _batch_rows(viewer: Viewer, rows: Sequence[Batch]) -> list[Item]:
    found = queries.counts(viewer, [row.pk for row in rows])
    return [_batch_row(row, found[row.pk]) for row in rows]


def _batch_row(batch: Batch, found: Any) -> Item:
    spec = REGISTER[batch.act]
    return {
        "id": batch.pk, "act": {"code": batch.act, **words(spec.label)}, "kind": spec.subject_model._meta.model_name,
        "asked_by": {"id": batch.asked_by_id, "name": batch.asked_by.name}, "asked_at": batch.asked_at, "total": batch.total,
        **{state: found.get(state, 0) for state in STATES},
    }  # fmt: skip


def _batch_page(batch: Batch, viewer: Viewer) -> Item:
    found = queries.counts(viewer, [batch.pk])[batch.pk]
    own = ["batch.cancel"] if batch.asked_by_id == viewer.id else []
    over = (
        None
        if found.get(WAITING)
        else Refused("batch_over", Text("各行均已办理", "Every line was dealt with"))
    )
    return {
        **_batch_row(batch, found), "input": batch.input, "cancelled_at": batch.cancelled_at,
        "possible_acts": acts_out(viewer, own, batch.area_path, {"batch.cancel": over}),
        "timeline": timeline(batch.pk), "version": version_of(batch.pk),
    }  # fmt: skip


def _found(viewer: Viewer, query: BatchQuery) -> QuerySet[Batch]:
    found = queries.readable_by(viewer)
    return found.filter(asked_by=viewer.id) if query.mine else found


_BATCHES: Register[Batch] = Register(
    one="batch", called=Text("该批量办理", "batch"), detail=BatchOut, door=queries.readable_by, shown=_batch_page,
    listing=Listing(
        name="batches", title="Batches", about="Batches asked for, the newest first unless asked otherwise",
        query=BatchQuery, page=BatchList, found=_found, sortings=queries.SORTINGS, shown=_batch_rows,
        columns=(
            Column("办理事项", "Act", "act"),
            Column("提请人", "Asked by", "asked_by"),
            Column("提请时间", "Asked", "asked_at"),
            Column("总件数", "In all", "total"),
            Column("待办", "Waiting", "waiting"),
            Column("已办", "Done", "done"),
            Column("未办成", "Refused", "refused"),
            Column("已取消", "Cancelled", "cancelled"),
        ),
    ),
)  # fmt: skip
add_register(router, _BATCHES)


def _line_rows(_: Viewer, rows: Sequence[Line]) -> list[Item]:
    return [
        {
            "id": row.pk, "place": row.place, "subject": row.subject, "number": row.number,
            "state": {"code": row.state, **words(STATES[row.state])}, "at": row.at, "refusal": row.refusal,
        }
        for row in rows
    ]  # fmt: skip


def _lines(viewer: Viewer, query: LineQuery) -> QuerySet[Line]:
    found = queries.lines_readable_by(viewer)
    if query.batch:
        found = found.filter(batch=query.batch)
    return found.filter(state=query.state) if query.state else found


def _why(item: Item, _: Line) -> Text | str:
    refusal = item["refusal"]
    return Text(refusal["title_zh"], refusal["title_en"]) if refusal else ""


def _articles(item: Item, _: Line) -> str:
    return "、".join(one["label"] for one in (item["refusal"] or {}).get("basis", ()))


serve(
    router, "/batch-lines",
    Listing(
        name="batch-lines", title="Lines of a batch", about="The lines of batches (of one, where it is named) in their order",
        query=LineQuery, page=LineList, found=_lines, sortings=queries.PLACES, shown=_line_rows,
        columns=(
            Column("序号", "No.", "place"),
            Column("办理对象", "Object", "number"),
            Column("状态", "State", "state"),
            Column("时间", "At", "at"),
            Column("未办成的原因", "Why it was refused", _why),
            Column("依据", "Basis", _articles),
        ),
    ),
)  # fmt: skip
