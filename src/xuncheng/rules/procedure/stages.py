"""Where a case stands, as one word for people: the first line of the table that fits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.beside.execution.state import ended
from xuncheng.rules.procedure.beside.remedy.state import fallen
from xuncheng.rules.procedure.beside.transfer.state import GONE
from xuncheng.rules.procedure.beside.transfer.table import state_of
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.periods import PERIODS

STAGES: tuple[tuple[str, Text, Callable[[Facts], bool]], ...] = (
    ("archived", Text("已归档", "archived"), lambda f: f.archived),
    ("closed", Text("已结案", "closed"), lambda f: f.closed),
    ("declined", Text("不予立案", "not filed"), lambda f: f.declined),
    ("transferred", Text("已移送", "transferred"), lambda f: f.terminated and state_of(f) in GONE),
    ("revoked", Text("决定已撤销", "decision revoked"), lambda f: f.terminated and fallen(f.remedies)),
    ("terminated", Text("已终止", "terminated"), lambda f: f.terminated),
    ("suspended", Text("已中止", "suspended"), lambda f: f.suspended),
    ("execution_ended", Text("终结执行", "execution ended"), lambda f: ended(f.executions)),
    ("performed", Text("已执行", "performed"), lambda f: f.decision_served and f.owed <= 0),
    ("served", Text("待执行", "to be performed"), lambda f: f.decision_served),
    ("decided", Text("待送达", "to be served"), lambda f: f.decided is not None or f.unpunished),
    ("notified", Text("告知阶段", "notified"), lambda f: f.notified is not None),
    ("concluded", Text("调查终结", "concluded"), lambda f: f.concluded),
    ("investigating", Text("调查取证", "investigating"), lambda f: f.filed),
    ("proposed", Text("待立案审批", "filing proposed"), lambda f: f.proposed),
    ("opened", Text("现场查处", "on the spot"), lambda f: True),
)

LABELS = {name: label for name, label, _ in STAGES}


NEVER = {("simple", "proposed")}
"""Stages that a procedure does not know: a case on the spot waits for nobody's approval."""


def stage_of(procedure: str, facts: Facts) -> str:
    """The stage that the facts amount to under the named procedure."""
    return next(name for name, _, fits in STAGES if fits(facts) and (procedure, name) not in NEVER)


_PLACE = {name: place for place, name in enumerate(PERIODS)}


def next_due(facts: Facts, now: date | None = None) -> tuple[str, date | None]:
    """The period that lapses first, and its last day; ("", None) where none runs.

    With `now`, a period of the party that is over by then is passed over: nobody is late with it. A quiet period is
    passed over as well: it only says from when on something else may be done. Of two that end on one day it is the one that
    stands first among the periods.
    """
    running = sorted(
        (day, _PLACE[name], name)
        for name, day in facts.running()
        if not (PERIODS[name].quiet or _of_the_past(name, day, now))
    )
    return (running[0][2], running[0][0]) if running else ("", None)


def _of_the_past(clock: str, day: date, now: date | None) -> bool:
    return now is not None and day < now and PERIODS[clock].just_ends
