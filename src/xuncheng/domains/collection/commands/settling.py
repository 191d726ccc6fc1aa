"""Settling one line of a bank's file: it pays the decision or charge that it names, or a person has to look at it."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.db.models import F

from xuncheng.domains.cases.commands.performing import deposit_money, pay_fine
from xuncheng.domains.cases.queries import Payment, payments_readable_by
from xuncheng.domains.collection.commands.charging import pay_charge
from xuncheng.domains.collection.commands.shared import ledger_of_line
from xuncheng.domains.collection.models import Allocation, BankFile, BankLine, LineDifference
from xuncheng.domains.collection.queries.targets import Target, find_target
from xuncheng.domains.money.commands import post
from xuncheng.domains.money.queries import balances_of, is_posted
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.rules.collecting import (
    TELLING,
    Difference,
    Settled,
    hold,
    settle_deposit,
    settle_payment,
)
from xuncheng.rules.collection_file import LineKind, tidy_name
from xuncheng.rules.legal import RuleError, Text
from xuncheng.rules.money_books import ZERO, Account

_NOTE = 300


@act("bankline.match", Text("核对代收明细", "Settle a collected payment"), on="line", basis=TELLING)
def match_line(deed: Deed, line: BankLine) -> BankLine:
    """Settle a line: what it owes is paid there, the rest is held as a difference. Raises `Refused` (`line_settled`)."""
    if line.settled_at:
        raise Refused("line_settled", Text("该笔已核对", "That line was settled already"))
    target = find_target(deed.actor, line.payment_number)
    settled, note = _settled(deed, line, target)
    if settled.held:
        post(
            deed, ledger_of_line(line), "suspense.received", settled.held, line.paid_on, f"流水{line.serial}"
        )
    line.held, line.settled_at = settled.held, deed.at
    line.save(update_fields=["paid", "held", "settled_at"])
    BankFile.objects.filter(pk=line.file_id).update(waiting=F("waiting") - 1)
    if settled.difference:
        _differ(deed, line, settled, target, note)
    if target and settled.paid:
        close_shortfalls(deed, target)
    return line


def _settled(deed: Deed, line: BankLine, target: Target | None) -> tuple[Settled, str]:
    """Pay what the line can pay; what became of it, and in words why not, where the procedure refuses it."""
    if target is None:
        return hold(line.amount, Difference.UNKNOWN), ""
    if _entered_by_hand(line, target):
        return Settled(line.amount, ZERO), ""
    settled = _judged(deed, line, target)
    if not settled.paid:
        return settled, ""
    try:
        with transaction.atomic():
            pay(deed, line, target, settled.paid, line.receipt)
    except (Refused, RuleError) as refused:
        line.paid = ZERO
        return hold(line.amount, Difference.NOT_PAYABLE), refused.message.zh[:_NOTE]
    return settled, ""


def _judged(deed: Deed, line: BankLine, target: Target) -> Settled:
    if line.kind == LineKind.DEPOSIT:
        return settle_deposit(line.amount, balances_of(target.key)[Account.AGENCY])
    if payments_readable_by(deed.actor).filter(receipt=line.receipt).exists():
        return hold(line.amount, Difference.RECEIPT)
    fits = tidy_name(line.payer) == tidy_name(target.payer)
    return settle_payment(line.amount, target.owed(), payer_fits=fits)


def _entered_by_hand(line: BankLine, target: Target) -> bool:
    """Whether somebody had entered this very money in the case before the file came; then it is told, not paid again."""
    if (
        target.case is None
        or Allocation.objects.filter(case=target.case, line__receipt=line.receipt).exists()
    ):
        return False
    if line.kind == LineKind.DEPOSIT:
        if not is_posted(target.key, "spot.deposited", line.amount, line.receipt):
            return False
        payment = None
    else:
        payment = target.payment(line.receipt, line.amount)
        if payment is None:
            return False
    allocate(line, target, line.amount, payment)
    return True


def pay(deed: Deed, line: BankLine, target: Target, amount: Decimal, receipt: str) -> None:
    """Pay a part of the line where it belongs, as an act of its own there. Raises what that act refuses."""
    payment = None
    if target.charge:
        pay_charge(
            deed.following("charge.pay", target.key), target.charge, amount, receipt, line.payer, line.paid_on
        )
    elif line.kind == LineKind.DEPOSIT:
        if amount != balances_of(target.key)[Account.AGENCY]:
            raise Refused(
                "deposit_differs", Text("缴存金额与机关待缴款项不符", "The deposit is not what the agency holds of it")
            )  # fmt: skip
        deposit_money(deed.following("fine.deposit", target.key), target.the_case, receipt, line.paid_on)
    else:
        payment = pay_fine(
            deed.following("fine.pay", target.key), target.the_case, amount, "bank", receipt, line.payer,
            paid_on=line.paid_on,
        )  # fmt: skip
    allocate(line, target, amount, payment)


def allocate(line: BankLine, target: Target, amount: Decimal, payment: Payment | None) -> None:
    """Note what of the line pays which case or charge."""
    Allocation(
        line=line, case=target.case, charge=target.charge, amount=amount, area_path=line.area_path,
        payment=payment,
    ).save(force_insert=True)  # fmt: skip
    line.paid += amount


def _differ(deed: Deed, line: BankLine, settled: Settled, target: Target | None, note: str) -> None:
    LineDifference(
        line=line, kind=str(settled.difference), amount=settled.differs_by, open=settled.differs_by, note=note,
        case=target.case if target else None, charge=target.charge if target else None, found_at=deed.at,
        area_path=line.area_path,
    ).save(force_insert=True)  # fmt: skip


def close_shortfalls(deed: Deed, target: Target) -> None:
    """Once all is paid, what had been too little is no difference any more."""
    if target.owed() > 0:
        return
    LineDifference.objects.filter(
        kind=Difference.TOO_LITTLE, resolved_at=None, case=target.case, charge=target.charge
    ).update(open=0, resolved_at=deed.at, resolution="paid_since", reason="余款已缴清")
