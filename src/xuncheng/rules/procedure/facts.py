"""The facts of a case: all that the procedure tables look at, and nothing else.

They are what the acts done so far add up to. Facts never change in place: an act's effect makes new ones.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Penalty:
    """A penalty as proposed, notified, discussed or decided: its kinds and, for a fine, CNY."""

    kinds: frozenset[str]
    amount: Decimal = ZERO


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Facts of one penalty case.

    The groups up to the weight are fixed when the case is opened; the others move with the acts. Clocks hold
    the last day of each running period by its name in `periods.PERIODS`; a period that lapsed stays until an
    act stops it, for its end is a fact too.
    """

    # the party
    party: str = "person"
    age: str = "adult"
    capable: bool = True
    # the matter, in the version that applies to the act (行政处罚法第三十七条)
    kinds: frozenset[str] = frozenset({"fine"})
    fine_min: Decimal = ZERO
    fine_max: Decimal = ZERO
    correct_first: bool = False
    matter_applies: bool = True
    # jurisdiction, time bar, double filing and double fine
    competent: bool = True
    time_barred: bool = False
    filed_before: bool = False
    fined_before: bool = False
    # weight
    grave: bool = False
    public_interest: bool = False
    hearing_over: Decimal = Decimal(10_000)
    # people
    proposer: str = ""
    investigators: frozenset[str] = frozenset()
    recused: frozenset[str] = frozenset()
    # steps
    proposed: bool = False
    filed: bool = False
    declined: bool = False
    told: bool = False
    pending: bool = False  # evidence collected and not yet reviewed
    evidence: bool = False  # evidence reviewed and accepted
    recorded: bool = False  # an inspection or interview record among it
    correction: str = ""  # "", ordered, met, unmet
    concluded: bool = False
    notified: Penalty | None = None
    notice_served: bool = False
    made_on: date | None = None  # day on which the notice or decision to be served was made
    statement: str = ""  # "", received, rechecked, waived
    ceiling: Penalty | None = None  # what was notified when the party defended himself
    hearing: str = ""  # "", due, offered, requested, convened, held, waived
    heard: bool = False  # a hearing was held in this case, whatever was notified since
    review: str = ""  # "", passed, failed
    panel: Penalty | None = None
    extensions: int = 0
    suspended: bool = False
    terminated: bool = False
    # outcome
    decided: Penalty | None = None
    unpunished: bool = False
    decision_served: bool = False
    paid: Decimal = ZERO
    paid_late: bool = False
    late_fee: Decimal | None = None
    lodged: bool = False
    closed: bool = False
    archived: bool = False
    clocks: tuple[tuple[str, date], ...] = ()

    def but(self, **changes: Any) -> Facts:
        """The facts with some of them changed."""
        return replace(self, **changes)

    def due(self, clock: str) -> date | None:
        """Last day of the named period, or None if it does not run."""
        return next((day for name, day in self.clocks if name == clock), None)

    def lapsed(self, clock: str, now: date) -> bool:
        """Whether the named period ran and is over on that day."""
        day = self.due(clock)
        return day is not None and now > day

    def start(self, clock: str, due: date) -> Facts:
        """The facts with the named period running until that day, its last day included."""
        kept = tuple(pair for pair in self.clocks if pair[0] != clock)
        return self.but(clocks=tuple(sorted((*kept, (clock, due)))))

    def stop(self, *clocks: str) -> Facts:
        """The facts without the named periods."""
        return self.but(clocks=tuple(pair for pair in self.clocks if pair[0] not in clocks))

    def agrees(self, other: Facts, *names: str) -> bool:
        """Whether the named facts are alike in both."""
        return all(getattr(self, name) == getattr(other, name) for name in names)

    @property
    def fine(self) -> Decimal:
        """The fine that was decided; zero where none was."""
        return self.decided.amount if self.decided else ZERO

    @property
    def owed(self) -> Decimal:
        """What the party still has to pay: fine and imposed late fee, less what was paid."""
        return self.fine + (self.late_fee or ZERO) - self.paid


def encode(facts: Facts) -> dict[str, Any]:
    """The facts as plain JSON values; fields at their default are left out."""
    return {
        f.name: _plain(getattr(facts, f.name)) for f in fields(facts) if getattr(facts, f.name) != f.default
    }


def decode(data: dict[str, Any]) -> Facts:
    """The facts that `encode` wrote. Raises KeyError for a field that facts do not have."""
    return Facts(**{name: _typed(_TYPES[name], value) for name, value in data.items()})


def _plain(value: Any) -> Any:
    match value:
        case Decimal():
            return str(value)
        case date():
            return value.isoformat()
        case frozenset():
            return sorted(value)
        case tuple():
            return [_plain(item) for item in value]
        case Penalty():
            return {"kinds": sorted(value.kinds), "amount": str(value.amount)}
    return value


def _typed(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    return _READERS.get(kind, lambda plain: plain)(value)


def _without_none(kind: Any) -> Any:
    if get_origin(kind) in (Union, UnionType):
        return next(option for option in get_args(kind) if option is not type(None))
    return kind


_READERS: dict[Any, Any] = {
    Decimal: Decimal,
    date: date.fromisoformat,
    frozenset[str]: frozenset,
    Penalty: lambda plain: Penalty(frozenset(plain["kinds"]), Decimal(plain["amount"])),
    tuple[tuple[str, date], ...]: lambda pairs: tuple((name, date.fromisoformat(day)) for name, day in pairs),
}
_TYPES = {name: _without_none(kind) for name, kind in get_type_hints(Facts).items()}
