"""Files, differences, receivables, days and charges as lists and pages show them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Sum

from xuncheng.domains.cases.queries import Case, Payment
from xuncheng.domains.collection.models import (
    Allocation,
    BankFile,
    BankLine,
    Charge,
    CollectingBank,
    LineDifference,
    ReconciledDay,
)
from xuncheng.domains.collection.queries import banks, days, differences, receivables
from xuncheng.domains.collection.queries.receivables import OnTheSpot, Subject
from xuncheng.domains.money.queries import Balance, Movement, movements_readable_by, sums_of
from xuncheng.foundation.files.queries import attached_to, file_out
from xuncheng.foundation.trail.possible import acts_out
from xuncheng.foundation.trail.queries import version_of, versions_of
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.schemas import coded, urgency
from xuncheng.foundation.trail.timeline import timeline
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.collecting import CHARGES, DIFFERENCES, RESOLUTIONS
from xuncheng.rules.collection_file import LineKind
from xuncheng.rules.legal import Text
from xuncheng.rules.money_books import CHART, EVENTS, ZERO, Account, Turnover

MONTH = timedelta(days=31)
Row = dict[str, Any]

LINE_KINDS: dict[str, Text] = {
    LineKind.PAYMENT: Text("缴款", "payment"), LineKind.DEPOSIT: Text("缴存", "deposit of the agency"),
}  # fmt: skip
CHARGE_KINDS = {code: kind.label for code, kind in CHARGES.items()}
ACCOUNTS = {account.value: heading.label for account, heading in CHART.items()}
EVENT_LABELS = {name: event.label for name, event in EVENTS.items()}
NEAR = timedelta(days=3)


def link(case: Case | None, charge: Charge | None) -> Row | None:
    """What is paid on, as a link."""
    if case:
        return {"kind": "case", "id": case.pk, "number": case.number}
    return {"kind": "charge", "id": charge.pk, "number": charge.number} if charge else None


# --- banks and their files ------------------------------------------------------------------------------------


def bank_rows(found: Iterable[CollectingBank]) -> list[Row]:
    """Banks, with what each has still to remit."""
    rows = list(found)
    to_remit = dict(
        # lint: own door: the banks came through their door
        Allocation.objects.filter(remittance=None, line__bank__in=rows)
        .order_by("line__bank").values("line__bank").annotate(sum=Sum("amount")).values_list("line__bank", "sum")
    )  # fmt: skip
    return [
        {
            "id": one.pk, "code": one.code, "name": one.name, "account": one.account, "agreement": one.agreement,
            "agreed_on": one.agreed_on, "filed_on": one.filed_on, "to_remit": to_remit.get(one.pk, ZERO),
        }
        for one in rows
    ]  # fmt: skip


def file_row(one: BankFile) -> Row:
    """A file as lists show it."""
    return {
        "id": one.pk, "number": one.number, "bank": one.bank.name, "day": one.day, "batch": one.batch, "lines": one.lines,
        "total": one.total, "waiting": one.waiting, "taken_at": one.taken_at,
    }  # fmt: skip


def file_page(one: BankFile, viewer: Viewer) -> Row:
    """The whole page of a file, without its lines."""
    lines = banks.lines_readable_by(viewer).filter(file=one)
    sums = lines.aggregate(paid=Sum("paid"), held=Sum("held"), refunded=Sum("refunded"))
    return {
        **file_row(one), **{name: value or ZERO for name, value in sums.items()},
        "differences": days.open_differences(viewer).filter(line__file=one).count(),
        "files": [file_out(file) for file in attached_to(viewer, [one.pk])], "version": version_of(one.pk),
        "timeline": timeline(one.pk), "possible_acts": [],
    }  # fmt: skip


def line_rows(lines: list[BankLine]) -> list[Row]:
    """Lines, each with what it pays."""
    pays = defaultdict[UUID, list[Row | None]](list)
    # lint: own door: the lines came through their door
    for one in Allocation.objects.filter(line__in=lines).select_related("case", "charge").order_by("id"):
        pays[one.line_id].append(link(one.case, one.charge))
    return [
        {
            "id": one.pk, "serial": one.serial, "payment_number": one.payment_number, "payer": one.payer,
            "amount": one.amount, "receipt": one.receipt, "kind": coded(one.kind, LINE_KINDS),
            "settled": one.settled_at is not None, "paid": one.paid, "held": one.held, "refunded": one.refunded,
            "pays": pays[one.pk],
        }
        for one in lines
    ]  # fmt: skip


# --- differences ----------------------------------------------------------------------------------------------


def difference_row(one: LineDifference) -> Row:
    """A difference as lists show it."""
    line = one.line
    return {
        "id": one.pk, "kind": coded(one.kind, DIFFERENCES), "serial": line.serial, "payment_number": line.payment_number,
        "payer": line.payer, "amount": one.amount, "open": one.open, "bank": line.bank.name, "file": line.file_id,
        "paid_on": line.paid_on, "found_at": one.found_at,
        "resolution": coded(one.resolution, RESOLUTIONS) if one.resolution else None, "resolved_at": one.resolved_at,
        "link": link(one.case, one.charge),
    }  # fmt: skip


def difference_page(one: LineDifference, viewer: Viewer) -> Row:
    """The whole page of a difference."""
    obstacles = {name: differences.obstacle(one, name) for name in differences.RESOLVING}
    return {
        **difference_row(one), "receipt": one.line.receipt, "collected": one.line.amount, "note": one.note,
        "reason": one.reason, "pays": [link(part.case, part.charge) for part in differences.allocations_of(one)],
        "version": version_of(one.pk), "timeline": timeline(one.pk),
        "possible_acts": acts_out(viewer, differences.RESOLVING, one.area_path, obstacles),
    }  # fmt: skip


# --- what is owed and what moved ------------------------------------------------------------------------------


def receivable_rows(viewer: Viewer, found: Sequence[Balance]) -> list[Row]:
    """What is owed on accounts of cases and charges."""
    subjects = receivables.subjects_of(viewer, (one.subject_id for one in found))
    return [_receivable_row(one, subjects.get(one.subject_id, Subject("", None))) for one in found]


def _receivable_row(one: Balance, about: Subject) -> Row:
    return {
        "id": one.pk, "link": {"kind": one.subject_type, "id": one.subject_id, "number": one.number},
        "account": coded(one.account, ACCOUNTS), "name": about.name, "charged": one.debit, "settled": one.credit,
        "owed": one.debit - one.credit, "since": one.since, "due": about.due_on, "urgency": urgency(about.due_on, NEAR),
    }  # fmt: skip


def movement_row(one: Movement) -> Row:
    """One movement with both of its sides."""
    event = EVENTS[one.event]
    of = {"kind": one.subject_type, "id": one.subject_id, "number": one.number}
    return {
        "id": one.pk, "event": coded(one.event, EVENT_LABELS), "debit": coded(event.debit, ACCOUNTS),
        "credit": coded(event.credit, ACCOUNTS), "amount": one.amount, "day": one.day, "number": one.number,
        "memo": one.memo, "posted_at": one.posted_at, "link": of if one.subject_type in ("case", "charge") else None,
    }  # fmt: skip


def spot_row(one: OnTheSpot) -> Row:
    """Money taken on the spot, with whom it lies and until when."""
    return {
        "link": link(one.case, None), "officer": one.officer, "account": coded(one.account, ACCOUNTS), "amount": one.amount,
        "due": one.due_on, "urgency": urgency(one.due_on, timedelta(days=1)),
    }  # fmt: skip


# --- days -----------------------------------------------------------------------------------------------------


def day_page(viewer: Viewer, day: date) -> Row:
    """All banks' day, and what was entered by hand and no file tells of."""
    closed = {one.bank_id: one for one in days.days_readable_by(viewer).filter(day=day)}
    found = list(banks.readable_by(viewer))
    told, versions = days.figures(viewer, found, day), versions_of(bank.pk for bank in found)
    return {
        "day": day,
        "banks": [
            _bank_day(viewer, bank, told[bank.pk], closed.get(bank.pk))
            | {"version": versions.get(bank.pk, 0)}
            for bank in found
        ],
        "unclaimed": [_unclaimed(one) for one in days.unclaimed(viewer, day).select_related("case")[:200]],
        "recent": [_past_day(one) for one in days.between(viewer, day - MONTH, day)],
    }


def _past_day(one: days.BankDay) -> Row:
    told = one.figures
    return {
        "day": one.day, "bank": one.bank.name, "lines": told.lines, "total": told.total, "differences": told.differences,
        "waiting": told.waiting, "closed_at": one.closed.closed_at if one.closed else None,
    }  # fmt: skip


def _bank_day(
    viewer: Viewer, bank: CollectingBank, found: days.DayFigures, closed: ReconciledDay | None
) -> Row:
    done = (
        Refused("day_reconciled", Text("该日已对账", "That day was reconciled already")) if closed else None
    )
    return {
        "bank": bank.pk, "name": bank.name, **{name: getattr(found, name) for name in found.__slots__},
        "closed_at": closed.closed_at if closed else None, "remarks": closed.remarks if closed else "",
        "possible_acts": acts_out(viewer, ("bankday.close", "bank.remit"), bank.area_path, {"bankday.close": done}),
    }  # fmt: skip


def _unclaimed(one: Payment) -> Row:
    return {
        "link": link(one.case, None), "receipt": one.receipt, "payer": one.payer, "amount": one.amount,
    }  # fmt: skip


# --- charges --------------------------------------------------------------------------------------------------


def charge_rows(found: Iterable[Charge]) -> list[Row]:
    """Charges, each with what is owed and paid by the books."""
    rows = list(found)
    sums = sums_of(one.pk for one in rows)
    return [_charge_row(one, sums.get(one.pk, {})) for one in rows]


def _charge_row(one: Charge, sums: dict[Account, Turnover]) -> Row:
    owed = sums.get(Account.COMPENSATION, Turnover()).on_side(debit=True)
    return {
        "id": one.pk, "number": one.number, "kind": coded(one.kind, CHARGE_KINDS), "debtor": one.debtor, "place": one.place,
        "payee": one.payee, "amount": one.amount, "owed": owed, "paid": sums.get(Account.BANK, Turnover()).debit,
        "assessed_on": one.assessed_on, "due": one.due_on, "urgency": urgency(one.due_on, NEAR) if owed else "none",
    }  # fmt: skip


def charge_page(one: Charge, viewer: Viewer) -> Row:
    """The whole page of a charge."""
    moved = list(movements_readable_by(viewer).filter(subject_id=one.pk).order_by("posted_at", "id"))
    (row,) = charge_rows([one])
    sums = {name: _summed(moved, name) for name in ("compensation.waived", "refund.owed")}
    nothing = Refused("nothing_owed", Text("没有尚欠的款项", "Nothing is owed any more"))
    unpaid = Refused("nothing_paid", Text("没有可退的款项", "Nothing was paid that could go back"))
    obstacles = {
        "charge.waive": None if row["owed"] else nothing,
        "charge.refund": None if row["paid"] > sums["refund.owed"] else unpaid,
    }
    return {
        **row, "contact": one.contact, "grounds": one.grounds, "waived": sums["compensation.waived"],
        "refunded": sums["refund.owed"], "movements": [movement_row(part) for part in moved], "version": version_of(one.pk),
        "timeline": timeline(one.pk), "possible_acts": acts_out(viewer, obstacles, one.area_path, obstacles),
    }  # fmt: skip


def _summed(moved: Iterable[Movement], event: str) -> Decimal:
    return sum((one.amount for one in moved if one.event == event), ZERO)
