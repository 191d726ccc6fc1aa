"""The facts of a case: all that the procedure tables look at, and nothing else.

They are what the acts done so far add up to. Facts never change in place: an act's effect makes new ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from xuncheng.rules.penalty.weighing import Grade
from xuncheng.rules.procedure.beside.behalf.state import Behalf
from xuncheng.rules.procedure.beside.demolition.state import Demolition
from xuncheng.rules.procedure.beside.execution.state import Execution, forgiven
from xuncheng.rules.procedure.beside.monitoring.state import Monitoring
from xuncheng.rules.procedure.beside.preservation.state import Preservation
from xuncheng.rules.procedure.beside.publication.state import Publication
from xuncheng.rules.procedure.beside.remedy.state import Remedy
from xuncheng.rules.procedure.beside.seizure.state import Seizure
from xuncheng.rules.procedure.beside.transfer.state import Transfer
from xuncheng.rules.procedure.timed import Timed

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Penalty:
    """A penalty as proposed, notified, discussed or decided: its kinds and, for a fine, CNY."""

    kinds: frozenset[str]
    amount: Decimal = ZERO


@dataclass(frozen=True, kw_only=True)
class Facts(Timed):
    """Facts of one penalty case.

    The groups up to the weight are fixed when the case is opened; the others move with the acts. What procedures beside
    the case add stands last, each in a state of its own.
    """

    # the party
    party: str = "person"
    age: str = "adult"
    capable: bool = True
    # the matter, in the version that applies to the act (行政处罚法第三十七条)
    kinds: frozenset[str] = frozenset({"fine"})
    fine_min: Decimal = ZERO
    fine_max: Decimal = ZERO
    bands: tuple[Grade, ...] = ()  # of the benchmark in force when the case began, the lightest first
    correct_first: bool = False
    matter_applies: bool = True
    # jurisdiction, time bar, double filing and double fine
    competent: bool = True
    designated: bool = False  # a superior designated this agency (第二十五条第二款)
    time_barred: bool = False
    filed_before: bool = False
    fined_before: bool = False
    offended_before: bool = False
    waivable: bool = True  # on the published list of what is waived the first time
    seizable: frozenset[str] = frozenset()  # which measures its law grants: seal, seize
    # weight
    grave: bool = False
    public_interest: bool = False
    hearing_over: Decimal = Decimal(10_000)
    own_power: bool = False  # the agency itself may enforce what is owed (行政强制法第十三条)
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
    ordered_on: date | None = None  # day on which the party was last ordered to correct
    concluded: bool = False
    notified: Penalty | None = None
    notice_served: bool = False
    made_on: date | None = None  # day on which the notice or decision to be served was made
    statement: str = ""  # "", received, rechecked, waived
    ceiling: Penalty | None = None  # what was notified when the party defended himself
    hearing: str = ""  # "", due, offered, requested, convened, held, reported, waived
    presider: str = ""  # who is named to preside over the hearing, or presided, on what was notified
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
    # procedures beside the case
    preservations: tuple[Preservation, ...] = ()
    monitorings: tuple[Monitoring, ...] = ()  # at most one: all records together
    consented_on: date | None = None  # day on which the party agreed in writing to electronic service
    demolitions: tuple[Demolition, ...] = ()  # at most one
    behalfs: tuple[Behalf, ...] = ()  # at most one
    transfers: tuple[Transfer, ...] = ()  # at most one: the latest
    remedies: tuple[Remedy, ...] = ()
    executions: tuple[Execution, ...] = ()  # at most one: of the fine that stands
    seizures: tuple[Seizure, ...] = ()
    publications: tuple[Publication, ...] = ()  # at most one: of the decision that stands

    def agrees(self, other: Facts, *names: str) -> bool:
        """Whether the named facts are alike in both."""
        return all(getattr(self, name) == getattr(other, name) for name in names)

    def running(self) -> Iterator[tuple[str, date]]:
        """Every period that runs or lapsed, with its last day: those of the case, and those beside it."""
        yield from self.clocks
        for states in BESIDE:
            for state in getattr(self, states):
                yield from state.clocks

    def at_rest(self) -> Facts:
        """The facts of a case that is over: nothing beside it runs any more, but what the party does against it and what follows."""
        beside = {
            name: tuple(state.but(clocks=()) for state in getattr(self, name))
            for name in BESIDE
            if name not in AFTERWARDS
        }
        return self.but(**beside)

    @property
    def fine(self) -> Decimal:
        """The fine that was decided; zero where none was."""
        return self.decided.amount if self.decided else ZERO

    @property
    def owed(self) -> Decimal:
        """What the party still has to pay: fine and imposed late fee, less what was paid and what was let go."""
        return self.fine + (self.late_fee or ZERO) - self.paid - forgiven(self.executions)


BESIDE = (
    "preservations",
    "transfers",
    "monitorings",
    "remedies",
    "demolitions",
    "behalfs",
    "executions",
    "seizures",
    "publications",
)
"""The facts that hold states of procedures beside the case, each a tuple of them."""

AFTERWARDS = frozenset({"remedies", "publications"})
"""Those of them that go on once a case is over: a remedy may still undo its decision, and what was published is withdrawn then."""


def encode(facts: Any) -> dict[str, Any]:
    """The facts as plain JSON values; fields at their default are left out."""
    return {
        f.name: _plain(getattr(facts, f.name)) for f in fields(facts) if getattr(facts, f.name) != f.default
    }


def decode(data: dict[str, Any]) -> Facts:
    """The facts that `encode` wrote. Raises KeyError for a field that facts do not have."""
    facts: Facts = _reader(Facts)(data)
    return facts


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
    return encode(value) if is_dataclass(value) else value


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of that type from its plain form."""
    if kind in _READERS:
        return _READERS[kind]
    if is_dataclass(kind):
        return _record(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        read = _reader(next(option for option in inner if option is not type(None)))
        return lambda plain: None if plain is None else read(plain)
    if origin is tuple:
        return _row(inner)
    return frozenset if origin is frozenset else lambda plain: plain


def _record(kind: Any) -> Callable[[Any], Any]:
    readers = {name: _reader(hint) for name, hint in get_type_hints(kind).items()}
    return lambda plain: kind(**{name: readers[name](value) for name, value in plain.items()})


def _row(inner: tuple[Any, ...]) -> Callable[[Any], Any]:
    if inner[-1] is Ellipsis:
        each = _reader(inner[0])
        return lambda plain: tuple(each(item) for item in plain)
    readers = [_reader(kind) for kind in inner]
    return lambda plain: tuple(read(item) for read, item in zip(readers, plain, strict=True))


_READERS: dict[Any, Callable[[Any], Any]] = {Decimal: Decimal, date: date.fromisoformat}
