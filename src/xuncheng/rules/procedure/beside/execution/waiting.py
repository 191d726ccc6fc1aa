"""What the execution of a fine waits for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from xuncheng.rules.procedure.beside.execution.guards import REMEDIES, REMINDER, WINDOW
from xuncheng.rules.procedure.beside.execution.state import AT_COURT, Execution, execution_of
from xuncheng.rules.procedure.beside.remedy.state import pending, stopped
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.turns import HANDLER, HEAD, Fits, Lines


def _when(fits: Callable[[Execution, date], bool]) -> Fits:
    def holds(facts: Facts, now: date) -> bool:
        one = execution_of(facts.executions)
        return one is not None and fits(one, now)

    return holds


def _presses(facts: Facts, now: date) -> bool:
    """The court may be asked: remedies are over, and the time for it runs."""
    one = execution_of(facts.executions)
    if one is None or one.suspended or one.court or one.asked or facts.owed <= 0 or facts.own_power:
        return False
    over = one.exhausted or any(one.lapsed(clock, now) for clock in REMEDIES)
    contested = pending(facts.remedies) or stopped(facts.remedies)
    return over and not contested and not one.lapsed(WINDOW, now) and facts.lapsed("payment", now)


def _reminder_over(facts: Facts, now: date) -> bool:
    one = execution_of(facts.executions)
    return one is not None and one.lapsed(REMINDER, now)


LINES: Lines = (
    (_when(lambda one, now: one.court in AT_COURT), HANDLER, "court.record"),
    (_when(lambda one, now: one.objection == "open"), HANDLER, "reminder.answer"),
    (_when(lambda one, now: bool(one.asked)), HEAD, "deferral.approve"),
    (_when(lambda one, now: one.reminder == "made"), HANDLER, "reminder.serve"),
    (lambda f, now: _presses(f, now) and _reminder_over(f, now), HEAD, "court.apply"),
    (lambda f, now: _presses(f, now) and f.executions[-1].reminder == "", HANDLER, "fine.remind"),
)
