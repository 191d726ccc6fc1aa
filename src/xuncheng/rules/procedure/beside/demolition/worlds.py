"""What is tried on forced demolition: the ordinary procedure beside it. A case has one duty to demolish, so nothing is bounded."""

from __future__ import annotations

from datetime import date, datetime, time

from xuncheng.rules.procedure.beside.demolition.invariants import DEMOLITION_INVARIANTS
from xuncheng.rules.procedure.beside.demolition.table import DEMOLITION
from xuncheng.rules.procedure.steps import SHANGHAI
from xuncheng.rules.procedure.universe import AHEAD, FAR, PAST, TODAY, Universe
from xuncheng.rules.procedure.worlds import FINE, YES_NO, beside, core, ordinary


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), SHANGHAI)


TIMES = tuple(_at(day, hour) for day in (PAST, TODAY, AHEAD, FAR) for hour in (10, 23))
"""By day and at night; FAR is worked and AHEAD a day of rest."""
DOMAINS = {
    "perform_by": lambda _: (PAST, TODAY, AHEAD), "owner_unknown": YES_NO, "upheld": YES_NO, "approval": lambda _: ("", "示政批1号"),
    "planned_at": lambda _: TIMES, "urgency": lambda _: ("", "有倒塌危险"), "carried_out_at": lambda _: TIMES, "cut_off": YES_NO,
    "video": YES_NO, "confirmed_by": lambda _: ("", "party"), "grounds": lambda _: ("", "当事人死亡"),
}  # fmt: skip


def ordinary_demolition() -> Universe:
    """The ordinary procedure with forced demolition beside it."""
    return beside(core(ordinary(), 500, FINE), (DEMOLITION,), DOMAINS, DEMOLITION_INVARIANTS)
