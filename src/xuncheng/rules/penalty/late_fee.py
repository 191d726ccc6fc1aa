"""Late fee (加处罚款): what an unpaid fine grows by, day by day, and where it stops."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from xuncheng.rules.legal import Basis, RuleError, Text
from xuncheng.rules.money import check_money, to_fen

DAILY_RATE = Decimal("0.03")
"""Three per cent of the fine for each day (行政处罚法第七十二条第一款第一项)."""

_BASIS = (Basis("行政处罚法", "72(1)(1)"), Basis("行政强制法", "45(2)"))


@dataclass(frozen=True)
class LateFee:
    """What has accrued: `days` that count, also beyond the cap; `amount` in yuan, never above the fine.

    `cap_reached_on` is the day on which the amount came up to the fine itself, if it has; `first_on` and `last_on` are the
    first and the last of the days that count.
    """

    days: int
    amount: Decimal
    cap_reached_on: date | None
    first_on: date | None = field(default=None, compare=False)
    last_on: date | None = field(default=None, compare=False)

    @property
    def capped(self) -> bool:
        """Whether the amount has reached the fine and grows no more."""
        return self.cap_reached_on is not None


def late_fee(
    principal: Decimal,
    due: date,
    on: date,
    paused: Iterable[tuple[date, date]] = (),
    rate: Decimal = DAILY_RATE,
    payments: Iterable[tuple[date, Decimal]] = (),
) -> LateFee:
    """The late fee on a fine of `principal` yuan, last payable on `due`, as it stands at the end of `on`.

    Days in a pause do not count, first and last included: reconsideration or litigation
    (行政处罚法第七十三条第三款), approved deferral (第六十六条第二款). A pause still open ends at `date.max`.
    Each day counts on the whole fine; or, where `payments` are given, by day and in yuan, on what of it had not been paid when the
    day began. Raises `RuleError`: `amount_invalid`, `rate_invalid`, `pause_inverted`.
    """
    fine = check_money(principal, "principal")
    pauses, parts = tuple(paused), tuple(payments)
    _check(rate, pauses)
    days = [day for day in _counting_days(due, on, pauses) if _unpaid(fine, parts, day) > 0]
    accrued, capped_on = Decimal(0), None
    for day in days:
        accrued += _unpaid(fine, parts, day) * rate
        if accrued >= fine:
            capped_on = day
            break
    amount = fine if capped_on else to_fen(accrued)
    return LateFee(len(days), amount, capped_on, days[0] if days else None, days[-1] if days else None)


def _unpaid(fine: Decimal, payments: tuple[tuple[date, Decimal], ...], day: date) -> Decimal:
    """What of the fine had not been paid when the day began."""
    return fine - sum((amount for paid_on, amount in payments if paid_on < day), Decimal(0))


def _counting_days(due: date, on: date, pauses: tuple[tuple[date, date], ...]) -> list[date]:
    days = (due + timedelta(days=step) for step in range(1, (on - due).days + 1))
    return [day for day in days if not any(first <= day <= last for first, last in pauses)]


def _check(rate: Decimal, pauses: tuple[tuple[date, date], ...]) -> None:
    if not 0 < rate <= 1:
        raise RuleError(
            "rate_invalid",
            Text("加处罚款的日比例有误", "The daily rate of the late fee is wrong"),
            field="rate",
            basis=_BASIS,
        )
    if any(first > last for first, last in pauses):
        raise RuleError(
            "pause_inverted", Text("暂停期间的起止日期颠倒", "A pause ends before it begins"), field="paused"
        )
