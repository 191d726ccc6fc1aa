"""HTTP for collection: banks and their files, differences, receivables, movements, days, charges."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from ninja import Query, Router

from xuncheng.domains.collection import commands, page, schemas
from xuncheng.domains.collection.queries import banks, charges, days, differences, receivables
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.paging import Page, Sorting
from xuncheng.foundation.trail.paging import page as keyset_page
from xuncheng.foundation.trail.schemas import Day, csv_stream
from xuncheng.foundation.trail.scope import reading

__all__ = ["commands", "router"]

router = Router(tags=["collection"])

Limit = Annotated[int, Query(ge=1, le=200)]
Words = Annotated[str, Query(max_length=100)]
Since = Annotated[Day | None, Query(alias="from")]
Until = Annotated[Day | None, Query(alias="to")]
Open = Annotated[bool, Query(alias="open", description="only where lines wait or differ")]
EXPORT_ROWS = 200_000
MONTH = timedelta(days=31)
_AT_ONCE = 1000
BY_FILE = Sorting("paid_on", descending=False)


def _out(found: Page[Any], items: list[Any]) -> dict[str, Any]:
    return {"items": items, "next": found.next, "count": found.count}


@router.get("/banks", response=schemas.Banks, summary="Collecting banks")
def list_banks(request: ViewerRequest, q: Words = "") -> dict[str, Any]:
    """The banks that collect for the viewer's areas, with what each has still to remit."""
    with reading(request.viewer):
        return {"items": page.bank_rows(banks.readable_by(request.viewer).filter(name__contains=q))}


@router.get("/bank-files", response=schemas.BankFilePage, summary="Files of collecting banks")
def list_bank_files(
    request: ViewerRequest, bank: UUID | None = None, open_only: Open = False, since: Since = None, until: Until = None,
    cursor: str | None = None, limit: Limit = 50, exact: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """Files of collecting banks, newest first; a keyset page. `from` and `to` are days that the files are of."""
    with reading(request.viewer, lists=True):
        matching = banks.matching_files(request.viewer, bank, since, until, waiting=open_only)
        found = keyset_page(matching, banks.NEWEST, cursor, limit, exact=exact)
        return _out(found, [page.file_row(one) for one in found.rows])


@router.get("/bank-files/export", summary="Files of collecting banks as CSV")
def export_bank_files(
    request: ViewerRequest,
    bank: UUID | None = None,
    open_only: Open = False,
    since: Since = None,
    until: Until = None,
) -> StreamingHttpResponse:
    """The same list as a CSV file, streamed."""
    head = ("文件编号", "代收机构", "日期", "批次", "笔数", "合计（元）", "待核对笔数", "接收时间")
    return csv_stream("bank-files", head, _file_rows(request, (bank, since, until), waiting=open_only))


def _file_rows(
    request: ViewerRequest, wanted: tuple[UUID | None, date | None, date | None], *, waiting: bool
) -> Iterator[tuple[Any, ...]]:
    with reading(request.viewer, lists=True):
        found = banks.matching_files(request.viewer, *wanted, waiting=waiting).order_by("-taken_at", "-id")
        for one in found[:EXPORT_ROWS].iterator(chunk_size=_AT_ONCE):
            yield (
                one.number,
                one.bank.name,
                one.day,
                one.batch,
                one.lines,
                one.total,
                one.waiting,
                one.taken_at,
            )


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


@router.get("/differences", response=schemas.DifferencePage, summary="Differences")
def list_differences(
    request: ViewerRequest, kind: str = "", state: str = "", q: Words = "", sort: str = "-found_at",
    cursor: str | None = None, limit: Limit = 50, exact: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """Lines that could not be settled by themselves, newest first unless asked otherwise; a keyset page."""
    sorting = differences.SORTINGS.get(sort, differences.SORTINGS["-found_at"])
    with reading(request.viewer, lists=True):
        matching = differences.matching(request.viewer, kind, state, q)
        found = keyset_page(matching, sorting, cursor, limit, exact=exact)
        return _out(found, [page.difference_row(one) for one in found.rows])


@router.get("/differences/export", summary="Differences as CSV")
def export_differences(
    request: ViewerRequest, kind: str = "", state: str = "", q: Words = ""
) -> StreamingHttpResponse:
    """The same list as a CSV file, streamed."""
    head = (
        "种类", "代收机构", "流水号", "缴款编号", "缴款人", "金额", "未处理金额", "缴款日期", "发现时间", "处理结果", "处理时间", "理由",
    )  # fmt: skip
    return csv_stream("differences", head, _difference_rows(request, kind, state, q))


def _difference_rows(request: ViewerRequest, kind: str, state: str, q: str) -> Iterator[tuple[Any, ...]]:
    with reading(request.viewer, lists=True):
        found = differences.matching(request.viewer, kind, state, q).order_by("-found_at", "-id")
        for one in found[:EXPORT_ROWS].iterator(chunk_size=_AT_ONCE):
            row = page.difference_row(one)
            yield (
                row["kind"]["zh"], row["bank"], row["serial"], row["payment_number"], row["payer"], row["amount"], row["open"],
                row["paid_on"], row["found_at"], row["resolution"]["zh"] if row["resolution"] else "", row["resolved_at"],
                one.reason,
            )  # fmt: skip


@router.get("/differences/{uuid:key}", response=schemas.DifferenceOut, summary="A difference")
def show_difference(request: ViewerRequest, key: UUID) -> dict[str, Any]:
    """One difference with its line, and how it may be resolved."""
    with reading(request.viewer):
        return page.difference_page(differences.one(request.viewer, key), request.viewer)


@router.get("/receivables", response=schemas.ReceivablePage, summary="What is owed")
def list_receivables(
    request: ViewerRequest, account: str = "", overdue: bool = False, q: Words = "", sort: str = "since",
    cursor: str | None = None, limit: Limit = 50, exact: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """What is owed on fines, late fees, fees and compensations, the oldest first unless asked otherwise; a keyset page."""
    sorting = receivables.SORTINGS.get(sort, receivables.SORTINGS["since"])
    with reading(request.viewer, lists=True):
        owed = receivables.owed(request.viewer, account, q, overdue=overdue)
        found = keyset_page(owed, sorting, cursor, limit, exact=exact)
        about = receivables.subjects_of(request.viewer, (one.subject_id for one in found.rows))
        return _out(found, [page.receivable_row(one, about) for one in found.rows])


@router.get("/receivables/export", summary="What is owed as CSV")
def export_receivables(
    request: ViewerRequest, account: str = "", overdue: bool = False, q: Words = ""
) -> StreamingHttpResponse:  # fmt: skip
    """The same list as a CSV file, streamed."""
    head = ("款项", "编号", "当事人", "应收（元）", "已收、核减（元）", "尚欠（元）", "起始日期", "缴纳期限")
    return csv_stream("receivables", head, _receivable_rows(request, account, q, overdue=overdue))


def _receivable_rows(
    request: ViewerRequest, account: str, q: str, *, overdue: bool
) -> Iterator[tuple[Any, ...]]:
    with reading(request.viewer, lists=True):
        owed = receivables.owed(request.viewer, account, q, overdue=overdue)
        for rows in _in_pages(owed, receivables.SORTINGS["since"]):
            about = receivables.subjects_of(request.viewer, (one.subject_id for one in rows))
            for one in rows:
                row = page.receivable_row(one, about)
                yield (
                    row["account"]["zh"], one.number, row["name"], row["charged"], row["settled"], row["owed"], row["since"],
                    row["due"],
                )  # fmt: skip


def _in_pages(found: QuerySet[Any], sorting: Sorting) -> Iterator[list[Any]]:
    """The rows of an export so many at a time, for those of which more is read page by page."""
    cursor: str | None = None
    for _ in range(EXPORT_ROWS // _AT_ONCE):
        some = keyset_page(found, sorting, cursor, _AT_ONCE)
        yield some.rows
        cursor = some.next
        if cursor is None:
            return


@router.get("/movements", response=schemas.MovementPage, summary="Movements of money")
def list_movements(
    request: ViewerRequest, event: str = "", paid: bool = False, q: Words = "",
    since: Annotated[Day | None, Query(alias="from")] = None, until: Annotated[Day | None, Query(alias="to")] = None,
    cursor: str | None = None, limit: Limit = 50, exact: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """What was posted in the books, newest first; a keyset page. Nobody can change what stands there."""
    with reading(request.viewer, lists=True):
        moved = receivables.moved(request.viewer, event, q, since, until, paid=paid)
        found = keyset_page(moved, receivables.NEWEST, cursor, limit, exact=exact)
        return _out(found, [page.movement_row(one) for one in found.rows])


@router.get("/movements/export", summary="Movements of money as CSV")
def export_movements(
    request: ViewerRequest, event: str = "", paid: bool = False, q: Words = "",
    since: Annotated[Day | None, Query(alias="from")] = None, until: Annotated[Day | None, Query(alias="to")] = None,
) -> StreamingHttpResponse:  # fmt: skip
    """The same list as a CSV file, streamed."""
    head = ("事项", "编号", "借方", "贷方", "金额（元）", "日期", "摘要", "记账时间")
    moved = (event, q, since, until)
    return csv_stream("movements", head, _movement_rows(request, moved, paid=paid))


def _movement_rows(
    request: ViewerRequest, wanted: tuple[str, str, date | None, date | None], *, paid: bool
) -> Iterator[tuple[Any, ...]]:
    with reading(request.viewer, lists=True):
        moved = receivables.moved(request.viewer, *wanted, paid=paid).order_by("-posted_at", "-id")
        for one in moved[:EXPORT_ROWS].iterator(chunk_size=_AT_ONCE):
            row = page.movement_row(one)
            yield (
                row["event"]["zh"], one.number, row["debit"]["zh"], row["credit"]["zh"], one.amount, one.day, one.memo, one.posted_at,
            )  # fmt: skip


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
    head = (
        "日期", "代收机构", "笔数", "银行合计（元）", "入账（元）", "待查（元）", "已退（元）", "差异", "待核对笔数", "对账时间", "说明",
    )  # fmt: skip
    return csv_stream("bank-days", head, _day_rows(request, since or last - MONTH, last))


def _day_rows(request: ViewerRequest, since: date, until: date) -> Iterator[tuple[Any, ...]]:
    with reading(request.viewer, lists=True):
        for one in days.between(request.viewer, since, until):
            told, closed = one.figures, one.closed
            yield (
                one.day, one.bank.name, told.lines, told.total, told.paid, told.held, told.refunded, told.differences, told.waiting,
                closed.closed_at if closed else "", closed.remarks if closed else "",
            )  # fmt: skip


@router.get("/charges", response=schemas.ChargePage, summary="Fees and compensations")
def list_charges(
    request: ViewerRequest, kind: str = "", owed: bool = False, q: Words = "", sort: str = "-assessed_on",
    cursor: str | None = None, limit: Limit = 50, exact: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """Fees for occupying roads, and compensations, newest first unless asked otherwise; a keyset page."""
    sorting = charges.SORTINGS.get(sort, charges.SORTINGS["-assessed_on"])
    with reading(request.viewer, lists=True):
        matching = charges.matching(request.viewer, kind, q, owed=owed)
        found = keyset_page(matching, sorting, cursor, limit, exact=exact)
        return _out(found, page.charge_rows(found.rows))


@router.get("/charges/export", summary="Fees and compensations as CSV")
def export_charges(
    request: ViewerRequest, kind: str = "", owed: bool = False, q: Words = ""
) -> StreamingHttpResponse:
    """The same list as a CSV file, streamed."""
    head = (
        "编号",
        "种类",
        "缴费人",
        "地点",
        "收费主体",
        "应收（元）",
        "已缴（元）",
        "尚欠（元）",
        "核定日期",
        "缴纳期限",
    )
    return csv_stream("charges", head, _charge_rows(request, kind, q, owed=owed))


def _charge_rows(request: ViewerRequest, kind: str, q: str, *, owed: bool) -> Iterator[tuple[Any, ...]]:
    with reading(request.viewer, lists=True):
        found = charges.matching(request.viewer, kind, q, owed=owed)
        for rows in _in_pages(found, charges.SORTINGS["-assessed_on"]):
            for row in page.charge_rows(rows):
                yield (
                    row["number"], row["kind"]["zh"], row["debtor"], row["place"], row["payee"], row["amount"], row["paid"],
                    row["owed"], row["assessed_on"], row["due"],
                )  # fmt: skip


@router.get("/charges/{uuid:key}", response=schemas.ChargeOut, summary="A fee or compensation")
def show_charge(request: ViewerRequest, key: UUID) -> dict[str, Any]:
    """One charge with all that moved on it."""
    with reading(request.viewer):
        return page.charge_page(charges.one(request.viewer, key), request.viewer)
