"""Two measures of one kind in one case: each goes its own way, and the case ends with neither of them open.

In full each is walked once beside the whole main procedure (see `together`). Here a case holds one already and takes another,
with lawful values entered and few acts of the main procedure: what is asked is only whether an act on one leaves the other alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from xuncheng.rules.procedure.beside.preservation.invariants import PRESERVATION_INVARIANTS
from xuncheng.rules.procedure.beside.preservation.state import Preservation
from xuncheng.rules.procedure.beside.preservation.table import PRESERVATION
from xuncheng.rules.procedure.beside.seizure import checks, worlds
from xuncheng.rules.procedure.beside.seizure.invariants import SEIZURE_INVARIANTS
from xuncheng.rules.procedure.beside.seizure.state import Seizure
from xuncheng.rules.procedure.beside.seizure.table import SEIZURE
from xuncheng.rules.procedure.model import Procedure
from xuncheng.rules.procedure.pairs import LAWFUL, TEAM, only, pair
from xuncheng.rules.procedure.universe import AHEAD, Domain, Universe
from xuncheng.rules.procedure.worlds import FINE, YES_NO, at_most, core, ordinary

TWO = 2

HELD: Mapping[str, Domain] = {
    **LAWFUL, "seizure": only(1, 2), "kind": only("seal"), "approved": YES_NO, "present": only("party"), "heard": only(True),
    "related": only(True), "necessities": only(False), "sealed_before": only(False), "urgency": only("物品正在转移"),
    "test_until": only(AHEAD), "reasons": only("案情复杂"), "perishable": only(True), "price_evidence": only(("询价单",)),
    "outcome": only(*checks.OUTCOMES), "amount": only(Decimal(500)), "provision": only("示范条例第九条"), "grounds": only("当事人死亡"),
}  # fmt: skip
"""A sealing in which everything is as it should be."""


def two_seizures() -> Universe:
    """A case that holds sealed things and seals others."""
    first = Seizure(key=1, state="held").start(checks.CLOCK, AHEAD)
    table = at_most(
        at_most(SEIZURE, TWO, "seizure.propose", "seizures"), TWO, "seizure.start_urgent", "seizures"
    )
    tested_once = replace(table, conditions={**table.conditions, "seizure.test": (worlds.TESTED_ONCE,)})
    return _holding(tested_once, HELD, *SEIZURE_INVARIANTS, seizable=frozenset({"seal"}), seizures=(first,))


def two_preservations() -> Universe:
    """A case with evidence registered in advance that registers more."""
    first = Preservation(key=1, state="approved")
    table = at_most(PRESERVATION, TWO, "preservation.propose", "preservations")
    return _holding(table, LAWFUL, *PRESERVATION_INVARIANTS, preservations=(first,))


def _holding(table: Procedure, domains: Mapping[str, Domain], *invariants: Any, **facts: Any) -> Universe:
    universe = core(ordinary(), 500, FINE | {checks.CONFISCATION})
    start = universe.start.but(**TEAM, filed=True, correction="met", **facts)
    return pair(replace(universe, start=start), (table,), domains, *invariants)


TWICE: Mapping[str, Callable[[], Universe]] = {
    "two seizures": two_seizures,
    "two preservations": two_preservations,
}
"""Every measure that is walked twice in one case, by what it is called in reports."""
