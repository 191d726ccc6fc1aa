"""What remedies wait for, also once the case itself is over."""

from __future__ import annotations

from xuncheng.rules.procedure.beside.remedy.state import refund_due
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.turns import HANDLER, REVIEWER, Lines


def _some(f: Facts, *states: str) -> bool:
    return any(one.state in states for one in f.remedies)


LINES: Lines = (
    (lambda f, now: _some(f, "filed"), REVIEWER, "remedy.forward"),
    (lambda f, now: _some(f, "pending"), REVIEWER, "remedy.reply"),
    (lambda f, now: refund_due(f.remedies) > 0, HANDLER, "fine.refund"),
)
