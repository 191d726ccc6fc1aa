"""What the acts on a case post in the books: part of each act, not acts of their own.

What is owed follows from the facts of the case: `settle` posts the difference between them and the books.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from xuncheng.domains.cases.models import Case, Payment
from xuncheng.domains.money.commands import Ledger, post, post_payment, post_refund, post_write_off
from xuncheng.domains.money.queries import balances_of, posted
from xuncheng.foundation.trail.deed import Deed
from xuncheng.rules.money_books import ZERO, Account
from xuncheng.rules.procedure.beside.behalf.state import owed as owed_on_behalf
from xuncheng.rules.procedure.beside.execution.state import forgiven
from xuncheng.rules.procedure.beside.remedy.state import refund_due

PLACES = {"bank": "bank", "on_the_spot": "officer"}
"""Where money lies by the way in which it was paid."""

_FOLLOWING = (
    (Account.FINE, "fine.decided", "fine.revoked"),
    (Account.LATE_FEE, "late_fee.imposed", "late_fee.revoked"),
    (Account.BEHALF, "behalf.charged", "behalf.revoked"),
    (Account.REFUNDS, "refund.owed", ""),
)
"""Accounts that follow from the facts, with what is posted when one grows and when it shrinks.

Refunds only grow in this way: what makes them less is money that goes back.
"""


def ledger_of(case: Case) -> Ledger:
    """The case's part of the books."""
    return Ledger("case", case.pk, case.number, case.area_path)


def settle(deed: Deed, case: Case, coming_in: Decimal = ZERO) -> None:
    """Post what is owed, by the party and to him, as far as it differs from the facts that the act left.

    `coming_in` is money that the facts count already and the books do not yet. Books are opened here for a case that was
    decided before there were any.
    """
    wanted = _wanted(case, coming_in)
    _carry_over(deed, case, case.facts.paid - coming_in + wanted[Account.REFUNDS])
    ledger, standing = ledger_of(case), balances_of(case.pk)
    for account, growing, shrinking in _FOLLOWING:
        change = wanted[account] - standing[account]
        if event := growing if change > 0 else shrinking:
            post(deed, ledger, event, abs(change))


def received(deed: Deed, case: Case, payment: Payment) -> None:
    """Money came in: to the bank, or into an officer's hands."""
    settle(deed, case, payment.amount)
    memo, ledger = f"票据{payment.receipt}", ledger_of(case)
    post_payment(deed, ledger, payment.amount, PLACES[payment.way], payment.paid_on, memo)
    post(deed, ledger, "late_fee.reduced", _yet_to_let_go(case), memo="执行协议履行完毕")


def to_write_off(case: Case) -> Decimal:
    """What the facts let go and is yet to be written off."""
    return _yet_to_let_go(case)


def written_off(deed: Deed, case: Case, memo: str) -> None:
    """Execution ended: what was owed is written off."""
    settle(deed, case)
    post_write_off(deed, ledger_of(case), memo)


def behalf_paid(deed: Deed, case: Case, payment: Payment) -> None:
    """Money for what was done on the party's behalf came in at the bank."""
    post(deed, ledger_of(case), "behalf.paid", payment.amount, payment.paid_on, f"票据{payment.receipt}")


def behalf_written_off(deed: Deed, case: Case, grounds: str) -> None:
    """What the party still owes for it is written off."""
    memo = grounds[:200]
    post(deed, ledger_of(case), "behalf.written_off", balances_of(case.pk)[Account.BEHALF], memo=memo)


def handed_in(deed: Deed, case: Case, receiver: str) -> None:
    """What the officers of the case held is with the agency."""
    ledger = ledger_of(case)
    post(deed, ledger, "spot.handed_in", balances_of(case.pk)[Account.OFFICER], memo=receiver)


def deposited(deed: Deed, case: Case, voucher: str, on: date | None = None) -> None:
    """What the agency held of the case is in the bank, since that day or today."""
    ledger = ledger_of(case)
    post(deed, ledger, "spot.deposited", balances_of(case.pk)[Account.AGENCY], on, voucher)


def refunded(deed: Deed, case: Case, amount: Decimal, on: date, memo: str) -> None:
    """Money went back to the party, from wherever it lay."""
    due, ledger = amount + refund_due(case.facts.remedies), ledger_of(case)
    _carry_over(deed, case, case.facts.paid + due)
    lacking = max(due - balances_of(case.pk)[Account.REFUNDS], ZERO)
    post(deed, ledger, "refund.owed", lacking, memo=memo)
    post_refund(deed, ledger, amount, on, memo)


def _wanted(case: Case, coming_in: Decimal) -> dict[Account, Decimal]:
    """What should stand on each account that follows from the facts: money pays the fine first."""
    facts = case.facts
    paid = facts.paid - coming_in
    let_go = forgiven(facts.executions) - _yet_to_let_go(case)
    owed = facts.fine + (facts.late_fee or ZERO) - paid - let_go
    fine = min(max(facts.fine - paid, ZERO), owed)
    late = owed - fine
    return {
        Account.FINE: fine, Account.LATE_FEE: late, Account.BEHALF: owed_on_behalf(facts.behalfs),
        Account.REFUNDS: refund_due(facts.remedies),
    }  # fmt: skip


_LET_GO = ("late_fee.reduced", "fine.written_off", "late_fee.written_off")


def _yet_to_let_go(case: Case) -> Decimal:
    """What the facts let go and the books do not yet."""
    let_go = forgiven(case.facts.executions)
    return max(let_go - posted(case.pk, *_LET_GO), ZERO) if let_go else ZERO


def _carry_over(deed: Deed, case: Case, paid: Decimal) -> None:
    """Open the books of a case that was decided before there were any (期初) with what had come in by then."""
    if any(balances_of(case.pk).values()):
        return
    ledger = ledger_of(case)
    post(deed, ledger, "fine.decided", paid, memo="期初")
    post(deed, ledger, "fine.paid_bank", paid, memo="期初")
