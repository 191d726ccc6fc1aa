"""What is tried on transfers: each main procedure with them beside it. A case has one at a time, so nothing is bounded."""

from __future__ import annotations

from xuncheng.rules.procedure.beside.transfer.invariants import TRANSFER_INVARIANTS
from xuncheng.rules.procedure.beside.transfer.table import TRANSFER
from xuncheng.rules.procedure.universe import Universe
from xuncheng.rules.procedure.worlds import FINE, YES_NO, bare, beside, core, ordinary, simple

DOMAINS = {
    "delay": lambda _: ("", "等待鉴定"),
    "reasons": lambda _: ("", "不构成犯罪"),
    "receipt": lambda _: ("", "0001"),
}


def ordinary_transfer() -> Universe:
    """The ordinary procedure with transfers beside it."""
    universe = core(ordinary(), 500, FINE)
    return beside(universe, (TRANSFER,), DOMAINS | {"accepted": YES_NO}, TRANSFER_INVARIANTS)


def simple_transfer() -> Universe:
    """The simple procedure with transfers beside it: nobody is recused and nothing suspended there, and it ends decided or terminated."""
    spare = bare(TRANSFER, "suspended", "recused", "officer_recused")
    spare = bare(spare, "case_over", acts=frozenset({"transfer.review_request", "case.hand_over"}))
    return beside(core(simple(), 110, FINE), (spare,), DOMAINS | {"accepted": YES_NO}, TRANSFER_INVARIANTS)
