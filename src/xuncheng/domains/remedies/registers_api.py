"""HTTP for the registers of the legal section: contracts, advice, papers of supervision, law firms and lawyers' work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Annotated, Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from ninja import Query, Router

from xuncheng.domains.remedies import page, schemas
from xuncheng.domains.remedies.queries import registers, work
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.trail.paging import Page
from xuncheng.foundation.trail.paging import page as keyset_page
from xuncheng.foundation.trail.schemas import csv_stream
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text
from xuncheng.rules.spans import FORM, Span, span_of

router = Router(tags=["legal section"])

Limit = Annotated[int, Query(ge=1, le=200)]
SpanName = Annotated[str, Query(alias="span", pattern=f"^({FORM})?$", max_length=7)]
EXPORT_ROWS = 200_000
_AT_ONCE = 1000
Row = dict[str, Any]
Line = Callable[[Any], tuple[Any, ...]]
W = TypeVar("W")
NEWEST = ("-asked_at", "-id")


def _out(found: Page[Any], shown: Callable[[Any], Row]) -> Row:
    return {"items": [shown(one) for one in found.rows], "next": found.next, "count": found.count}


def _exported(
    request: ViewerRequest, found_by: Callable[[Viewer, W], QuerySet[Any]], wanted: W, order: tuple[str, str], line: Line
) -> Iterator[tuple[Any, ...]]:  # fmt: skip
    with reading(request.viewer, lists=True):
        found = found_by(request.viewer, wanted).order_by(*order)[:EXPORT_ROWS]
        for one in found.iterator(chunk_size=_AT_ONCE):
            yield line(one)


# --- contracts ------------------------------------------------------------------------------------------------


@router.get("/contracts", response=schemas.ContractPage, summary="Contracts to review")
def list_contracts(
    request: ViewerRequest, query: Query[schemas.ErrandQuery], cursor: str | None = None, limit: Limit = 50,
    exact: bool = False,
) -> Row:  # fmt: skip
    """Contracts submitted for review, newest first unless asked otherwise; a keyset page."""
    sorting = registers.ERRANDS.get(query.sort, registers.ERRANDS["-asked"])
    with reading(request.viewer, lists=True):
        found = registers.contracts(request.viewer, query.filter())
        return _out(keyset_page(found, sorting, cursor, limit, exact=exact), page.contract_row)


@router.get("/contracts/export", summary="Contracts as CSV")
def export_contracts(request: ViewerRequest, query: Query[schemas.ErrandQuery]) -> StreamingHttpResponse:
    """The same list as a CSV file, streamed."""
    head = (
        "合同", "对方", "金额（元）", "提交人", "提交时间", "审查结果", "审查意见", "审查时间", "审查律师", "律师事务所",
    )  # fmt: skip

    rows = _exported(request, registers.contracts, query.filter(), NEWEST, _contract_line)
    return csv_stream("contracts", head, rows)


def _contract_line(one: Any) -> tuple[Any, ...]:
    row = page.contract_row(one)
    return (
        one.title, one.counterparty, one.amount, one.asked_by, one.asked_at, _RESULTS[one.passed], one.answer, one.answered_at,
        row["lawyer"], row["firm"],
    )  # fmt: skip


_RESULTS = {None: "待审查", True: "通过", False: "未通过"}


@router.get("/contracts/{uuid:key}", response=schemas.ContractOut, summary="A contract")
def show_contract(request: ViewerRequest, key: UUID) -> Row:
    """One contract with its text, its review, and what may be done."""
    with reading(request.viewer):
        door = registers.contracts_readable_by
        return page.contract_page(
            registers.one(door, request.viewer, key, Text("该合同", "contract")), request.viewer
        )


# --- advice ---------------------------------------------------------------------------------------------------


@router.get("/advice", response=schemas.AdvicePage, summary="Legal advice")
def list_advice(
    request: ViewerRequest, query: Query[schemas.ErrandQuery], cursor: str | None = None, limit: Limit = 50,
    exact: bool = False,
) -> Row:  # fmt: skip
    """Questions to the legal section, newest first unless asked otherwise; a keyset page."""
    sorting = registers.ERRANDS.get(query.sort, registers.ERRANDS["-asked"])
    with reading(request.viewer, lists=True):
        found = registers.advice(request.viewer, query.filter())
        return _out(keyset_page(found, sorting, cursor, limit, exact=exact), page.advice_row)


@router.get("/advice/export", summary="Legal advice as CSV")
def export_advice(request: ViewerRequest, query: Query[schemas.ErrandQuery]) -> StreamingHttpResponse:
    """The same list as a CSV file, streamed."""
    head = ("标题", "问题", "提出人", "提出时间", "答复", "答复时间", "答复律师", "律师事务所")

    rows = _exported(request, registers.advice, query.filter(), NEWEST, _advice_line)
    return csv_stream("advice", head, rows)


def _advice_line(one: Any) -> tuple[Any, ...]:
    row = page.advice_row(one)
    return (
        one.title, one.question, one.asked_by, one.asked_at, one.answer, one.answered_at, row["lawyer"], row["firm"],
    )  # fmt: skip


@router.get("/advice/{uuid:key}", response=schemas.AdviceOut, summary="A question to the legal section")
def show_advice(request: ViewerRequest, key: UUID) -> Row:
    """One question with its answer, and what may be done."""
    with reading(request.viewer):
        door = registers.advice_readable_by
        return page.advice_page(
            registers.one(door, request.viewer, key, Text("该咨询", "question")), request.viewer
        )


# --- papers of supervision ------------------------------------------------------------------------------------


@router.get("/supervisions", response=schemas.SupervisionPage, summary="Papers of supervision")
def list_supervisions(
    request: ViewerRequest, query: Query[schemas.PaperQuery], cursor: str | None = None, limit: Limit = 50,
    exact: bool = False,
) -> Row:  # fmt: skip
    """Papers of supervision, those first that are to be answered first; a keyset page."""
    sorting = registers.PAPERS.get(query.sort, registers.PAPERS["reply_by"])
    with reading(request.viewer, lists=True):
        found = registers.supervisions(request.viewer, query.filter())
        return _out(keyset_page(found, sorting, cursor, limit, exact=exact), page.supervision_row)


@router.get("/supervisions/export", summary="Papers of supervision as CSV")
def export_supervisions(request: ViewerRequest, query: Query[schemas.PaperQuery]) -> StreamingHttpResponse:
    """The same list as a CSV file, streamed."""
    head = ("种类", "文号", "来文机关", "事由", "涉及案件", "收文日期", "回复期限", "回复日期", "回复内容")

    rows = _exported(request, registers.supervisions, query.filter(), ("reply_by", "id"), _supervision_line)
    return csv_stream("supervisions", head, rows)


def _supervision_line(one: Any) -> tuple[Any, ...]:
    row = page.supervision_row(one)
    return (
        row["kind"]["zh"], one.number, one.sender, one.subject, one.case.number if one.case else "", one.received_on,
        one.reply_by, one.replied_on, one.reply,
    )  # fmt: skip


@router.get("/supervisions/{uuid:key}", response=schemas.SupervisionOut, summary="A paper of supervision")
def show_supervision(request: ViewerRequest, key: UUID) -> Row:
    """One paper with its answer, and what may be done."""
    with reading(request.viewer):
        door = registers.supervisions_readable_by
        called = Text("该监督文书", "paper of supervision")
        return page.supervision_page(registers.one(door, request.viewer, key, called), request.viewer)


# --- law firms and what lawyers did ---------------------------------------------------------------------------


@router.get("/lawyers", response=schemas.Lawyers, summary="Lawyers and their work in a span")
def list_lawyers(request: ViewerRequest, name: SpanName = "") -> Row:
    """Law firms, and what each lawyer did in a year (`2026`), a quarter (`2026-Q4`) or a month (`2026-11`).

    Contracts reviewed and advice given count on the day of the answer, remedies represented on the day of their receipt.
    """
    span = _span(name)
    with reading(request.viewer):
        done = work.work_in(request.viewer, span)
        return {
            "span": span.name, "since": span.since, "until": span.until,
            "firms": [page.firm_row(one) for one in registers.firms_readable_by(request.viewer)],
            "items": page.work_rows(done), "section": page.figures_row(done.section),
            "total": page.figures_row(done.total), "represented_rate": _rate(done),
        }  # fmt: skip


def _span(name: str) -> Span:
    return span_of(name or work.this_year())


def _rate(done: work.Work) -> Decimal | None:
    """The share of remedies that a lawyer represents, in per cent with one decimal (诉讼复议代理率)."""
    all_, own = done.total.represented, done.section.represented
    return (Decimal(100 * (all_ - own)) / all_).quantize(Decimal("0.1")) if all_ else None


@router.get("/lawyers/export", summary="Lawyers' work in a span as CSV")
def export_lawyers(request: ViewerRequest, name: SpanName = "") -> StreamingHttpResponse:
    """The same table as a CSV file."""
    head = (
        "统计期",
        "律师事务所",
        "律师",
        "执业证号",
        "合同审查（件）",
        "法律咨询（件）",
        "代理复议诉讼（件）",
    )
    return csv_stream("lawyers", head, _work_lines(request, _span(name)))


def _work_lines(request: ViewerRequest, span: Span) -> Iterator[tuple[Any, ...]]:
    with reading(request.viewer):
        done = work.work_in(request.viewer, span)
        for one, told in done.lawyers:
            yield span.name, one.firm.name, one.name, one.licence, told.reviews, told.advice, told.represented
        for called, told in (("法制机构自办", done.section), ("合计", done.total)):
            yield span.name, called, "", "", told.reviews, told.advice, told.represented


@router.get("/law-firms/{uuid:key}", response=schemas.FirmOut, summary="A law firm")
def show_firm(request: ViewerRequest, key: UUID) -> Row:
    """One firm with its lawyers and the term of its engagement, and what may be done."""
    with reading(request.viewer):
        door = registers.firms_readable_by
        return page.firm_page(
            registers.one(door, request.viewer, key, Text("该律师事务所", "law firm")), request.viewer
        )
