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
from xuncheng.foundation.people.listing import Column, Item, Listing, file_of
from xuncheng.foundation.people.registers import Register, add_register, entry
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text
from xuncheng.rules.spans import FORM, Span, span_of

router = Router(tags=["legal section"])

SpanName = Annotated[str, Query(alias="span", pattern=f"^({FORM})?$", max_length=7)]
_RESULTS = {
    None: Text("待审查", "waiting"),
    True: Text("通过", "passed"),
    False: Text("未通过", "not passed"),
}

_CONTRACTS: Register[Contract] = Register(
    one="contract", called=Text("该合同", "contract"), detail=schemas.ContractOut,
    door=registers.contracts_readable_by, shown=page.contract_page,
    listing=Listing(
        name="contracts", title="Contracts to review", query=schemas.ErrandQuery, page=schemas.ContractPage,
        about="Contracts submitted for review, newest first unless asked otherwise", sortings=registers.ERRANDS,
        found=lambda viewer, query: registers.contracts(viewer, query.filter()),
        shown=lambda _, rows: [page.contract_row(one) for one in rows],
        columns=(
            Column("合同", "Contract", lambda _, one: one.title),
            Column("对方", "Counterparty", lambda _, one: one.counterparty),
            Column("金额（元）", "Amount (CNY)", lambda _, one: one.amount),
            Column("提交人", "Submitted by", lambda _, one: one.asked_by),
            Column("提交时间", "Submitted", lambda _, one: one.asked_at),
            Column("审查结果", "Result", lambda _, one: _RESULTS[one.passed]),
            Column("审查意见", "Opinion", lambda _, one: one.answer),
            Column("审查时间", "Reviewed", lambda _, one: one.answered_at),
            Column("审查律师", "Lawyer", "lawyer"),
            Column("律师事务所", "Law firm", "firm"),
        ),
    ),
)  # fmt: skip

_ADVICE: Register[Advice] = Register(
    one="advice", called=Text("该咨询", "question"), detail=schemas.AdviceOut,
    door=registers.advice_readable_by, shown=page.advice_page,
    listing=Listing(
        name="advice", title="Legal advice", query=schemas.ErrandQuery, page=schemas.AdvicePage,
        about="Questions to the legal section, newest first unless asked otherwise", sortings=registers.ERRANDS,
        found=lambda viewer, query: registers.advice(viewer, query.filter()),
        shown=lambda _, rows: [page.advice_row(one) for one in rows],
        columns=(
            Column("标题", "Title", lambda _, one: one.title),
            Column("问题", "Question", lambda _, one: one.question),
            Column("提出人", "Asked by", lambda _, one: one.asked_by),
            Column("提出时间", "Asked", lambda _, one: one.asked_at),
            Column("答复", "Answer", lambda _, one: one.answer),
            Column("答复时间", "Answered", lambda _, one: one.answered_at),
            Column("答复律师", "Lawyer", "lawyer"),
            Column("律师事务所", "Law firm", "firm"),
        ),
    ),
)  # fmt: skip

_SUPERVISIONS: Register[Supervision] = Register(
    one="supervision", called=Text("该监督文书", "paper of supervision"), detail=schemas.SupervisionOut,
    door=registers.supervisions_readable_by, shown=page.supervision_page,
    listing=Listing(
        name="supervisions", title="Papers of supervision", query=schemas.PaperQuery, page=schemas.SupervisionPage,
        about="Papers of supervision, those first that are to be answered first", sortings=registers.PAPERS,
        found=lambda viewer, query: registers.supervisions(viewer, query.filter()),
        shown=lambda _, rows: [page.supervision_row(one) for one in rows],
        columns=(
            Column("种类", "Kind", "kind"),
            Column("文号", "Number", lambda _, one: one.number),
            Column("来文机关", "From", lambda _, one: one.sender),
            Column("事由", "About", lambda _, one: one.subject),
            Column("涉及案件", "Case", lambda _, one: one.case.number if one.case else ""),
            Column("收文日期", "Received on", lambda _, one: one.received_on),
            Column("回复期限", "Reply by", lambda _, one: one.reply_by),
            Column("回复日期", "Replied on", lambda _, one: one.replied_on),
            Column("回复内容", "Reply", lambda _, one: one.reply),
        ),
    ),
)  # fmt: skip

add_register(router, _CONTRACTS)
add_register(router, _ADVICE)
add_register(router, _SUPERVISIONS)


_WORK = (
    Column("统计期", "Span", "span"),
    Column("律师事务所", "Law firm", "firm"),
    Column("律师", "Lawyer", "name"),
    Column("执业证号", "Licence", "licence"),
    Column("合同审查（件）", "Contracts reviewed", "reviews"),
    Column("法律咨询（件）", "Advice given", "advice"),
    Column("代理复议诉讼（件）", "Remedies represented", "represented"),
    Column("法制审核（次）", "Legality reviews", "done"),
    Column("其中未通过（次）", "Of these not passed", "failed"),
)
_NOTHING: Item = {column.value: None for column in _WORK if isinstance(column.value, str)}
_OWN, _ALL = Text("法制机构自办", "by the section itself"), Text("合计", "total")
_REVIEWERS = Text("法制审核人员", "legality reviewer")


# --- law firms and what lawyers did ---------------------------------------------------------------------------


@router.get("/lawyers", response=schemas.Lawyers, summary="Lawyers and their work in a span")
def list_lawyers(request: ViewerRequest, name: SpanName = "") -> Item:
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
    return file_of(request, "lawyers", _WORK, _work_rows(request.viewer, _span(name)))


def _work_rows(viewer: Viewer, span: Span) -> Iterator[tuple[Item, None]]:
    """Lawyer by lawyer, then what the section did itself and all of it, then the reviewers."""
    with reading(viewer):
        done = work.work_in(viewer, span)
        lawyers = [(page.lawyer_row(one) | {"firm": one.firm.name}, told) for one, told in done.lawyers]
        sums: list[tuple[Item, Any]] = [({"firm": _OWN}, done.section), ({"firm": _ALL}, done.total)]
        for named, told in lawyers + sums:
            yield {**_NOTHING, "span": span.name, **named, **page.figures_row(told)}, None
        for who in done.reviewers:
            told = {"firm": _REVIEWERS, "name": who.reviewer, "done": who.done, "failed": who.failed}
            yield {**_NOTHING, "span": span.name, **told}, None


@router.get("/law-firms/{uuid:key}", response=schemas.FirmOut, summary="A law firm")
def show_firm(request: ViewerRequest, key: UUID) -> Item:
    """One firm with its lawyers and the term of its engagement, and what may be done."""
    with reading(request.viewer):
        firm = entry(registers.firms_readable_by, request.viewer, key, Text("该律师事务所", "law firm"))
        return page.firm_page(firm, request.viewer)
