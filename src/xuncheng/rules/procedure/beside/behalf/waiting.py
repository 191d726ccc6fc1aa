"""What a performance on the party's behalf waits for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from xuncheng.rules.procedure.beside.behalf.state import PAYMENT, Behalf
from xuncheng.rules.procedure.beside.behalf.table import DAY, REMINDER, behalf_of
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.turns import HANDLER, HEAD, PARTY, Fits, Lines


def _when(fits: Callable[[Behalf, date], bool]) -> Fits:
    def holds(facts: Facts, now: date) -> bool:
        one = behalf_of(facts)
        return one is not None and fits(one, now)

    return holds


def _at(state: str) -> Fits:
    return _when(lambda one, now: one.state == state and not one.suspended)


LINES: Lines = (
    (_when(lambda one, now: not one.told), HANDLER, "behalf.tell"),
    (_when(lambda one, now: one.objection == "open"), HANDLER, "behalf.answer"),
    (
        _when(lambda one, now: one.state == "reminded" and one.lapsed(REMINDER, now) and not one.suspended),
        HEAD,
        "behalf.decide",
    ),
    (_at("decided"), HANDLER, "behalf.serve"),
    (_at("served"), HANDLER, "behalf.warn"),
    (
        _when(lambda one, now: one.state == "warned" and (one.due(DAY) or now) <= now and not one.suspended),
        HANDLER,
        "behalf.carry_out",
    ),
    (_when(lambda one, now: one.state == "done" and one.cost is None), HEAD, "behalf.charge"),
    (_when(lambda one, now: one.owed > 0 and one.lapsed(PAYMENT, now)), HANDLER, "behalf.pay"),
    (_when(lambda one, now: one.owed > 0), PARTY, "behalf.pay"),
)
