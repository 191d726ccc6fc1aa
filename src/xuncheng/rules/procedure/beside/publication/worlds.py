"""What is tried on publication: the ordinary procedure with it beside, from the decision on.

What lies before the decision is all one to publication: it looks at none of it but who the party is and whether the case is
grave. So a case begins here when it is about to be decided, its rights heard, its review passed; or as one that was sent
back, with what it had published still to be withdrawn, and with an order to demolish that is still to be published. What remedies
and a forced demolition do to it, the pairs with them walk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from xuncheng.rules.procedure.beside.demolition.state import Demolition
from xuncheng.rules.procedure.beside.demolition.table import DEMOLITION
from xuncheng.rules.procedure.beside.publication.effects import DEMOLITION_ORDER
from xuncheng.rules.procedure.beside.publication.guards import GROUNDS
from xuncheng.rules.procedure.beside.publication.invariants import PUBLICATION_INVARIANTS
from xuncheng.rules.procedure.beside.publication.state import ORDER, PERIOD, WITHDRAWAL, Publication
from xuncheng.rules.procedure.beside.publication.table import PUBLICATION
from xuncheng.rules.procedure.beside.remedy.table import REMEDY
from xuncheng.rules.procedure.beside.service.table import SERVICE
from xuncheng.rules.procedure.facts import Penalty
from xuncheng.rules.procedure.guards import OPEN
from xuncheng.rules.procedure.invariants import never
from xuncheng.rules.procedure.model import ActRule, Person
from xuncheng.rules.procedure.universe import AHEAD, FAR, PAST, TODAY, Domain, Universe
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
ORDERED = Publication(order="waiting").start(ORDER, AHEAD)
RECALLED = ORDERED.but(recalled=True).start(WITHDRAWAL, AHEAD)

FROM_DECISION = frozenset({
    "decision.make", "decision.waive", "document.serve", "fine.pay", "latefee.impose", "case.close", "case.archive",
})  # fmt: skip


def _only(rule: ActRule, state: str) -> ActRule:
    """The row with nothing but what it makes of the duty to demolish, in a case that is not over."""
    after = (Demolition(state=state),)
    asked = (*rule.requires, OPEN)
    return replace(
        rule, effect=lambda s: s.facts.but(demolitions=after), requires=asked, checks=(), inputs=(), starts=()
    )


_STATES = {"duty.serve": "served", "duty.performed": "performed"}
DUTY = tuple(_only(rule, _STATES[rule.name]) for rule in DEMOLITION.acts if rule.name in _STATES)
"""How a duty to demolish goes on, without its periods."""
GOES_ON = never(
    "P-11", "拆除义务因送达、履行而变动", "service and performance change a duty to demolish", lambda s: not s.same("demolitions"), *_STATES
)  # fmt: skip
CORRECTION = tuple(
    rule for rule in (*REMEDY.acts, *SERVICE.acts) if rule.name in ("decision.correct", "document.correct")
)
"""The acts that correct the wording of what was decided and ordered."""


def _fixed(*values: object) -> Domain:
    return lambda _: values


DOMAINS: Mapping[str, Domain] = {
    "checked": YES_NO, "shown_until": _fixed(PAST, TODAY, AHEAD, FAR), "ground": _fixed("lighter", *GROUNDS),
    "reasons": _fixed("", "不具有社会影响"),
    "explanation": _fixed("", "复议机关撤销"), "way": _fixed("direct", "announcement", "bank"), "reason": _fixed("", "下落不明"),
    "document": _fixed("decision", "no_penalty_decision", DEMOLITION_ORDER),
}  # fmt: skip


def publication() -> Universe:
    """The ordinary procedure with publication beside it."""
    main = core(ordinary(), 500, FINE)
    fine = Penalty(FINE, Decimal(500))
    start = main.start.but(
        proposed=True, filed=True, evidence=True, recorded=True, concluded=True, correction="met", notified=fine, notice_served=True,
        statement="waived", review="passed", panel=fine, investigators=frozenset({ANNA.id, CHIEF.id}),
        recused=frozenset({EVERYTHING.id}), demolitions=(Demolition(state="imposed"),),
    )  # fmt: skip
    few = replace(
        main.procedure,
        acts=(*(rule for rule in main.procedure.acts if rule.name in FROM_DECISION), *CORRECTION, *DUTY),
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
    universe = beside(small, (PUBLICATION,), DOMAINS, (*PUBLICATION_INVARIANTS, GOES_ON))
    return replace(universe, began=lambda facts: facts.decided is not None)
