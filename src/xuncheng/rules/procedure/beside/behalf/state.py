"""How far the performance of a duty on behalf of the party has come, and what it costs him."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xuncheng.rules.procedure.timed import Timed

NOTHING = Decimal("0.00")


@dataclass(frozen=True, kw_only=True)
class Behalf(Timed):
    """A duty that is performed for the party (代履行); a case has one, and another once it came to nothing.

    `state` is reminded, decided, served, warned (reminded again, of the day), done, performed (by the party) or ended.
    `immediate` is the form of art. 52, `told` says that whoever was absent then was told of it. `objection` is "", open or
    answered, `suspended` says that it rests, `urgent` that it may be at night or on a day of rest. `estimate` is what the
    decision reckons with, `cost` what the party is charged (None: not settled yet), `paid` what he paid of it, CNY.
    """

    state: str
    immediate: bool = False
    told: bool = True
    objection: str = ""
    suspended: bool = False
    urgent: bool = False
    estimate: Decimal = NOTHING
    cost: Decimal | None = None
    paid: Decimal = NOTHING

    @property
    def owed(self) -> Decimal:
        """What the party has yet to pay, CNY."""
        return (self.cost or NOTHING) - self.paid

    @property
    def settled(self) -> bool:
        """Whether nothing is left to be done, told, charged or paid."""
        charged = self.told and self.cost is not None and self.owed <= 0
        return self.state in OVER or (self.state == "done" and charged)


OPEN = frozenset({"reminded", "decided", "served", "warned"})
"""The party may still perform himself, or have it done for him."""

OVER = frozenset({"performed", "ended"})
"""It came to nothing: another may begin."""

PAYMENT = "behalf_payment"


def owed(behalfs: tuple[Behalf, ...]) -> Decimal:
    """What the party owes for what was done on his behalf, CNY."""
    return sum((one.owed for one in behalfs), NOTHING)


def paid(behalfs: tuple[Behalf, ...]) -> Decimal:
    """What he paid for it, CNY."""
    return sum((one.paid for one in behalfs), NOTHING)


def without_decision(one: Behalf) -> Behalf:
    """The same once the decision of the case has fallen: what is open ends, and nothing is charged for what was done."""
    if one.state in OPEN:
        return Behalf(state="ended")
    return one.but(cost=NOTHING, paid=NOTHING).stop(PAYMENT) if one.state == "done" else one
