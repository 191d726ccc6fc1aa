"""What the acts of sealing and seizure share: which measure is meant, and keeping its row as the facts say."""

from __future__ import annotations

from typing import Annotated

from xuncheng.domains.cases.commands.shared import words
from xuncheng.domains.cases.queries import Case
from xuncheng.domains.custody.models import Measure, MeasureKind
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.beside.seizure.checks import CLOCK
from xuncheng.rules.procedure.beside.seizure.state import Seizure
from xuncheng.rules.procedure.beside.seizure.table import chosen

Chosen = Annotated[Measure, field("查封、扣押", "Sealing or seizure", "ref", ref="measure")]
Reasons = Annotated[str, words("理由", "Reasons")]


def state_of(case: Case, measure: Measure) -> Seizure:
    """What the facts say of it. Raises `Refused` for a measure of another case or kind."""
    state = chosen(case.facts, measure.key)
    if state is None or measure.case_id != case.pk or measure.kind == MeasureKind.PRESERVATION:
        raise invalid(
            FieldError(
                "seizure", Text("所选的不是本案的查封、扣押", "That is no sealing or seizure of this case")
            )
        )
    return state


def take_over(case: Case, measure: Measure) -> None:
    """Keep in the row what the facts now say of it: its state, and the last day of its term while one runs."""
    state = state_of(case, measure)
    measure.state = state.state
    measure.until = state.due(CLOCK) or measure.until
    measure.save(update_fields=["state", "until"])
