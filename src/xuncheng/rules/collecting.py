"""How money that the bank collected is settled: what of it pays a debt, what is held until somebody has looked.

Nothing of what came in is ever dropped: what a line pays and what is held of it are together its amount. Who has not
paid in full has still paid a part; who pays for another, or more than is owed, gets an answer from a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.money_books import ZERO

FSC = "罚款决定与罚款收缴分离实施办法"
TELLING = (Basis(FSC, "10"), Basis("行政处罚法", "67(3)"))
"""The bank tells the agency who paid, how much and when."""
AGREEING = (Basis(FSC, "6"),)
REMITTING = (Basis(FSC, "11"), Basis("行政处罚法", "67(3);74(2)"))
COMPARING = (Basis(FSC, "12"),)


class Difference(StrEnum):
    """What keeps a line from being settled by itself."""

    UNKNOWN = "unknown_number"
    NOT_PAYABLE = "not_payable"
    PAYER = "other_payer"
    TOO_MUCH = "too_much"
    TOO_LITTLE = "too_little"
    RECEIPT = "receipt_used"
    DEPOSIT = "deposit_differs"


DIFFERENCES: dict[str, Text] = {
    Difference.UNKNOWN: Text("缴款编号无对应案件", "unknown number"),
    Difference.NOT_PAYABLE: Text("案件现在不能缴款", "nothing can be paid there now"),
    Difference.PAYER: Text("缴款人与当事人不符", "paid by somebody else"),
    Difference.TOO_MUCH: Text("多缴", "too much"),
    Difference.TOO_LITTLE: Text("少缴", "too little"),
    Difference.RECEIPT: Text("票据号码已登记", "receipt entered already"),
    Difference.DEPOSIT: Text("缴存金额与待缴款项不符", "deposit differs from what the agency held"),
}
"""The kinds of difference as screens say them."""

RESOLUTIONS: dict[str, Text] = {
    "applied": Text("转入案件", "moved to a case"),
    "refunded": Text("退还缴款人", "given back to the payer"),
    "accepted": Text("情况已核实", "looked into"),
    "paid_since": Text("已补缴", "paid since"),
}
"""How a difference ended."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What becomes of a line's amount: what it pays, what is held, and the difference, if there is one, with its sum."""

    paid: Decimal
    held: Decimal
    difference: Difference | None = None
    differs_by: Decimal = ZERO


def hold(amount: Decimal, why: Difference) -> Settled:
    """All of it is held."""
    return Settled(ZERO, amount, why, amount)


def settle_payment(amount: Decimal, owed: Decimal, *, payer_fits: bool) -> Settled:
    """Settle a payment against what is owed. More than is owed is held, less is a part; another's money is held whole."""
    if not payer_fits:
        return hold(amount, Difference.PAYER)
    paid = min(amount, max(owed, ZERO))
    if paid < amount:
        return Settled(paid, amount - paid, Difference.TOO_MUCH, amount - paid)
    if paid < owed:
        return Settled(paid, ZERO, Difference.TOO_LITTLE, owed - paid)
    return Settled(paid, ZERO)


def settle_deposit(amount: Decimal, with_agency: Decimal) -> Settled:
    """Settle what the agency put into the bank: it is to the fen what it held of the case, or is held whole."""
    if amount != with_agency:
        return hold(amount, Difference.DEPOSIT)
    return Settled(amount, ZERO)


@dataclass(frozen=True, slots=True)
class ChargeKind:
    """A receivable that is no fine: its name and the article on which it is asked for."""

    label: Text
    basis: tuple[Basis, ...]


_ROADS, _GREENS = "城市道路管理条例", "城市绿化条例"

CHARGES: dict[str, ChargeKind] = {
    "road_fee": ChargeKind(Text("城市道路占用费", "fee for occupying a road"), (Basis(_ROADS, "37"),)),
    "excavation_fee": ChargeKind(
        Text("城市道路挖掘修复费", "fee for repairing an excavated road"), (Basis(_ROADS, "37"),)
    ),
    "road_damage": ChargeKind(Text("损坏城市道路赔偿", "compensation for a damaged road"), (Basis(_ROADS, "31"),)),
    "green_damage": ChargeKind(
        Text("占绿毁绿赔偿", "compensation for occupied or damaged green"), (Basis(_GREENS, "26;27"),)
    ),
}  # fmt: skip
"""Fees and compensations that the bureau helps to collect; they are never mixed with fines."""

CHARGING = (Basis(_ROADS, "31;37"), Basis(_GREENS, "26;27"))
GIVING_BACK = (Basis(_ROADS, "38"),)
"""When less of a road is occupied, or for less long, a part of the fee goes back."""
