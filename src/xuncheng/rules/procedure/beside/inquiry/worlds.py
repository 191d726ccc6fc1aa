"""What is tried on the small steps of an investigation: the ordinary procedure beside them."""

from __future__ import annotations

from xuncheng.rules.procedure.beside.inquiry.invariants import INQUIRY_INVARIANTS
from xuncheng.rules.procedure.beside.inquiry.table import INQUIRY
from xuncheng.rules.procedure.universe import Universe
from xuncheng.rules.procedure.worlds import CHEN, EVERYTHING, FINE, beside, core, ordinary


def inquiry() -> Universe:
    """The ordinary procedure with them beside it; recusal is asked of somebody in charge, and of somebody who is not."""
    domains = {"officer": lambda _: (EVERYTHING, CHEN)}
    return beside(core(ordinary(), 500, FINE), (INQUIRY,), domains, INQUIRY_INVARIANTS)
