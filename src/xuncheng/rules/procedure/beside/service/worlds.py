"""What is tried on service: the ordinary procedure with it, every way of service, with and without consent and witness."""

from __future__ import annotations

from dataclasses import replace

from xuncheng.rules.procedure.beside.service.invariants import SERVICE_INVARIANTS
from xuncheng.rules.procedure.beside.service.table import SERVICE
from xuncheng.rules.procedure.universe import AHEAD, TODAY, Drop, Universe
from xuncheng.rules.procedure.worlds import FINE, YES_NO, beside, core, ordinary

DOMAINS = {
    "way": lambda _: ("direct", "left", "electronic", "bank"), "reason": lambda _: ("", "拒收"), "witnesses": lambda _: ("", "居委会 甲"),
    "filmed": YES_NO, "electronic": YES_NO, "signed_on": lambda _: (TODAY, AHEAD),
}  # fmt: skip


def service() -> Universe:
    """The ordinary procedure with consents and corrections beside it."""
    main = core(ordinary(), 500, FINE)
    forgotten = Drop(lambda facts: facts.decision_served, ("consented_on",))
    return beside(replace(main, drops=(*main.drops, forgotten)), (SERVICE,), DOMAINS, SERVICE_INVARIANTS)
