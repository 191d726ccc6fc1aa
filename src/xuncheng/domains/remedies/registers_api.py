"""HTTP for the registers of the legal section: contracts, advice, papers of supervision, law firms and lawyers' work."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from django.http import StreamingHttpResponse
from ninja import Query, Router

from xuncheng.domains.remedies import page, schemas
from xuncheng.domains.remedies.models import Advice, Contract, Supervision
from xuncheng.domains.remedies.queries import registers, work
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.people.registers import Register, Row, add_register, entry
from xuncheng.foundation.trail.schemas import csv_stream
from xuncheng.foundation.trail.scope import reading
from xuncheng.rules.legal import Text
from xuncheng.rules.spans import FORM, Span, span_of

router = Router(tags=["legal section"])

SpanName = Annotated[str, Query(alias="span", pattern=f"^({FORM})?$", max_length=7)]
_RESULTS = {None: "待审查", True: "通过", False: "未通过"}

_CONTRACTS: Register[Contract] = Register(
    path="contracts", one="contract", title="Contracts to review", called=Text("该合同", "contract"),
    note="Contracts submitted for review, newest first unless asked otherwise",
    query=schemas.ErrandQuery, page=schemas.ContractPage, detail=schemas.ContractOut,
    door=registers.contracts_readable_by, found=registers.contracts, sortings=registers.ERRANDS,
    row=page.contract_row, shown=page.contract_page,
    columns={
        "合同": lambda one, _: one.title,
        "对方": lambda one, _: one.counterparty,
        "金额（元）": lambda one, _: one.amount,
        "提交人": lambda one, _: one.asked_by,
        "提交时间": lambda one, _: one.asked_at,
        "审查结果": lambda one, _: _RESULTS[one.passed],
        "审查意见": lambda one, _: one.answer,
        "审查时间": lambda one, _: one.answered_at,
        "审查律师": lambda _, row: row["lawyer"],
        "律师事务所": lambda _, row: row["firm"],
    },
)  # fmt: skip

_ADVICE: Register[Advice] = Register(
    path="advice", one="advice", title="Legal advice", called=Text("该咨询", "question"),
    note="Questions to the legal section, newest first unless asked otherwise",
    query=schemas.ErrandQuery, page=schemas.AdvicePage, detail=schemas.AdviceOut,
    door=registers.advice_readable_by, found=registers.advice, sortings=registers.ERRANDS,
    row=page.advice_row, shown=page.advice_page,
    columns={
        "标题": lambda one, _: one.title,
        "问题": lambda one, _: one.question,
        "提出人": lambda one, _: one.asked_by,
        "提出时间": lambda one, _: one.asked_at,
        "答复": lambda one, _: one.answer,
        "答复时间": lambda one, _: one.answered_at,
        "答复律师": lambda _, row: row["lawyer"],
        "律师事务所": lambda _, row: row["firm"],
    },
)  # fmt: skip

_SUPERVISIONS: Register[Supervision] = Register(
    path="supervisions", one="supervision", title="Papers of supervision", called=Text("该监督文书", "paper of supervision"),
    note="Papers of supervision, those first that are to be answered first",
    query=schemas.PaperQuery, page=schemas.SupervisionPage, detail=schemas.SupervisionOut,
    door=registers.supervisions_readable_by, found=registers.supervisions, sortings=registers.PAPERS,
    row=page.supervision_row, shown=page.supervision_page,
    columns={
        "种类": lambda _, row: row["kind"]["zh"],
        "文号": lambda one, _: one.number,
        "来文机关": lambda one, _: one.sender,
        "事由": lambda one, _: one.subject,
        "涉及案件": lambda one, _: one.case.number if one.case else "",
        "收文日期": lambda one, _: one.received_on,
        "回复期限": lambda one, _: one.reply_by,
        "回复日期": lambda one, _: one.replied_on,
        "回复内容": lambda one, _: one.reply,
    },
)  # fmt: skip

add_register(router, _CONTRACTS, "xuncheng_domains_remedies_registers_api")
add_register(router, _ADVICE, "xuncheng_domains_remedies_registers_api")
add_register(router, _SUPERVISIONS, "xuncheng_domains_remedies_registers_api")


# --- law firms and what lawyers did ---------------------------------------------------------------------------


@router.get("/lawyers", response=schemas.Lawyers, summary="Lawyers and their work in a span")
def list_lawyers(request: ViewerRequest, name: SpanName = "") -> Row:
    """Law firms, and what each lawyer did in a year (`2026`), a quarter (`2026-Q4`) or a month (`2026-11`).

    Contracts reviewed and advice given count on the day of the answer, remedies represented on the day of their receipt,
    legality reviews on the day of the review.
    """
    span = _span(name)
    with reading(request.viewer):
        done = work.work_in(request.viewer, span)
        return {
            "span": span.name, "since": span.since, "until": span.until,
            "firms": [page.firm_row(one) for one in registers.firms_readable_by(request.viewer)],
            "items": page.work_rows(done), "section": page.figures_row(done.section),
            "total": page.figures_row(done.total), "reviewers": done.reviewers, "represented_rate": _rate(done),
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
        "法制审核（次）",
        "其中未通过（次）",
    )
    return csv_stream("lawyers", head, _work_lines(request, _span(name)))


def _work_lines(request: ViewerRequest, span: Span) -> Iterator[tuple[Any, ...]]:
    with reading(request.viewer):
        done = work.work_in(request.viewer, span)
        for one, told in done.lawyers:
            yield (
                span.name,
                one.firm.name,
                one.name,
                one.licence,
                told.reviews,
                told.advice,
                told.represented,
                "",
                "",
            )
        for called, told in (("法制机构自办", done.section), ("合计", done.total)):
            yield span.name, called, "", "", told.reviews, told.advice, told.represented, "", ""
        for who in done.reviewers:
            yield span.name, "法制审核人员", who.reviewer, "", "", "", "", who.done, who.failed


@router.get("/law-firms/{uuid:key}", response=schemas.FirmOut, summary="A law firm")
def show_firm(request: ViewerRequest, key: UUID) -> Row:
    """One firm with its lawyers and the term of its engagement, and what may be done."""
    with reading(request.viewer):
        firm = entry(registers.firms_readable_by, request.viewer, key, Text("该律师事务所", "law firm"))
        return page.firm_page(firm, request.viewer)
