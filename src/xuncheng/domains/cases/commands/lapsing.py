"""Time passes by itself: that a period ran out is noted, for it may make a case wait for somebody else."""

from __future__ import annotations

from typing import Annotated

from xuncheng.domains.cases.models import Case
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.procedure.periods import PERIODS

CLOCKS = {name: clock.label for name, clock in PERIODS.items()}
BASIS = (Basis("行政处罚法", "85"),)


@act("case.lapse", Text("期限届满", "A period ran out"), on="case", basis=BASIS)
def note_lapse(
    deed: Deed,
    case: Case,
    period: Annotated[str, field("期限", "Period", "choice", choices=CLOCKS)],
) -> Case:
    """Note that a period of the case ran out, or its day came (期限届满): whoever comes next finds the case on his desk.

    The facts stay as they are, for the end of a period is one of them already.
    Raises `Refused` (`period_running`) for a period that is not over, or does not run in this case.
    """
    if not any(name == period and PERIODS[name].reached(end, deed.day) for name, end in case.facts.running()):
        raise Refused("period_running", Text("该期限尚未届满", "That period is not over"), basis=BASIS)
    case.put(case.facts, deed.day)
    return case
