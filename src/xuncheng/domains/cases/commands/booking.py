"""What the acts on a case post in the books: part of each act, not acts of their own."""

from __future__ import annotations

from decimal import Decimal

from xuncheng.domains.cases.models import Case, Payment
from xuncheng.domains.money.commands import (
    Ledger,
    post,
    post_payment,
    post_refund,
    post_revocation,
    post_write_off,
)
from xuncheng.domains.money.queries import balances_of
from xuncheng.foundation.trail.deed import Deed
from xuncheng.rules.money_books import Account

PLACES = {"bank": "bank", "on_the_spot": "officer"}
"""Where money lies by the way in which it was paid."""

__all__ = [
    "decided", "deposited", "handed_in", "late_fee_imposed", "ledger_of", "post_refund", "post_revocation", "post_write_off",
    "received",
]  # fmt: skip


def ledger_of(case: Case) -> Ledger:
    """The case's part of the books."""
    return Ledger("case", case.pk, case.number, case.area_path)


def decided(deed: Deed, case: Case, amount: Decimal) -> None:
    """The fine is owed from the decision on."""
    post(deed, ledger_of(case), "fine.decided", amount)


def late_fee_imposed(deed: Deed, case: Case, amount: Decimal) -> None:
    """The late fee is owed."""
    _carry_over(deed, case, case.facts.paid)
    post(deed, ledger_of(case), "late_fee.imposed", amount)


def received(deed: Deed, case: Case, payment: Payment) -> None:
    """Money came in: to the bank, or into an officer's hands."""
    _carry_over(deed, case, case.facts.paid - payment.amount)
    memo = f"票据{payment.receipt}"
    post_payment(deed, ledger_of(case), payment.amount, PLACES[payment.way], payment.paid_on, memo)


def handed_in(deed: Deed, case: Case, receiver: str) -> None:
    """What the officers of the case held is with the agency."""
    ledger = ledger_of(case)
    post(deed, ledger, "spot.handed_in", balances_of(case.pk)[Account.OFFICER], memo=receiver)


def deposited(deed: Deed, case: Case, voucher: str) -> None:
    """What the agency held of the case is in the bank."""
    ledger = ledger_of(case)
    post(deed, ledger, "spot.deposited", balances_of(case.pk)[Account.AGENCY], memo=voucher)


def _carry_over(deed: Deed, case: Case, paid: Decimal) -> None:
    """Open the books of a case that was decided before there were any (期初): what was owed, and what had been paid."""
    ledger, facts = ledger_of(case), case.facts
    held = balances_of(case.pk)
    if any(held.values()):
        return
    owed_late = (facts.late_fee or Decimal(0)) if deed.name != "latefee.impose" else Decimal(0)
    post(deed, ledger, "fine.decided", facts.fine, memo="期初")
    post(deed, ledger, "late_fee.imposed", owed_late, memo="期初")
    if paid:
        post_payment(deed, ledger, paid, "bank", deed.day, "期初")
