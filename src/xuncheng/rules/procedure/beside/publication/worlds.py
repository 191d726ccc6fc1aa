"""What is tried on publication: the ordinary procedure with it beside, from the decision on.

What lies before the decision is all one to publication: it looks at none of it but who the party is and whether the case is
grave. So a case begins here when it is about to be decided, its rights heard, its review passed; or as one that was sent
back, with what it had published still to be withdrawn. What remedies do to it, the pair with them walks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from xuncheng.rules.procedure.beside.publication.guards import GROUNDS
from xuncheng.rules.procedure.beside.publication.invariants import PUBLICATION_INVARIANTS
from xuncheng.rules.procedure.beside.publication.state import PERIOD, WITHDRAWAL, Publication
from xuncheng.rules.procedure.beside.publication.table import PUBLICATION
from xuncheng.rules.procedure.facts import Penalty
from xuncheng.rules.procedure.model import Person
from xuncheng.rules.procedure.universe import AHEAD, FAR, TODAY, Domain, Universe
from xuncheng.rules.procedure.worlds import (
    ANNA,
    EVERYTHING,
    FINE,
    HEAD,
    REVIEWER,
    YES_NO,
    beside,
    core,
    ordinary,
)

CHIEF = Person("y", certified=True, roles=frozenset({"officer", "head"}))
"""A head who is himself in charge of the case."""

WAITING = Publication(state="waiting").start(PERIOD, AHEAD)
RECALLED = Publication(recalled=True).start(WITHDRAWAL, AHEAD)

FROM_DECISION = frozenset({
    "decision.make", "decision.waive", "document.serve", "fine.pay", "latefee.impose", "case.close", "case.archive",
})  # fmt: skip


def _fixed(*values: object) -> Domain:
    return lambda _: values


DOMAINS: Mapping[str, Domain] = {
    "checked": YES_NO, "shown_until": _fixed(TODAY, AHEAD, FAR), "ground": _fixed("lighter", *GROUNDS),
    "reasons": _fixed("", "不具有社会影响"),
    "explanation": _fixed("", "复议机关撤销"), "way": _fixed("direct", "announcement", "bank"), "reason": _fixed("", "下落不明"),
    "document": _fixed("decision", "no_penalty_decision"),
}  # fmt: skip


def publication() -> Universe:
    """The ordinary procedure with publication beside it."""
    main = core(ordinary(), 500, FINE)
    fine = Penalty(FINE, Decimal(500))
    start = main.start.but(
        proposed=True, filed=True, evidence=True, recorded=True, concluded=True, correction="met", notified=fine, notice_served=True,
        statement="waived", review="passed", panel=fine, investigators=frozenset({ANNA.id, CHIEF.id}),
        recused=frozenset({EVERYTHING.id}),
    )  # fmt: skip
    few = replace(
        main.procedure, acts=tuple(rule for rule in main.procedure.acts if rule.name in FROM_DECISION)
    )
    choices = {
        "party": ("person", "organisation"), "age": ("adult", "minor", "child"), "grave": (False, True),
        "publications": ((), (RECALLED,)),
    }  # fmt: skip
    small = replace(
        main,
        procedure=few,
        start=start,
        choices=choices,
        people=(ANNA, CHIEF, HEAD, EVERYTHING, REVIEWER),
        drops=(),
    )
    universe = beside(small, (PUBLICATION,), DOMAINS, PUBLICATION_INVARIANTS)
    return replace(universe, began=lambda facts: facts.decided is not None)
