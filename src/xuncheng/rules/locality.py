"""What differs from city to city, as data: the figures that a lawyer confirms, and the calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from xuncheng.rules.calendar import Calendar
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.periods import last_day
from xuncheng.rules.reachable import Reachable
from xuncheng.rules.reporting.judgement import Rule
from xuncheng.rules.reporting.stages import Events
from xuncheng.rules.service_forms import OpenDoor
from xuncheng.rules.working_hours import WorkingHours


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure that no statute settles: its value here, what it means, and whether it was confirmed."""

    code: str
    value: Decimal
    unit: str
    label: Text
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Waiver:
    """A matter of the published list of what is waived the first time (首违不罚清单), and on what condition.

    Whether the list here is the one published was `confirmed` or not.
    """

    matter: str
    condition: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Concurrence:
    """Matters that one act may breach at once: it is fined only once for all of them (行政处罚法第二十九条).

    Whether the legal section `confirmed` that they fall together is said as well.
    """

    matters: frozenset[str]
    act: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Receivers:
    """Other systems that events are sent to: where they may be, and for how many hours an old secret still signs beside a new one."""

    reachable: Reachable = field(default_factory=Reachable)
    overlap_hours: int = 24


@dataclass(frozen=True)
class Locality:
    """One district's own data.

    `agency`, `payment` and `remedies` hold what documents say of the agency itself, of the bank that collects
    its fines, and of where a party may turn to; `rooms`, where the agency meets (`panel`: its heads);
    `number_pattern` is how documents are numbered. `hours` are those of a working day, and `events` the classes of what
    is reported, with their limits. `door` is what other cities' programs find here; None: nothing. `judgement` are the rules
    that propose a report's matter, street, team and limit.
    """

    code: str
    name: Text
    bureau: Text
    agency_mark: str
    area_code: str
    map_center: tuple[float, float]
    number_pattern: str
    agency: Mapping[str, str]
    payment: Mapping[str, str]
    remedies: Mapping[str, str]
    rooms: Mapping[str, str]
    figures: Mapping[str, Figure]
    calendar: Calendar
    waivers: Mapping[str, Waiver]
    hours: WorkingHours
    events: Events
    concurrences: tuple[Concurrence, ...] = ()
    receivers: Receivers = field(default_factory=Receivers)
    door: OpenDoor | None = None
    judgement: tuple[Rule, ...] = ()

    def figure(self, code: str) -> Decimal:
        """Value of a figure. Raises KeyError for one that the locality does not set."""
        return self.figures[code].value

    def waivable(self, matter: str) -> bool:
        """Whether the list lets a first violation of the matter be waived; without a list the law alone counts."""
        return not self.waivers or matter in self.waivers

    def concurring(self, matter: str) -> frozenset[str]:
        """The matters that the same act may breach, that one among them."""
        together = (one.matters for one in self.concurrences if matter in one.matters)
        return frozenset({matter}).union(*together)

    def step_ends(self, step: str, start: datetime, matter: str = "") -> datetime:
        """When a step of a report that begins then is to be done, by the class of its matter and the hours worked here."""
        return self.events.limit(step, matter).ends(start, self.hours)

    def timer(self, clock: str, start: date) -> date:
        """Last day of the named period, by this locality's calendar and figures."""
        return last_day(clock, start, self.calendar, self.figure)
