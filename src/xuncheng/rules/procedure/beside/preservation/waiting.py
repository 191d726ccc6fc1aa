"""What a registration in advance waits for."""

from __future__ import annotations

from datetime import date

from xuncheng.rules.procedure.beside.preservation.table import CLOCK
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.turns import HANDLER, HEAD, Lines


def _some(f: Facts, state: str) -> bool:
    return any(one.state == state for one in f.preservations)


def _going_on(f: Facts) -> bool:
    return not (f.terminated or f.suspended or f.decided or f.unpunished)


def _lapsed(f: Facts, now: date) -> bool:
    return any(one.state == "held" and one.lapsed(CLOCK, now) for one in f.preservations)


def _must_be_settled(f: Facts, now: date) -> bool:
    """Items are held although the case went on to its end."""
    return _some(f, "held") and (f.terminated or f.decided is not None or f.unpunished)


LINES: Lines = (
    (_lapsed, HANDLER, "preservation.release"),
    (_must_be_settled, HEAD, "preservation.dispose"),
    (lambda f, now: _going_on(f) and _some(f, "proposed"), HEAD, "preservation.approve"),
    (lambda f, now: _going_on(f) and _some(f, "approved"), HANDLER, "evidence.preserve"),
)
