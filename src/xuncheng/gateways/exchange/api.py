"""HTTP for platforms that exchange work orders with us, and the log of it for the desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from ninja import Router

from xuncheng.domains.intake.queries import Report
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.people.listing import Column, Listing, serve
from xuncheng.foundation.trail.refusal import not_found
from xuncheng.foundation.trail.schemas import coded
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.gateways.exchange import log, queries, schemas
from xuncheng.gateways.exchange.messages import Message
from xuncheng.gateways.exchange.models import Received
from xuncheng.gateways.exchange.taking_in import platform_of, sent_before
from xuncheng.rules.legal import Text
from xuncheng.rules.reporting.exchange import FIELDS, KINDS, RESULTS
from xuncheng.rules.reporting.road import STATUSES

router = Router(tags=["exchange"])
Row = dict[str, Any]
TOLD_IN = ("answered", "rejected")
"""States of a report in which its words are the platform's to hear."""


@router.post("/exchange/messages", response=schemas.Answer, summary="A platform sends a message")
def send_message(request: ViewerRequest, message: Message) -> Row:
    """A work order, or what is said of one later on. The same again is answered with what was done first."""
    sender = platform_of(request.viewer)
    taken = log.take(request.viewer, sender, lambda: message)
    return {"result": taken.result, "number": message.number} | _standing(taken.report)


@router.get("/exchange/work-orders", response=schemas.WorkOrderOut, summary="How far a work order is")
def show_work_order(request: ViewerRequest, number: str) -> Row:
    """A work order of the platform that asks, by its own number."""
    report = sent_before(platform_of(request.viewer), number)
    if report is None:
        raise not_found(Text("该工单", "work order"))
    told = (report.answer or report.outcome) if report.status in TOLD_IN else ""
    return {
        "number": number, "submitted_at": report.submitted_at, "due_at": report.sender_due_at, "answer": told,
        "closed_at": report.closed_at,
    } | _standing(report)  # fmt: skip


def _standing(report: Report) -> Row:
    return {"our_number": report.number, "stage": coded(report.status, STATUSES)}


def _received(viewer: Viewer, query: schemas.ReceivedQuery) -> QuerySet[Received]:
    found = queries.readable_by(viewer)
    if query.sender:
        found = found.filter(sender=query.sender)
    return found.filter(result=query.result) if query.result else found


def _rows(_: Viewer, rows: Sequence[Received]) -> list[Row]:
    return [_row(row) for row in rows]


def _row(row: Received) -> Row:
    return {
        "id": row.pk, "sender": {"id": row.sender_id, "name": row.sender.name},
        "kind": coded(row.kind, KINDS | {"": Text("不能识别", "not readable")}), "message": row.message, "number": row.number,
        "result": coded(row.result, RESULTS), "report": row.report, "report_number": row.report_number, "field": coded(row.field, FIELDS),
        "reason": {"zh": row.reason_zh, "en": row.reason_en}, "file": row.file, "row": row.row, "at": row.at,
    }  # fmt: skip


serve(
    router, "/exchange-log",
    Listing(
        name="exchange-log", title="Messages of platforms", query=schemas.ReceivedQuery, page=schemas.ReceivedList,
        about="What platforms sent in the exchange of work orders, and what became of it, the newest first unless asked otherwise",
        found=_received, sortings=queries.SORTINGS, shown=_rows,
        columns=(
            Column("来件单位", "Sender", "sender"),
            Column("类型", "Kind", "kind"),
            Column("工单编号", "Work order", "number"),
            Column("消息编号", "Message", "message"),
            Column("结果", "Result", "result"),
            Column("案源编号", "Report no.", "report_number"),
            Column("项目", "Field", "field"),
            Column("原因", "Reason", "reason"),
            Column("文件", "File", "file"),
            Column("行", "Row", "row"),
            Column("时间", "When", "at"),
        ),
    ),
)  # fmt: skip
