"""What is tried on execution: each main procedure with it beside, from the decision on.

What lies before the decision is all one to execution: it looks at none of it, and the main procedure's own universe walks it. So a
case begins here when its decision is about to be served; its correction is met. One deferral or plan is granted in a case, and
agreements are in one sum, for all periods that start end ahead and an agreement ends within its window.

Beside the ordinary procedure all acts of execution are walked, with the fine paid at once and the late fee after it. Beside the
simple one those that defer, agree and end are, with money in parts and the late fee at any time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.beside.execution.guards import ASKED, ENDING, RESULTS, SUSPENDING
from xuncheng.rules.procedure.beside.execution.invariants import EXECUTION_INVARIANTS
from xuncheng.rules.procedure.beside.execution.table import EXECUTION
from xuncheng.rules.procedure.facts import Facts, Penalty
from xuncheng.rules.procedure.guards import fact
from xuncheng.rules.procedure.model import Guard, Person, Procedure
from xuncheng.rules.procedure.universe import AHEAD, FAR, PAST, TODAY, Domain, Universe
from xuncheng.rules.procedure.worlds import (
    ANNA,
    EVERYTHING,
    FINE,
    HEAD,
    REVIEWER,
    YES_NO,
    bare,
    beside,
    core,
    ordinary,
    simple,
)

CHIEF = Person("y", certified=True, roles=frozenset({"officer", "head"}))
"""A head who is himself in charge of the case."""

PERFORMING = frozenset({"document.serve", "fine.pay", "latefee.impose", "case.close", "case.archive"})
ON_THE_SPOT = frozenset({"decision.make", "fine.pay", "latefee.impose", "case.close", "case.archive"})
MONEY = frozenset(
    {"deferral.apply", "deferral.approve", "deferral.refuse", "agreement.make", "execution.end"}
)

Parts = tuple[tuple[Any, Decimal], ...]


def _instalments(f: Facts) -> tuple[Parts, ...]:
    """Nothing; in one sum, all of it or without the late fee; in two; and what does not add up, has passed, or runs backwards."""
    owed, half = f.owed, f.owed / 2
    return (
        (), ((AHEAD, owed),), ((AHEAD, owed - (f.late_fee or 1)),), ((FAR, owed),), ((TODAY, owed),), ((AHEAD, half), (FAR, half)),
        ((FAR, half), (AHEAD, half)), ((AHEAD, owed * 2), (FAR, -owed)),
    )  # fmt: skip


def _fixed(*values: object) -> Domain:
    return lambda _: values


DOMAINS: Mapping[str, Domain] = {
    "asked": _fixed(*ASKED, "remission"), "written": YES_NO, "instalments": _instalments, "reasons": _fixed("", "不符合条件"),
    "waiver": lambda f: (Decimal(0), f.late_fee or Decimal(1)), "remedial_action": _fixed("", "已清理现场"),
    "harmless": YES_NO, "signed": YES_NO, "delivered": YES_NO, "served_on": _fixed(PAST, TODAY, AHEAD),
    "court_result": _fixed(*RESULTS, "lost"), "suspend_ground": _fixed(*SUSPENDING, ""), "end_ground": _fixed(*ENDING, ""),
    "paid_on": _fixed(None, PAST), "way": _fixed("direct", "bank"), "document": _fixed("decision"),
}  # fmt: skip


def _plain(f: Facts) -> bool:
    """Nothing is suspended and no objection raised: what these bar, they bar whatever was deferred."""
    return not any(one.suspended or one.objection or one.reminder == "made" for one in f.executions)


_UNDISTURBED = Text(
    "没有中止、异议和待送达的催告时", "while nothing is suspended, objected to or waits to be served"
)
ONCE = fact(
    "more_than_one_deferral", lambda f: _plain(f) and not any(one.spared for one in f.executions),
    Text("每案至多1次，且没有中止、异议和待送达的催告", "at most one in a case, while nothing is suspended or objected to"), (),
)  # fmt: skip
PLAIN = fact("more_than_tried", _plain, _UNDISTURBED, ())
UNPLANNED = fact(
    "more_than_tried", lambda f: not any(one.plan or one.asked or one.court not in ("", "granted") for one in f.executions),
    Text("没有分期、申请和法院审查时", "while there is no plan, no application, and no court has it in hand"), (),
)  # fmt: skip
ONE_SUM = Guard(
    "more_than_one_sum", lambda s: s.given["amount"] * 2 == s.facts.fine,
    Text("数额为罚款的一半", "of half the fine"), (),
)  # fmt: skip
TWO_PAYMENTS = Guard(
    "more_than_two_payments", lambda s: not s.facts.paid or s.given["amount"] == s.facts.owed,
    Text("至多分两次缴清", "in two payments at most"), (),
)  # fmt: skip
AT_ONCE = Guard(
    "more_than_one_payment",
    lambda s: s.given["amount"] == s.facts.owed,
    Text("一次缴清", "in one payment"),
    (),
)
AFTERWARDS = fact("more_than_tried", lambda f: f.owed <= 0, Text("缴清以后", "once nothing is owed"), ())

BOUNDS: Mapping[str, tuple[Guard, ...]] = {
    "deferral.apply": (ONCE,), "agreement.make": (PLAIN,), "execution.suspend": (UNPLANNED,),
}  # fmt: skip


def _beside(
    universe: Universe, execution: Procedure, acts: frozenset[str], choices: Mapping[str, tuple[Any, ...]], **begun: Any
) -> Universe:  # fmt: skip
    main = universe.procedure
    met = replace(main, acts=tuple(rule for rule in main.acts if rule.name in acts))
    team = frozenset({ANNA.id, CHIEF.id})
    start = universe.start.but(
        proposed=True, filed=True, evidence=True, recorded=True, correction="met", investigators=team, **begun
    )
    small = replace(
        universe, procedure=met, start=start, people=(ANNA, CHIEF, HEAD, EVERYTHING, REVIEWER), drops=()
    )
    return replace(beside(small, (execution,), DOMAINS, EXECUTION_INVARIANTS), choices=choices)


def ordinary_execution() -> Universe:
    """The ordinary procedure with execution beside it."""
    conditions = {
        **EXECUTION.conditions,
        **BOUNDS,
        "latefee.impose": (*EXECUTION.conditions["latefee.impose"], AFTERWARDS),
    }
    plain = bare(EXECUTION, "waiver_without_remedial_action", "principal_waived")
    bounded = replace(
        plain, conditions=conditions, checks={"latefee.impose": (ONE_SUM,), "fine.pay": (AT_ONCE,)}
    )
    choices = {"own_power": (False, True), "party": ("person", "organisation")}
    universe = _beside(
        core(ordinary(), 500, FINE), bounded, PERFORMING, choices,
        decided=Penalty(FINE, Decimal(500)), made_on=TODAY, recused=frozenset({EVERYTHING.id}),
    )  # fmt: skip
    return replace(universe, domains={**universe.domains, "waiver": _fixed(Decimal(0))})


def simple_execution() -> Universe:
    """The simple procedure with deferral, agreement and end beside it: nobody is recused there."""
    late = {"latefee.impose": EXECUTION.conditions["latefee.impose"]}
    few = replace(EXECUTION, acts=tuple(rule for rule in EXECUTION.acts if rule.name in MONEY))
    bounded = replace(
        bare(few, "recused", "court_seized", "court_has_yet_to_answer"), conditions={**late, **BOUNDS},
        checks={"latefee.impose": (ONE_SUM,), "fine.pay": (TWO_PAYMENTS,)},
    )  # fmt: skip
    told = {"told": True, "notified": Penalty(FINE, Decimal(110)), "lodged": True}
    return _beside(core(simple(), 110, FINE), bounded, ON_THE_SPOT, {"own_power": (False,)}, **told)
