"""How far one remedy against a decision has come, and what follows from all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xuncheng.rules.procedure.timed import Timed

NOTHING = Decimal("0.00")


@dataclass(frozen=True, kw_only=True)
class Remedy(Timed):
    """A reconsideration, a suit, or the agency's own revocation: `key` is its place among those of the case, from 1.

    `kind` is reconsideration, litigation or own. `about` tells which decision of the case it is on: how often the case had
    been sent back before. `state` is filed (handed to us, to be forwarded), forwarded, pending (an answer is due), answered
    or decided. It runs from `since`, the day on which it was lodged, to `until`, the day of its result. `stopped`: execution
    is stopped. `result` is stands, changed, fallen or redone. `barred` and `barred_amount` are the penalty that may not be
    decided again on the same facts. `refund` is what has yet to be paid back, CNY.
    """

    key: int
    kind: str
    since: date
    about: int = 0
    state: str = "decided"
    until: date | None = None
    stopped: bool = False
    result: str = ""
    barred: frozenset[str] = frozenset()
    barred_amount: Decimal = NOTHING
    refund: Decimal = NOTHING

    @property
    def pending(self) -> bool:
        """Whether it has no result yet."""
        return self.state != "decided"


def pending(remedies: tuple[Remedy, ...]) -> bool:
    """Whether some remedy has no result yet."""
    return any(one.pending for one in remedies)


def stopped(remedies: tuple[Remedy, ...]) -> bool:
    """Whether the reviewing body, the court or the agency stopped the execution (行政处罚法第七十三条第一款)."""
    return any(one.stopped for one in remedies)


def rounds(remedies: tuple[Remedy, ...]) -> int:
    """How often the case was sent back to be decided anew."""
    return sum(one.result == "redone" for one in remedies)


def fallen(remedies: tuple[Remedy, ...]) -> bool:
    """Whether a decision of the case was revoked or declared void, and not sent back."""
    return any(one.result == "fallen" for one in remedies)


def refund_due(remedies: tuple[Remedy, ...]) -> Decimal:
    """What has yet to be paid back to the party, CNY (行政强制法第四十一条)."""
    return sum((one.refund for one in remedies), NOTHING)


def pauses(remedies: tuple[Remedy, ...]) -> tuple[tuple[date, date], ...]:
    """The ranges, first and last day, on which no late fee counts (行政处罚法第七十三条第三款).

    A remedy still pending has no end yet: its range ends at `date.max`.
    """
    return tuple((one.since, one.until or date.max) for one in remedies if one.kind != "own")
