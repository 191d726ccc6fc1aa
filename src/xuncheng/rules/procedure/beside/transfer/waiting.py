"""What a transfer waits for."""

from __future__ import annotations

from datetime import date

from xuncheng.rules.procedure.beside.transfer.table import state_of
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.turns import HANDLER, HEAD, Fits, Lines

_TURNS = (
    ("suspected", HANDLER, "transfer.report"), ("reported", HEAD, "transfer.approve"), ("approved", HANDLER, "transfer.send"),
    ("sent", HANDLER, "transfer.answer"), ("review", HANDLER, "transfer.answer"), ("accepted", HANDLER, "transfer.deliver"),
    ("handed", HANDLER, "case.hand_over_answer"),
)  # fmt: skip


def _at(state: str) -> Fits:
    def fits(facts: Facts, now: date) -> bool:
        return state_of(facts) == state

    return fits


LINES: Lines = tuple((_at(state), role, act) for state, role, act in _TURNS)
