"""What is tried on performance on the party's behalf: the acts of the ordinary procedure that it can meet, beside it.

The case begins as one that was investigated and notified: how it came there is all one to what is walked here. It ends with a
warning, so that nothing but the cost of the performance is paid.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from xuncheng.rules.procedure import conditions as c
from xuncheng.rules.procedure.beside.behalf.invariants import BEHALF_INVARIANTS
from xuncheng.rules.procedure.beside.behalf.state import owed, paid
from xuncheng.rules.procedure.beside.behalf.table import BEHALF
from xuncheng.rules.procedure.facts import Facts, Penalty
from xuncheng.rules.procedure.model import ActRule, Person
from xuncheng.rules.procedure.steps import SHANGHAI
from xuncheng.rules.procedure.universe import AHEAD, FAR, PAST, Domain, Universe
from xuncheng.rules.procedure.worlds import (
    ANNA,
    EVERYTHING,
    HEAD,
    REVIEWER,
    WARNING,
    YES_NO,
    beside,
    core,
    ordinary,
)

CHIEF = Person("y", certified=True, roles=frozenset({"officer", "head"}))
"""A head who is himself in charge of the case."""

MET = frozenset({
    "case.file", "case.decline", "correction.order", "correction.recheck", "decision.make", "document.serve", "case.terminate",
    "case.close", "case.archive",
})  # fmt: skip
"""The acts of the case that it can meet."""


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), SHANGHAI)


def _only(*values: object) -> Domain:
    return lambda _: values


def payments(facts: Facts) -> tuple[Decimal, ...]:
    """Nothing, some, all, and more than is owed."""
    sum_ = owed(facts.behalfs)
    part = sum_ if paid(facts.behalfs) else sum_ / 2
    return tuple(dict.fromkeys((Decimal(0), part, sum_, sum_ + 1)))


LATER = FAR + timedelta(days=1)
PLANS = (_at(AHEAD, 10), _at(FAR, 10), _at(FAR, 23), _at(LATER, 10))
DONE_AT = (_at(PAST, 10), _at(PAST, 23), _at(FAR, 10))
"""By day and at night; FAR is worked, the days about it are of rest, and the three days before it end AHEAD."""
DOMAINS = {
    "perform_by": _only(PAST, AHEAD), "hazard": _only("", "traffic"), "structure": YES_NO, "estimate": _only(Decimal(0), Decimal(100)),
    "interested": YES_NO, "planned_at": _only(*PLANS), "urgency": _only("", "路面有坠落危险"), "carried_out_at": _only(*DONE_AT),
    "cut_off": YES_NO, "violence": YES_NO, "performer_signed": YES_NO, "signed_by": _only("", "witness"),
    "place_kind": _only("", "road"), "object_kind": _only("", "spill"), "unable": _only("", "没有清运车辆"), "present": YES_NO,
    "cost": _only(Decimal(0), Decimal(100), Decimal(200)), "evidenced": _only(Decimal(100), Decimal(200)), "excess": _only("", "夜间加收"),
    "pay_by": _only(PAST, AHEAD), "cost_paid": payments, "receipt": _only("", "0001"), "grounds": _only("", "当事人死亡"),
    "officers": _only((CHIEF, EVERYTHING), (CHIEF, ANNA), (ANNA,)), "document": _only("decision"), "corrected": YES_NO,
    "delivered": YES_NO,
}  # fmt: skip


def _filed_first(rule: ActRule) -> ActRule:
    """A decision comes in a filed case, which the steps between them, left out here, see to."""
    return replace(rule, requires=(*rule.requires, c.FILED)) if rule.name == "decision.make" else rule


def ordinary_behalf() -> Universe:
    """The ordinary procedure with performance on the party's behalf beside it."""
    universe = core(ordinary(), 0, WARNING)
    few = replace(
        universe.procedure,
        acts=tuple(_filed_first(rule) for rule in universe.procedure.acts if rule.name in MET),
    )
    warning = Penalty(WARNING, Decimal(0))
    start = universe.start.but(
        proposed=True, proposer=CHIEF.id, investigators=frozenset({CHIEF.id, ANNA.id}), recused=frozenset({EVERYTHING.id}),
        evidence=True, recorded=True, concluded=True, notified=warning, notice_served=True, statement="waived",
    )  # fmt: skip
    small = replace(
        universe, procedure=few, start=start, people=(CHIEF, HEAD, REVIEWER, EVERYTHING), drops=()
    )
    return beside(small, (BEHALF,), DOMAINS, BEHALF_INVARIANTS)
