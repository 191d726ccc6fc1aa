"""What is tried on registration in advance: the ordinary procedure beside it."""

from __future__ import annotations

from xuncheng.rules.procedure.beside.preservation.invariants import PRESERVATION_INVARIANTS
from xuncheng.rules.procedure.beside.preservation.table import OUTCOMES, PRESERVATION
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.universe import Universe
from xuncheng.rules.procedure.worlds import FINE, YES_NO, at_most, beside, core, ordinary

MOST = 1
"""How many of them a case has at most, as far as is walked."""


def _keys(facts: Facts) -> tuple[int, ...]:
    """Each of those that there are, and one that there is not."""
    return tuple(range(1, len(facts.preservations) + 2))


def preservation() -> Universe:
    """The ordinary procedure with registration in advance beside it."""
    kinds = FINE | {"confiscate_goods"}
    domains = {
        "preservation": _keys, "approved": YES_NO, "outcome": lambda _: (*OUTCOMES, "kept"),
    }  # fmt: skip
    bounded = at_most(PRESERVATION, MOST, "preservation.propose", "preservations")
    return beside(core(ordinary(), 500, kinds), (bounded,), domains, PRESERVATION_INVARIANTS)
