"""Differences: each ends by an act with its reason, and the money that was held goes where it belongs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from xuncheng.domains.collection.commands.settling import close_shortfalls, pay
from xuncheng.domains.collection.commands.shared import Reason, Voucher, check_past, ledger_of_line
from xuncheng.domains.collection.models import BankLine, LineDifference
from xuncheng.domains.collection.queries.differences import obstacle
from xuncheng.domains.collection.queries.targets import find_target
from xuncheng.domains.money.commands import post
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.foundation.trail.statements import lock
from xuncheng.rules.collecting import TELLING
from xuncheng.rules.collection_file import tidy_number
from xuncheng.rules.legal import Text
from xuncheng.rules.money_books import ZERO

PaymentNumber = Annotated[
    str,
    field(
        "案号、文号或者应收编号（不填即原编号）",
        "Number of case, decision or charge (else as paid)",
        "text",
        max_length=60,
    ),
]
NewReceipt = Annotated[
    str,
    field(
        "票据号码（原票据已登记的填新票据）",
        "Receipt (another where the first was entered)",
        "text",
        max_length=40,
    ),
]


@act("difference.apply", Text("转入案件", "Move to a case"), on="difference", basis=TELLING)
def apply_difference(
    deed: Deed, difference: LineDifference, reason: Reason,
    payment_number: PaymentNumber = "",
    amount: Annotated[Decimal | None, field("金额（不填即全部）", "Sum (else all)", "money", gt=0, max_digits=14, decimal_places=2)] = None,
    receipt: NewReceipt = "",
) -> LineDifference:  # fmt: skip
    """Let money that is held pay a case or a charge, all of it or a part. Raises what the payment there is refused for.

    Raises `Refused`: `difference_resolved`, `nothing_held`, `invalid_input` for an unknown number or more than is held.
    """
    line, moved = _held(deed, difference), amount or difference.open
    if moved > difference.open:
        raise invalid(
            FieldError(
                "amount", Text(f"待查的只有{difference.open}元", f"Only {difference.open} yuan are held")
            )
        )
    target = find_target(deed.actor, tidy_number(payment_number) or line.payment_number)
    if target is None:
        raise invalid(FieldError("payment_number", Text("没有这个编号的案件或者应收款项", "Nothing has that number")))  # fmt: skip
    post(deed, ledger_of_line(line), "suspense.moved", moved, line.paid_on, target.number)
    pay(deed, line, target, moved, receipt.strip() or line.receipt)
    close_shortfalls(deed, target)
    line.held -= moved
    line.save(update_fields=["paid", "held"])
    return _cleared(deed, difference, moved, "applied", reason)


@act("difference.refund", Text("退还缴款人", "Give back to the payer"), on="difference", basis=TELLING)
def refund_difference(
    deed: Deed, difference: LineDifference, reason: Reason, voucher: Voucher,
    refunded_on: Annotated[date | None, field("退款日期（不填即今天）", "Day of the refund (today if empty)", "date")] = None,
) -> LineDifference:  # fmt: skip
    """Note that the bank gave the money that is held back to who had paid it.

    Raises `Refused`: `difference_resolved`, `nothing_held`.
    """
    line, given_back = _held(deed, difference), difference.open
    day = check_past(deed, "refunded_on", refunded_on)
    if day < line.paid_on:
        raise invalid(
            FieldError(
                "refunded_on", Text("退款日期不能早于缴款日期", "It was not given back before it came")
            )
        )
    post(deed, ledger_of_line(line), "suspense.refunded", given_back, day, f"凭证{voucher}")
    line.held -= given_back
    line.refunded += given_back
    line.save(update_fields=["held", "refunded"])
    return _cleared(deed, difference, given_back, "refunded", reason)


@act("difference.accept", Text("核实少缴", "Look into what is lacking"), on="difference", basis=TELLING)
def accept_difference(deed: Deed, difference: LineDifference, reason: Reason) -> LineDifference:
    """Note why less was paid than is owed; what is owed stays owed. Raises `Refused` (`difference_resolved`, `money_held`)."""
    _check(deed, difference)
    return _cleared(deed, difference, difference.open, "accepted", reason)


def _check(deed: Deed, difference: LineDifference) -> None:
    if found := obstacle(difference, deed.name):
        raise found


def _held(deed: Deed, difference: LineDifference) -> BankLine:
    """The line whose money is held, locked."""
    _check(deed, difference)
    line = lock(BankLine, difference.line_id)
    if line is None:
        raise RuntimeError("a difference without its line")
    return line


def _cleared(
    deed: Deed, difference: LineDifference, amount: Decimal, how: str, reason: str
) -> LineDifference:
    difference.open -= amount
    difference.reason = reason
    if difference.open == ZERO:
        difference.resolved_at, difference.resolution = deed.at, how
    difference.save(update_fields=["open", "resolved_at", "resolution", "reason"])
    return difference
