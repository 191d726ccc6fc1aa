"""What is tried on sealing and seizure: the ordinary procedure beside it.

The matter grants sealing alone. A case has one measure at most, as far as is walked, and its objects are tested while the term
ends where it first did. Fines are paid in one sum. Of the main procedure those acts are done that a measure can meet: how
evidence is gathered, the party heard and the decision reviewed is all one to it, and the main procedure's own universe walks
that in full.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.beside.seizure.checks import CLOCK, CONFISCATION, OUTCOMES
from xuncheng.rules.procedure.beside.seizure.invariants import SEIZURE_INVARIANTS
from xuncheng.rules.procedure.beside.seizure.table import SEIZURE
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.guards import fact
from xuncheng.rules.procedure.model import Person
from xuncheng.rules.procedure.universe import AHEAD, PAST, TODAY, Universe
from xuncheng.rules.procedure.worlds import (
    ANNA,
    CHEN,
    EVERYTHING,
    FINE,
    UNCERTIFIED,
    YES_NO,
    at_most,
    beside,
    core,
    ordinary,
)

MOST = 1
"""How many of them a case has at most, as far as is walked."""

TEAMS = ((ANNA, EVERYTHING), (ANNA, CHEN), (ANNA, UNCERTIFIED))
DELEGATE = Person("d", certified=True, own=False)
"""Certified, but of a body to which the agency delegated its penalties."""

APART = {
    "deadline.extend", "panel.discuss", "hearing.request", "hearing.convene", "hearing.designate", "hearing.hold", "hearing.report",
    "hearing.waive", "statement.hear", "statement.submit", "statement.recheck", "statement.waive", "inspection.record",
    "interview.record", "evidence.collect", "evidence.review", "correction.order", "correction.recheck", "legality.review",
}  # fmt: skip
"""Acts of the main procedure that change nothing that a measure looks at."""

DOMAINS = {
    "officers": lambda f: (*TEAMS, (ANNA, DELEGATE)) if f.proposed else TEAMS,
    "seizure": lambda f: tuple(range(1, len(f.seizures) + 2)), "kind": lambda _: ("seal", "seize"), "approved": YES_NO,
    "present": lambda _: ("party", "nobody"), "heard": YES_NO, "related": YES_NO, "necessities": YES_NO, "sealed_before": YES_NO,
    "urgency": lambda _: ("", "物品正在转移"), "test_until": lambda _: (PAST, TODAY, AHEAD), "reasons": lambda _: ("", "案情复杂"),
    "perishable": YES_NO, "price_evidence": lambda _: ((), ("询价单",)), "outcome": lambda _: (*OUTCOMES, "kept"),
    "amount": lambda f: (Decimal(500) if f.decided is None else f.owed or f.fine,), "provision": lambda _: ("", "示范条例第九条"),
}  # fmt: skip


def _unmoved(facts: Facts) -> bool:
    """The term ends no later than it first did."""
    return all((one.due(CLOCK) or AHEAD) <= AHEAD for one in facts.seizures)


TESTED_ONCE = fact(
    "more_than_one_test",
    _unmoved,
    Text("期限未因检测顺延过", "while no test has moved the end of the term"),
    (),
)


def seizure() -> Universe:
    """The ordinary procedure with sealing and seizure beside it."""
    universe = core(ordinary(), 500, FINE | {CONFISCATION})
    main = universe.procedure
    met = replace(main, acts=tuple(rule for rule in main.acts if rule.name not in APART))
    start = universe.start.but(evidence=True, recorded=True, correction="met", seizable=frozenset({"seal"}))
    bounded = at_most(SEIZURE, MOST, "seizure.propose", "seizures")
    bounded = at_most(bounded, MOST, "seizure.start_urgent", "seizures")
    bounded = replace(bounded, conditions={**bounded.conditions, "seizure.test": (TESTED_ONCE,)})
    return beside(replace(universe, procedure=met, start=start), (bounded,), DOMAINS, SEIZURE_INVARIANTS)
