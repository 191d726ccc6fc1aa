"""What is tried on monitoring records: each main procedure beside them. Records come one after the other: nothing is bounded."""

from __future__ import annotations

from dataclasses import replace

from xuncheng.rules.procedure.beside.monitoring.invariants import MONITORING_INVARIANTS
from xuncheng.rules.procedure.beside.monitoring.table import MONITORING, QUALITIES
from xuncheng.rules.procedure.universe import AHEAD, FAR, PAST, TODAY, Universe
from xuncheng.rules.procedure.worlds import FINE, GOOD_DEVICE, YES_NO, bare, beside, core, ordinary, simple

DEVICES = (
    GOOD_DEVICE, None, replace(GOOD_DEVICE, marked=False), replace(GOOD_DEVICE, reviewed_on=None),
    replace(GOOD_DEVICE, published_on=TODAY), replace(GOOD_DEVICE, withdrawn_on=TODAY), replace(GOOD_DEVICE, withdrawn_on=FAR),
)  # fmt: skip
DOMAINS = {
    "device": lambda _: DEVICES, "recorded_at": lambda _: (PAST, TODAY, AHEAD), "lookup": lambda _: ("", "公众号"),
    **dict.fromkeys(QUALITIES, YES_NO),
}  # fmt: skip


TAKE = frozenset({"record.take"})


def ordinary_monitoring() -> Universe:
    """The ordinary procedure with monitoring records beside it: it decides only what was investigated to the end."""
    procedure = bare(MONITORING, "already_decided", acts=TAKE)
    return beside(_remembering(core(ordinary(), 500, FINE)), (procedure,), DOMAINS, MONITORING_INVARIANTS)


def simple_monitoring() -> Universe:
    """The simple procedure with monitoring records beside it: nobody is recused, nothing suspended, and it ends decided or terminated."""
    procedure = bare(MONITORING, "suspended", "recused", "case_over")
    return beside(_remembering(core(simple(), 110, FINE)), (procedure,), DOMAINS, MONITORING_INVARIANTS)


def _remembering(universe: Universe) -> Universe:
    """What was notified and found stays known after the decision: the acts beside it look at that."""
    return replace(universe, drops=())
