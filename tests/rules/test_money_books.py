"""The books: each event posts two sides, and no sequence of events unbalances them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

import pytest

from xuncheng.rules.legal import RuleError
from xuncheng.rules.money_books import CHART, EVENTS, RECEIVABLES, ZERO, Account, Books, split_payment
from xuncheng.rules.penalty import late_fee

SEQUENCES = 10_000
STEPS = 8
DECIDED = date(2026, 3, 2)


def test_a_fine_from_decision_to_treasury() -> None:
    books = Books().post("fine.decided", "案1", Decimal(600))
    assert books.balance(Account.FINE, "案1") == 600
    books = books.post("fine.paid_bank", "案1", Decimal(600)).post("bank.remitted", "案1", Decimal(600))
    assert [books.balance(a, "案1") for a in (Account.FINE, Account.BANK, Account.TREASURY)] == [0, 0, 600]


@pytest.mark.parametrize(("event", "amount", "code"), [
    ("fine.paid_bank", "600.01", "balance_exceeded"),
    ("refund.paid_bank", "1", "balance_exceeded"),
    ("bank.remitted", "1", "balance_exceeded"),
    ("late_fee.imposed", "600.01", "late_fee_above_fine"),
    ("fine.decided", "0", "amount_invalid"),
    ("fine.decided", "1.001", "amount_invalid"),
    ("fine.forgotten", "1", "event_unknown"),
])  # fmt: skip
def test_what_the_books_refuse(event: str, amount: str, code: str) -> None:
    books = Books().post("fine.decided", "案1", Decimal(600))
    with pytest.raises(RuleError) as refused:
        books.post(event, "案1", Decimal(amount))
    assert refused.value.code == code


def test_one_case_pays_for_no_other() -> None:
    books = Books().post("fine.decided", "案1", Decimal(600))
    with pytest.raises(RuleError):
        books.post("fine.paid_bank", "案2", Decimal(1))


def test_the_fine_is_paid_before_the_late_fee() -> None:
    assert split_payment(Decimal(700), Decimal(600)) == (Decimal(600), Decimal(100))
    assert split_payment(Decimal(100), Decimal(600)) == (Decimal(100), ZERO)
    assert split_payment(Decimal(50), ZERO) == (ZERO, Decimal(50))


def test_the_table_knows_every_account_and_no_event_moves_an_account_into_itself() -> None:
    used = {account for event in EVENTS.values() for account in (event.debit, event.credit)}
    assert used == set(CHART) == set(Account)
    assert all(event.debit is not event.credit for event in EVENTS.values())


# --- random sequences -------------------------------------------------------------------------------------


@dataclass
class Bureau:
    """Somebody who does at random what a bureau may do with money, and reckons by himself what must come of it."""

    dice: random.Random
    books: Books = field(default_factory=Books)
    owed: dict[str, Decimal] = field(default_factory=dict)
    moved: Decimal = ZERO

    def step(self) -> None:
        """One thing at random; what the books refuse leaves them as they were."""
        subject = f"案{self.dice.randrange(3)}"
        action = self.dice.choice(ACTIONS)
        before = self.books
        try:
            action(self, subject)
        except RuleError:
            assert self.books is before

    def post(self, event: str, subject: str, amount: Decimal) -> None:
        """Post, and reckon along."""
        self.books = self.books.post(event, subject, amount)
        self.moved += amount
        sides = {EVENTS[event].debit: 1, EVENTS[event].credit: -1}
        change = sum(sign for account, sign in sides.items() if account in RECEIVABLES)
        self.owed[subject] = self.owed.get(subject, ZERO) + change * amount

    def some(self, up_to: Decimal) -> Decimal:
        """An amount in whole fen, now and then too large or nothing."""
        return Decimal(self.dice.randint(0, int(up_to * 100) + 100)) / 100


def _decide(bureau: Bureau, subject: str) -> None:
    bureau.post("fine.decided", subject, Decimal(bureau.dice.randint(20, 5000)))


def _impose(bureau: Bureau, subject: str) -> None:
    fine = bureau.books.balance(Account.FINE, subject)
    late = late_fee(fine, DECIDED, DECIDED + timedelta(days=bureau.dice.randint(1, 60)))
    bureau.post("late_fee.imposed", subject, late.amount)


def _moves(event: str, account: Account) -> Callable[[Bureau, str], None]:
    def move(bureau: Bureau, subject: str) -> None:
        bureau.post(event, subject, bureau.some(bureau.books.balance(account, subject)))

    return move


def _instalment(bureau: Bureau, subject: str) -> None:
    fine, late = (bureau.books.balance(a, subject) for a in (Account.FINE, Account.LATE_FEE))
    for event, part in zip(
        ("fine.paid_bank", "late_fee.paid_bank"), split_payment((fine + late) / 4 // 1, fine), strict=True
    ):
        if part:
            bureau.post(event, subject, part)


ACTIONS: tuple[Callable[[Bureau, str], None], ...] = (
    _decide, _impose, _instalment,
    *(_moves(event, row.credit if CHART[row.credit].debit else row.debit) for event, row in EVENTS.items()
      if event not in ("fine.decided", "late_fee.imposed")),
)  # fmt: skip


def check(bureau: Bureau) -> None:
    """What must hold after every step."""
    trial = bureau.books.trial_balance()
    debit, credit = (sum((getattr(t, side) for t in trial.values()), ZERO) for side in ("debit", "credit"))
    assert debit == credit == bureau.moved
    for subject, owed in bureau.owed.items():
        balances = [bureau.books.balance(account, subject) for account in RECEIVABLES]
        assert min(balances) >= 0
        assert sum(balances, ZERO) == owed
        fine, late = (bureau.books.turnovers.get((a, subject)) for a in (Account.FINE, Account.LATE_FEE))
        assert late is None or (fine is not None and late.debit <= fine.debit)


def test_ten_thousand_random_sequences_leave_the_books_balanced() -> None:
    for seed in range(SEQUENCES):
        bureau = Bureau(random.Random(seed))  # noqa: S311 - the same sequences each time
        for _ in range(STEPS):
            bureau.step()
            check(bureau)
