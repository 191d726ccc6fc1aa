"""Double entry: the chart of accounts, what each event posts, and when books balance.

An event moves one amount from one account to another, for one case or charge (its subject). What is owed, what was received
and where it lies are the balances. The figures serve the accounting for money that belongs to the treasury; they feed no
appraisal of anybody (行政处罚法第七十四条第三款).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from xuncheng.rules.legal import Basis, RuleError, Text
from xuncheng.rules.money import check_money

ZERO = Decimal("0.00")


class Account(StrEnum):
    """An account of the chart."""

    FINE = "receivable.fine"
    LATE_FEE = "receivable.late_fee"
    COMPENSATION = "receivable.compensation"
    BEHALF = "receivable.behalf"
    BANK = "bank"
    OFFICER = "officer"
    AGENCY = "agency"
    TREASURY = "treasury"
    DUE = "due_to_treasury"
    REFUNDS = "refunds_payable"
    PROCEEDS = "proceeds_held"
    GAINS = "gains_confiscated"
    SUSPENSE = "suspense"


@dataclass(frozen=True, slots=True)
class Heading:
    """How an account is shown; `debit` says on which side it grows. No account may fall below zero on its own side."""

    label: Text
    debit: bool


CHART: dict[Account, Heading] = {
    Account.FINE: Heading(Text("应收罚款", "Fines receivable"), debit=True),
    Account.LATE_FEE: Heading(Text("应收加处罚款", "Late fees receivable"), debit=True),
    Account.COMPENSATION: Heading(Text("应收赔偿费、占用费", "Compensation and fees receivable"), debit=True),
    Account.BEHALF: Heading(Text("应收代履行费用", "Cost of performance on behalf receivable"), debit=True),
    Account.BANK: Heading(Text("代收银行存款", "Collected by the bank"), debit=True),
    Account.OFFICER: Heading(Text("执法人员当场收缴", "Held by officers"), debit=True),
    Account.AGENCY: Heading(Text("机关待缴款项", "Held by the agency"), debit=True),
    Account.TREASURY: Heading(Text("已缴国库", "Paid into the treasury"), debit=True),
    Account.DUE: Heading(Text("应缴财政款", "Due to the treasury"), debit=False),
    Account.REFUNDS: Heading(Text("应退款项", "Refunds payable"), debit=False),
    Account.PROCEEDS: Heading(Text("代管当事人款项", "Proceeds held for the party"), debit=False),
    Account.GAINS: Heading(Text("没收违法所得", "Gains confiscated"), debit=False),
    Account.SUSPENSE: Heading(Text("待查款项", "Held until cleared"), debit=False),
}
"""The chart of accounts."""

RECEIVABLES = (Account.FINE, Account.LATE_FEE, Account.COMPENSATION, Account.BEHALF)


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the posting table: what happened, what it debits and credits, and by which articles."""

    label: Text
    debit: Account
    credit: Account
    basis: tuple[Basis, ...]


def _law(articles: str, statute: str = "行政处罚法") -> tuple[Basis, ...]:
    return (Basis(statute, articles),)


_COERCION = "行政强制法"
_A = Account

_RESTORED, _ENDED = _law("41", _COERCION), _law("40", _COERCION)
_ON_BEHALF = _law("51(2)", _COERCION)
_ROADS = _law("37", "城市道路管理条例")
_TOLD = _law("10", "罚款决定与罚款收缴分离实施办法")

# fmt: off
EVENTS: dict[str, Event] = {
    "fine.decided": Event(Text("作出罚款决定", "Fine decided"), _A.FINE, _A.DUE, _law("57(1)")),
    "fine.paid_bank": Event(Text("罚款缴入银行", "Fine paid at the bank"), _A.BANK, _A.FINE, _law("67(3)")),
    "fine.paid_officer": Event(Text("当场收缴罚款", "Fine collected on the spot"), _A.OFFICER, _A.FINE, _law("68")),
    "fine.written_off": Event(Text("终结执行核销罚款", "Fine written off when execution ends"), _A.DUE, _A.FINE, _ENDED),
    "fine.revoked": Event(Text("决定撤销、变更，冲减罚款", "Fine withdrawn with its decision"), _A.DUE, _A.FINE, _RESTORED),
    "late_fee.imposed": Event(Text("加处罚款", "Late fee imposed"), _A.LATE_FEE, _A.DUE, _law("72(1)(1)")),
    "late_fee.paid_bank": Event(Text("加处罚款缴入银行", "Late fee paid at the bank"), _A.BANK, _A.LATE_FEE, _law("67(3)")),
    "late_fee.paid_officer": Event(Text("当场收缴加处罚款", "Late fee collected on the spot"), _A.OFFICER, _A.LATE_FEE, _law("68")),
    "late_fee.written_off": Event(Text("终结执行核销加处罚款", "Late fee written off when execution ends"), _A.DUE, _A.LATE_FEE, _ENDED),
    "late_fee.reduced": Event(Text("执行协议减免", "Late fee reduced by agreement"), _A.DUE, _A.LATE_FEE, _law("42", _COERCION)),
    "late_fee.revoked": Event(Text("决定撤销、变更，冲减加处罚款", "Late fee withdrawn with its decision"), _A.DUE, _A.LATE_FEE, _RESTORED),
    "spot.handed_in": Event(Text("执法人员上缴机关", "Handed in to the agency"), _A.AGENCY, _A.OFFICER, _law("71")),
    "spot.deposited": Event(Text("机关缴付银行", "Paid into the bank by the agency"), _A.BANK, _A.AGENCY, _law("71")),
    "bank.remitted": Event(Text("银行上缴国库", "Paid into the treasury by the bank"), _A.TREASURY, _A.BANK, _law("67(3);74(2)")),
    "refund.owed": Event(Text("决定撤销、变更，应予退款", "Refund owed after the decision fell"), _A.DUE, _A.REFUNDS, _RESTORED),
    "refund.paid_treasury": Event(Text("国库退付当事人", "Refund paid by the treasury"), _A.REFUNDS, _A.TREASURY, _RESTORED),
    "refund.paid_bank": Event(Text("代收银行退付当事人", "Refund paid by the bank"), _A.REFUNDS, _A.BANK, _RESTORED),
    "refund.paid_agency": Event(Text("机关退付当事人", "Refund paid by the agency"), _A.REFUNDS, _A.AGENCY, _RESTORED),
    "refund.paid_officer": Event(Text("执法人员退还当事人", "Refund handed back by the officer"), _A.REFUNDS, _A.OFFICER, _RESTORED),
    "compensation.assessed": Event(Text("核定赔偿费、占用费", "Compensation or fee assessed"), _A.COMPENSATION, _A.DUE, _ROADS),
    "compensation.paid": Event(Text("赔偿费、占用费缴入银行", "Compensation or fee paid at the bank"), _A.BANK, _A.COMPENSATION, _ROADS),
    "compensation.waived": Event(Text("依法减免赔偿费、占用费", "Compensation or fee waived by law"), _A.DUE, _A.COMPENSATION, _ROADS),
    "behalf.charged": Event(Text("确定代履行费用", "Cost of a performance on behalf charged"), _A.BEHALF, _A.DUE, _ON_BEHALF),
    "behalf.paid": Event(Text("代履行费用缴入银行", "Cost of a performance on behalf paid"), _A.BANK, _A.BEHALF, _ON_BEHALF),
    "behalf.written_off": Event(Text("核销代履行费用", "Cost of a performance on behalf written off"), _A.DUE, _A.BEHALF, _ENDED),
    "behalf.revoked": Event(Text("决定撤销，冲减代履行费用", "Cost withdrawn with its decision"), _A.DUE, _A.BEHALF, _RESTORED),
    "proceeds.received": Event(Text("变价款存入代管", "Proceeds of a sale held"), _A.BANK, _A.PROCEEDS, _law("74(1)")),
    "proceeds.returned": Event(Text("代管款退还当事人", "Proceeds returned to the party"), _A.PROCEEDS, _A.BANK, _RESTORED),
    "gains.received": Event(Text("没收违法所得入账", "Confiscated gains received"), _A.BANK, _A.GAINS, _law("74(2)")),
    "suspense.received": Event(Text("待查款项入账", "Money received that is not clear yet"), _A.BANK, _A.SUSPENSE, _TOLD),
    "suspense.moved": Event(Text("待查款项转入案件", "Cleared money moved to its case"), _A.SUSPENSE, _A.BANK, _TOLD),
    "suspense.refunded": Event(Text("待查款项退还缴款人", "Held money given back to its payer"), _A.SUSPENSE, _A.BANK, _TOLD),
}
"""The posting table: every event that moves money, or what is owed."""
# fmt: on


@dataclass(frozen=True, slots=True)
class Turnover:
    """What was debited and credited to an account for one subject, in yuan."""

    debit: Decimal = ZERO
    credit: Decimal = ZERO

    def on_side(self, *, debit: bool) -> Decimal:
        """The balance as seen from one side."""
        return self.debit - self.credit if debit else self.credit - self.debit


Key = tuple[Account, str]


@dataclass(frozen=True)
class Books:
    """The turnover of each account for each subject: what all movements so far add up to."""

    turnovers: Mapping[Key, Turnover] = field(default_factory=dict)

    def balance(self, account: Account, subject: str) -> Decimal:
        """What stands on the account for the subject, on the side on which the account grows."""
        return self.turnovers.get((account, subject), Turnover()).on_side(debit=CHART[account].debit)

    def post(self, event: str, subject: str, amount: Decimal) -> Books:
        """The books after one event.

        Raises `RuleError`: `event_unknown`, `amount_invalid`, `balance_exceeded` where more would leave an account than
        stands there for the subject, `late_fee_above_fine`.
        """
        row = event_of(event)
        check_money(amount, "amount")
        check_leaving(row, {a: self.balance(a, subject) for a in (row.debit, row.credit)}, amount)
        added = {(row.debit, subject): (amount, ZERO), (row.credit, subject): (ZERO, amount)}
        after = Books({**self.turnovers, **{key: self._grown(key, *sums) for key, sums in added.items()}})
        after._check_cap(subject)
        return after

    def trial_balance(self) -> dict[Account, Turnover]:
        """The turnover of every account over all subjects (试算平衡)."""
        return {account: _sum(t for (a, _), t in self.turnovers.items() if a is account) for account in CHART}

    def _grown(self, key: Key, debit: Decimal, credit: Decimal) -> Turnover:
        before = self.turnovers.get(key, Turnover())
        return Turnover(before.debit + debit, before.credit + credit)

    def _check_cap(self, subject: str) -> None:
        fine, late = (
            self.turnovers.get((a, subject), Turnover()).debit for a in (Account.FINE, Account.LATE_FEE)
        )
        if late > fine:
            raise RuleError(
                "late_fee_above_fine",
                Text("加处罚款的数额不得超出罚款的数额", "The late fee may not exceed the fine"),
                field="amount", basis=(Basis("行政处罚法", "72(1)(1)"), Basis(_COERCION, "45(2)")),
            )  # fmt: skip


def event_of(event: str) -> Event:
    """The row of the posting table. Raises `RuleError` (`event_unknown`)."""
    if event not in EVENTS:
        raise RuleError(
            "event_unknown", Text(f"没有这种记账事项：{event}", f"Nothing of this kind is posted: {event}")
        )
    return EVENTS[event]


def check_leaving(row: Event, balances: Mapping[Account, Decimal], amount: Decimal) -> None:
    """Raise `RuleError` (`balance_exceeded`) where an account would fall below zero for the subject."""
    shrinking = [a for a, grows in ((row.debit, True), (row.credit, False)) if CHART[a].debit is not grows]
    for account in shrinking:
        if amount > balances[account]:
            label = CHART[account].label
            raise RuleError(
                "balance_exceeded",
                Text(
                    f"“{label.zh}”余额为{balances[account]}元，不足{amount}元",
                    f"“{label.en}” holds {balances[account]}, less than {amount}",
                ),
                field="amount", basis=row.basis,
            )  # fmt: skip


def split_payment(amount: Decimal, fine_owed: Decimal) -> tuple[Decimal, Decimal]:
    """A payment as what it pays of the fine and what of the late fee: the fine first."""
    to_fine = min(amount, max(fine_owed, ZERO))
    return to_fine, amount - to_fine


def _sum(turnovers: Iterable[Turnover]) -> Turnover:
    found = list(turnovers)
    return Turnover(sum((t.debit for t in found), ZERO), sum((t.credit for t in found), ZERO))
