"""HTTP for remedies and the registers of the legal section."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from django.http import StreamingHttpResponse
from ninja import Query, Router

from xuncheng.domains.cases.page import item as case_item
from xuncheng.domains.cases.queries import listed
from xuncheng.domains.cases.schemas import CasePage
from xuncheng.domains.remedies import commands, queries, schemas
from xuncheng.domains.remedies.commands.supervising import KINDS as PAPERS
from xuncheng.domains.remedies.models import Advice, Contract, Remedy, Supervision
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.places.queries import street_names
from xuncheng.foundation.trail.paging import Page, Sorting, page
from xuncheng.foundation.trail.schemas import coded, csv_stream, urgency, words
from xuncheng.foundation.trail.scope import reading
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.beside.remedy.guards import KINDS, OUTCOMES
from xuncheng.rules.procedure.periods import PERIODS

__all__ = ["commands", "router"]

router = Router(tags=["remedies"])

Limit = Annotated[int, Query(ge=1, le=200)]
EXPORT_ROWS = 200_000
ALL_KINDS = KINDS | {"own": Text("自行撤销", "own revocation")}
STATES = {
    "filed": Text("待转送", "to be forwarded"), "forwarded": Text("已转送", "forwarded"), "pending": Text("待答复", "to be answered"),
    "answered": Text("已答复", "answered"), "decided": Text("已结", "over"),
}  # fmt: skip


@router.get("/remedies", response=schemas.RemedyPage, summary="Remedies")
def list_remedies(
    request: ViewerRequest, kind: str = "", pending: bool | None = None, cursor: str | None = None, limit: Limit = 50
) -> dict[str, Any]:  # fmt: skip
    """Reconsiderations and suits of the viewer's areas, those first whose period ends first; a keyset page."""
    with reading(request.viewer, lists=True):
        found = page(queries.remedies(request.viewer, kind, pending), queries.BY_DUE, cursor, limit)
        return _out(found, [_remedy(one) for one in found.rows])


@router.get("/remedies/export", summary="Remedies as CSV")
def export_remedies(request: ViewerRequest, kind: str = "") -> StreamingHttpResponse:
    """The same as a CSV file."""
    head = (
        "案号",
        "种类",
        "申请人（原告）",
        "复议机关（法院）",
        "申请日期",
        "是否逾期申请",
        "状态",
        "期限",
        "结果",
        "结果日期",
        "应退金额",
    )
    return csv_stream("remedies", head, _rows(request, kind))


def _rows(request: ViewerRequest, kind: str) -> Iterator[tuple[Any, ...]]:
    with reading(request.viewer):
        for one in (
            queries.remedies(request.viewer, kind).order_by("-lodged_on", "-id")[:EXPORT_ROWS].iterator(1000)
        ):
            yield (
                one.case.number, ALL_KINDS[one.kind].zh, one.applicant, one.body, one.lodged_on, "是" if one.late else "否",
                STATES[one.state].zh, one.due_on, OUTCOMES[one.outcome].zh if one.outcome else "", one.decided_on, one.refund,
            )  # fmt: skip


@router.get("/legality-reviews", response=CasePage, summary="Cases that wait for the legal section")
def list_reviews(request: ViewerRequest, cursor: str | None = None, limit: Limit = 50) -> dict[str, Any]:
    """Cases to be reviewed or heard, or with a remedy to be answered."""
    with reading(request.viewer, lists=True):
        found = page(listed(queries.to_review(request.viewer)), queries.BY_DUE, cursor, limit)
        streets = street_names()
        return _out(found, [case_item(one, streets) for one in found.rows])


@router.get("/supervisions", response=schemas.SupervisionPage, summary="Papers of supervision")
def list_supervisions(
    request: ViewerRequest, pending: bool | None = None, cursor: str | None = None, limit: Limit = 50
) -> dict[str, Any]:
    """Papers of supervision, those first that are to be answered first."""
    with reading(request.viewer, lists=True):
        found = page(queries.supervisions(request.viewer, pending), queries.BY_TERM, cursor, limit)
        return _out(found, [_supervision(one) for one in found.rows])


@router.get("/contracts", response=schemas.ContractPage, summary="Contracts to review")
def list_contracts(request: ViewerRequest, cursor: str | None = None, limit: Limit = 50) -> dict[str, Any]:
    """Contracts submitted for review, newest first."""
    return _errands(request, queries.contracts_readable_by, _contract, queries.NEWEST, cursor, limit)


@router.get("/advice", response=schemas.AdvicePage, summary="Legal advice")
def list_advice(request: ViewerRequest, cursor: str | None = None, limit: Limit = 50) -> dict[str, Any]:
    """Questions to the legal section, newest first."""
    return _errands(request, queries.advice_readable_by, _advice, queries.NEWEST, cursor, limit)


@router.get("/lawyers", response=schemas.Lawyers, summary="Lawyers and their work in a year")
def list_lawyers(
    request: ViewerRequest, year: Annotated[int | None, Query(ge=2000, le=2100)] = None
) -> dict[str, Any]:
    """Law firms engaged, and what each of their lawyers did in the year: reviews, advice, remedies represented."""
    wanted = year or queries.this_year()
    with reading(request.viewer):
        firms = list(
            queries.firms_readable_by(request.viewer).values("id", "name", "licence", "since", "until")
        )
        return {
            "year": wanted, "firms": firms,
            "items": [
                {
                    "id": one.lawyer.pk, "name": one.lawyer.name, "firm": one.lawyer.firm.name, "licence": one.lawyer.licence,
                    "reviews": one.reviews, "advice": one.advice, "represented": one.represented,
                }
                for one in queries.work_of_lawyers(request.viewer, wanted)
            ],
        }  # fmt: skip


def _errands(
    request: ViewerRequest, found_by: Any, shown: Any, sorting: Sorting, cursor: str | None, limit: int
) -> dict[str, Any]:
    with reading(request.viewer, lists=True):
        found: Page[Any] = page(found_by(request.viewer), sorting, cursor, limit)
        return _out(found, [shown(one) for one in found.rows])


def _out(found: Page[Any], items: list[dict[str, Any]]) -> dict[str, Any]:
    return {"items": items, "next": found.next, "count": found.count}


def _remedy(one: Remedy) -> dict[str, Any]:
    clock = PERIODS.get(one.due_clock)
    case = one.case
    return {
        "id": one.pk, "key": one.key, "case": {"id": case.pk, "number": case.number, "title": f"{case.party.name}{case.cause}案"},
        "kind": coded(one.kind, ALL_KINDS), "decision": f"{one.document.title} {one.document.number}", "applicant": one.applicant,
        "body": one.body, "body_number": one.body_number, "lodged_on": one.lodged_on, "late": one.late,
        "state": coded(one.state, STATES), "stopped": one.stopped, "due": one.due_on,
        "due_label": words(clock.label) if clock else None, "urgency": urgency(one.due_on, queries.NEAR),
        "counsel": one.counsel.name if one.counsel else "", "outcome": coded(one.outcome, OUTCOMES) if one.outcome else None,
        "decided_on": one.decided_on, "refund": one.refund, "refunded_on": one.refunded_on,
    }  # fmt: skip


def _supervision(one: Supervision) -> dict[str, Any]:
    return {
        "id": one.pk, "kind": coded(one.kind, PAPERS), "number": one.number, "sender": one.sender, "subject": one.subject,
        "case_number": one.case.number if one.case else "", "received_on": one.received_on, "reply_by": one.reply_by,
        "urgency": "none" if one.replied_on else urgency(one.reply_by, queries.NEAR), "reply": one.reply,
        "replied_on": one.replied_on,
    }  # fmt: skip


def _contract(one: Contract) -> dict[str, Any]:
    return {**_errand(one), "counterparty": one.counterparty, "amount": one.amount, "passed": one.passed}


def _advice(one: Advice) -> dict[str, Any]:
    return {**_errand(one), "question": one.question}


def _errand(one: Contract | Advice) -> dict[str, Any]:
    return {
        "id": one.pk, "title": one.title, "asked_at": one.asked_at, "asked_by": one.asked_by, "answer": one.answer,
        "answered_at": one.answered_at, "lawyer": one.lawyer.name if one.lawyer else "",
    }  # fmt: skip
