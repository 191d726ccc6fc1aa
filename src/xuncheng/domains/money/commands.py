"""Posting: always a part of the act that moves the money, never an act of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from xuncheng.domains.money.models import Movement, Posting
from xuncheng.domains.money.queries import balances_of
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.statements import insert
from xuncheng.rules.money import check_money
from xuncheng.rules.money_books import Account, check_leaving, event_of, split_payment


@dataclass(frozen=True, slots=True)
class Ledger:
    """The part of the books that one case or charge has, and how it is named."""

    subject_type: str
    subject_id: UUID
    number: str
    area_path: str


def post(
    deed: Deed, ledger: Ledger, event: str, amount: Decimal, day: date | None = None, memo: str = ""
) -> Movement | None:
    """Post one event as part of the deed; nothing for an amount of zero.

    `day` is the day on which the money moved, today where none is given. Raises `RuleError` (`balance_exceeded`,
    `event_unknown`, `amount_invalid`).
    """
    row = event_of(event)
    if amount == 0:
        return None
    check_money(amount, "amount")
    check_leaving(row, balances_of(ledger.subject_id), amount)
    movement = Movement(
        event=event, act_id=deed.id, day=day or deed.day, amount=amount,
        subject_type=ledger.subject_type, subject_id=ledger.subject_id, number=ledger.number, memo=memo,
        posted_at=timezone.now(), area_path=ledger.area_path,
    )  # fmt: skip
    insert(movement)
    for account, debit in ((row.debit, True), (row.credit, False)):
        insert(Posting(movement=movement, account=account.value, debit=debit, amount=amount, area_path=ledger.area_path))  # fmt: skip
    return movement


def post_payment(deed: Deed, ledger: Ledger, amount: Decimal, place: str, day: date, memo: str) -> None:
    """Post money received on a decision: on the fine first, the rest on the late fee. `place` is bank or officer."""
    to_fine, to_late_fee = split_payment(amount, balances_of(ledger.subject_id)[Account.FINE])
    post(deed, ledger, f"fine.paid_{place}", to_fine, day, memo)
    post(deed, ledger, f"late_fee.paid_{place}", to_late_fee, day, memo)


def post_write_off(deed: Deed, ledger: Ledger, memo: str) -> None:
    """Post that execution ended and what is still owed is written off. Administrative Coercion Law, art. 40."""
    owed = balances_of(ledger.subject_id)
    post(deed, ledger, "fine.written_off", owed[Account.FINE], memo=memo)
    post(deed, ledger, "late_fee.written_off", owed[Account.LATE_FEE], memo=memo)


_SOURCES = (
    (Account.TREASURY, "refund.paid_treasury"), (Account.BANK, "refund.paid_bank"),
    (Account.AGENCY, "refund.paid_agency"), (Account.OFFICER, "refund.paid_officer"),
)  # fmt: skip
"""Where a refund is taken from: first from where money should be, last from where it should long be gone."""


def post_refund(deed: Deed, ledger: Ledger, amount: Decimal, day: date, memo: str) -> None:
    """Post that a refund went back to the party, from wherever the money lay. Administrative Coercion Law, art. 41.

    Raises `RuleError` (`balance_exceeded`) for more than there is, or than is to be refunded.
    """
    standing, rest = balances_of(ledger.subject_id), amount
    for account, event in _SOURCES:
        part = min(rest, standing[account])
        post(deed, ledger, event, part, day, memo)
        rest -= part
    post(deed, ledger, "refund.paid_treasury", rest, day, memo)
