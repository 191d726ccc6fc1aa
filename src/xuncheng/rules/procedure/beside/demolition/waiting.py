"""What a duty to demolish waits for."""

from __future__ import annotations

from datetime import date

from xuncheng.rules.procedure.beside.demolition.state import Demolition
from xuncheng.rules.procedure.beside.demolition.table import DAY, REMINDER, SELF, demolition_of
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.turns import HANDLER, HEAD, Fits, Lines


def _when(fits: object) -> Fits:
    def holds(facts: Facts, now: date) -> bool:
        one = demolition_of(facts)
        return one is not None and callable(fits) and bool(fits(one, now))

    return holds


def _ready(one: Demolition, now: date) -> bool:
    return one.state == "served" and not one.suspended and (one.progress or one.lapsed(REMINDER, now))


LINES: Lines = (
    (_when(lambda one, now: one.objection == "open"), HANDLER, "enforcement.answer"),
    (_when(lambda one, now: one.state == "imposed"), HANDLER, "duty.serve"),
    (
        _when(
            lambda one, now: one.state == "scheduled" and (one.due(DAY) or now) <= now and not one.suspended
        ),
        HANDLER,
        "demolition.carry_out",
    ),
    (_when(lambda one, now: one.state == "decided" and not one.suspended), HANDLER, "enforcement.schedule"),
    (
        _when(lambda one, now: _ready(one, now) and one.lapsed(SELF, now) and not one.contest),
        HEAD,
        "enforcement.decide",
    ),
)
