"""HTTP for collection: banks and their files, differences, receivables, movements, days, charges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from itertools import islice
from typing import Annotated, Any
from uuid import UUID

from django.http import StreamingHttpResponse
from ninja import Query, Router

from xuncheng.domains.collection import commands, page, schemas
from xuncheng.domains.collection.models import BankFile, BankLine
from xuncheng.domains.collection.queries import banks, charges, days, differences, receivables
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.people.listing import AT_ONCE, Column, Item, Limit, Listing, file_of, serve
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.paging import Page, Sorting
from xuncheng.foundation.trail.paging import page as keyset_page
from xuncheng.foundation.trail.schemas import Day
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import Viewer

__all__ = ["commands", "router"]

router = Router(tags=["collection"])

Words = Annotated[str, Query(max_length=100)]
Since = Annotated[Day | None, Query(alias="from")]
Until = Annotated[Day | None, Query(alias="to")]
BY_FILE = Sorting("paid_on", descending=False)


def _out(found: Page[Any], items: list[Any]) -> dict[str, Any]:
    return {"items": items, "next": found.next, "count": found.count}


@router.get("/banks", response=schemas.Banks, summary="Collecting banks")
def list_banks(request: ViewerRequest, q: Words = "") -> dict[str, Any]:
    """The banks that collect for the viewer's areas, with what each has still to remit."""
    with reading(request.viewer):
        return {"items": page.bank_rows(banks.readable_by(request.viewer).filter(name__contains=q))}


@router.get("/bank-files/{uuid:key}", response=schemas.BankFileOut, summary="A file of a bank")
def show_bank_file(request: ViewerRequest, key: UUID) -> dict[str, Any]:
    """One file: how far it is settled, and what of it pays debts, is held or went back."""
    with reading(request.viewer):
        return page.file_page(banks.one_file(request.viewer, key), request.viewer)


@router.get("/bank-files/{uuid:key}/lines", response=schemas.BankLinePage, summary="Lines of a file")
def list_bank_lines(
    request: ViewerRequest, key: UUID, cursor: str | None = None, limit: Limit = 50, exact: bool = False
) -> dict[str, Any]:  # fmt: skip
    """The lines of a file as they stand in it; a keyset page."""
    with reading(request.viewer):
        file = banks.one_file(request.viewer, key)
        found = keyset_page(
            banks.lines_readable_by(request.viewer).filter(file=file), BY_FILE, cursor, limit, exact=exact
        )
        return _out(found, page.line_rows(found.rows))


@router.get("/differences/{uuid:key}", response=schemas.DifferenceOut, summary="A difference")
def show_difference(request: ViewerRequest, key: UUID) -> dict[str, Any]:
    """One difference with its line, and how it may be resolved."""
    with reading(request.viewer):
        return page.difference_page(differences.one(request.viewer, key), request.viewer)


@router.get("/spot-money", response=schemas.SpotMoney, summary="Money taken on the spot")
def list_spot_money(request: ViewerRequest) -> dict[str, Any]:
    """Money taken on the spot that is not in the bank yet: with whom it lies and until when (art. 71)."""
    with reading(request.viewer):
        return {"items": [page.spot_row(one) for one in receivables.on_the_spot(request.viewer)]}


@router.get("/bank-days", response=schemas.DayOut, summary="Reconciliation of a day")
def show_day(request: ViewerRequest, day: Day | None = None) -> dict[str, Any]:
    """A day (today unless asked otherwise) bank by bank: its total, what of it pays debts, and what differs."""
    with reading(request.viewer):
        return page.day_page(request.viewer, day or today())


@router.get("/bank-days/export", summary="Days of collecting banks as CSV")
def export_days(request: ViewerRequest, since: Since = None, until: Until = None) -> StreamingHttpResponse:
    """The days on which banks collected, the newest first (those of the past month unless asked otherwise), as a CSV file."""
    last = until or today()
    return file_of(request, "bank-days", DAYS, _day_rows(request.viewer, since or last - page.MONTH, last))


def _day_rows(viewer: Viewer, since: date, until: date) -> Iterator[tuple[Item, days.BankDay]]:
    with reading(viewer, lists=True):
        for one in days.between(viewer, since, until):
            yield asdict(one.figures), one


@router.get("/bank-files/{uuid:key}/lines/export", summary="Lines of a file, as CSV")
def export_bank_lines(request: ViewerRequest, key: UUID) -> StreamingHttpResponse:
    """The lines of a file as they stand in it, with what each pays, as a CSV file."""
    with reading(request.viewer):
        file = banks.one_file(request.viewer, key)
    return file_of(request, f"bank-lines-{file.number}", LINES, _line_rows(request.viewer, file))


def _line_rows(viewer: Viewer, file: BankFile) -> Iterator[tuple[Item, BankLine]]:
    with reading(viewer, lists=True):
        found = banks.lines_readable_by(viewer).filter(file=file).order_by(*BY_FILE.order())
        reader = found.iterator(chunk_size=AT_ONCE)
        while some := list(islice(reader, AT_ONCE)):
            yield from zip(page.line_rows(some), some, strict=True)


@router.get("/charges/{uuid:key}", response=schemas.ChargeOut, summary="A fee or compensation")
def show_charge(request: ViewerRequest, key: UUID) -> dict[str, Any]:
    """One charge with all that moved on it."""
    with reading(request.viewer):
        return page.charge_page(charges.one(request.viewer, key), request.viewer)


DAYS = (
    Column("日期", "Day", lambda _, one: one.day),
    Column("代收机构", "Bank", lambda _, one: one.bank.name),
    Column("笔数", "Lines", "lines"),
    Column("银行合计（元）", "Bank's total (CNY)", "total"),
    Column("入账（元）", "In the books (CNY)", "paid"),
    Column("待查（元）", "Held (CNY)", "held"),
    Column("已退（元）", "Refunded (CNY)", "refunded"),
    Column("差异", "Differences", "differences"),
    Column("待核对笔数", "Lines waiting", "waiting"),
    Column("对账时间", "Reconciled", lambda _, one: one.closed and one.closed.closed_at),
    Column("说明", "Remarks", lambda _, one: one.closed and one.closed.remarks),
)

LINES = (
    Column("流水号", "Serial no.", "serial"),
    Column("缴款编号", "Payment no.", "payment_number"),
    Column("缴款人", "Payer", "payer"),
    Column("金额（元）", "Amount (CNY)", "amount"),
    Column("种类", "Kind", "kind"),
    Column("缴款日期", "Paid on", lambda _, one: one.paid_on),
    Column("票据号码", "Receipt", "receipt"),
    Column("入账（元）", "In the books (CNY)", "paid"),
    Column("待查（元）", "Held (CNY)", "held"),
    Column("已退（元）", "Refunded (CNY)", "refunded"),
    Column("用于", "Pays", lambda item, _: [one["number"] for one in item["pays"] if one]),
)

BANK_FILES = Listing(
    name="bank-files", title="Files of collecting banks", query=schemas.BankFileQuery, page=schemas.BankFilePage,
    about="Files of collecting banks, newest first. `from` and `to` are days that the files are of",
    sortings=banks.SORTINGS, shown=lambda _, rows: [page.file_row(one) for one in rows],
    found=lambda viewer, query: banks.matching_files(viewer, query.bank, query.since, query.until, waiting=query.open_only),
    columns=(
        Column("文件编号", "File no.", "number"),
        Column("代收机构", "Bank", "bank"),
        Column("日期", "Day", "day"),
        Column("批次", "Batch", "batch"),
        Column("笔数", "Lines", "lines"),
        Column("合计（元）", "Total (CNY)", "total"),
        Column("待核对笔数", "Lines waiting", "waiting"),
        Column("接收时间", "Taken in", "taken_at"),
    ),
)  # fmt: skip

DIFFERENCES = Listing(
    name="differences", title="Differences", query=schemas.DifferenceQuery, page=schemas.DifferencePage,
    about="Lines that could not be settled by themselves, newest first unless asked otherwise",
    sortings=differences.SORTINGS, shown=lambda _, rows: [page.difference_row(one) for one in rows],
    found=lambda viewer, query: differences.matching(viewer, query.kind, query.state, query.q),
    columns=(
        Column("种类", "Kind", "kind"),
        Column("代收机构", "Bank", "bank"),
        Column("流水号", "Serial no.", "serial"),
        Column("缴款编号", "Payment no.", "payment_number"),
        Column("缴款人", "Payer", "payer"),
        Column("金额", "Amount (CNY)", "amount"),
        Column("未处理金额", "Open (CNY)", "open"),
        Column("缴款日期", "Paid on", "paid_on"),
        Column("发现时间", "Found", "found_at"),
        Column("处理结果", "Resolution", "resolution"),
        Column("处理时间", "Resolved", "resolved_at"),
        Column("理由", "Reason", lambda _, row: row.reason),
    ),
)  # fmt: skip

RECEIVABLES = Listing(
    name="receivables", title="What is owed", query=schemas.ReceivableQuery, page=schemas.ReceivablePage,
    about="What is owed on fines, late fees, fees and compensations, the oldest first unless asked otherwise",
    sortings=receivables.SORTINGS, shown=page.receivable_rows,
    found=lambda viewer, query: receivables.owed(viewer, query.account, query.q, overdue=query.overdue),
    columns=(
        Column("款项", "Account", "account"),
        Column("编号", "Number", "link.number"),
        Column("当事人", "Party", "name"),
        Column("应收（元）", "Charged (CNY)", "charged"),
        Column("已收、核减（元）", "Settled (CNY)", "settled"),
        Column("尚欠（元）", "Owed (CNY)", "owed"),
        Column("起始日期", "Since", "since"),
        Column("缴纳期限", "Due", "due"),
    ),
)  # fmt: skip

MOVEMENTS = Listing(
    name="movements", title="Movements of money", query=schemas.MovementQuery, page=schemas.MovementPage,
    about="What was posted in the books, newest first. Nobody can change what stands there",
    sortings={"-posted_at": receivables.NEWEST}, shown=lambda _, rows: [page.movement_row(one) for one in rows],
    found=lambda viewer, query: receivables.moved(
        viewer, query.event, query.q, query.since, query.until, paid=query.paid
    ),
    columns=(
        Column("事项", "Event", "event"),
        Column("编号", "Number", "number"),
        Column("借方", "Debit", "debit"),
        Column("贷方", "Credit", "credit"),
        Column("金额（元）", "Amount (CNY)", "amount"),
        Column("日期", "Day", "day"),
        Column("摘要", "Memo", "memo"),
        Column("记账时间", "Posted", "posted_at"),
    ),
)  # fmt: skip

CHARGES = Listing(
    name="charges", title="Fees and compensations", query=schemas.ChargeQuery, page=schemas.ChargePage,
    about="Fees for occupying roads, and compensations, newest first unless asked otherwise",
    sortings=charges.SORTINGS, shown=lambda _, rows: page.charge_rows(rows),
    found=lambda viewer, query: charges.matching(viewer, query.kind, query.q, owed=query.owed),
    columns=(
        Column("编号", "Number", "number"),
        Column("种类", "Kind", "kind"),
        Column("缴费人", "Debtor", "debtor"),
        Column("地点", "Place", "place"),
        Column("收费主体", "Payee", "payee"),
        Column("应收（元）", "Charged (CNY)", "amount"),
        Column("已缴（元）", "Paid (CNY)", "paid"),
        Column("尚欠（元）", "Owed (CNY)", "owed"),
        Column("核定日期", "Assessed on", "assessed_on"),
        Column("缴纳期限", "Due", "due"),
    ),
)  # fmt: skip

serve(router, "/bank-files", BANK_FILES)
serve(router, "/differences", DIFFERENCES)
serve(router, "/receivables", RECEIVABLES)
serve(router, "/movements", MOVEMENTS)
serve(router, "/charges", CHARGES)
