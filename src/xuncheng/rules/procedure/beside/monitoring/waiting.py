"""What monitoring records wait for."""

from __future__ import annotations

from xuncheng.rules.procedure.beside.monitoring.table import monitoring_of
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.turns import HANDLER, REVIEWER, Lines


def _going_on(f: Facts) -> bool:
    return not (f.terminated or f.suspended or f.decided or f.unpunished)


LINES: Lines = (
    (lambda f, now: _going_on(f) and monitoring_of(f).unreviewed, REVIEWER, "record.review"),
    (lambda f, now: _going_on(f) and monitoring_of(f).untold, HANDLER, "violation.tell"),
)
