"""What the acts on remedies share: which remedy is meant, and its row kept as the facts of the case have it."""

from __future__ import annotations

from typing import Annotated, Any

from xuncheng.domains.cases.queries import Case
from xuncheng.domains.remedies.models import Remedy
from xuncheng.foundation.places.queries import area_exists
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.beside.several import one_of as state_of

Key = Annotated[int, field("第几件复议（诉讼）", "Which remedy of the case (its number)", "number", ge=1)]


def check_area(deed: Deed, area_path: str) -> None:
    """Refuse an area that there is not, or in which the actor may not do the act, before any row is written there."""
    if not area_exists(area_path):
        raise invalid(FieldError("area_path", Text("没有这个区域", "There is no such area")))
    if not (deed.parent or deed.actor.may(deed.name, area_path, deed.day)):
        label = REGISTER[deed.name].label
        raise Refused(
            "no_grant",
            Text(f"您没有在该区域办理“{label.zh}”的权限", f"You have no grant for “{label.en}” in this area"),
            status=403,
        )


def chosen(case: Case, key: int) -> Remedy:
    """The row of that key: the procedure table has made sure that there is one."""
    return Remedy.objects.get(case=case, key=key)


def one_of(case: Case, **about: Any) -> Remedy | None:
    """The newest remedy of the case of which that holds."""
    return Remedy.objects.filter(case=case, **about).order_by("-key").first()


def follow(case: Case, row: Remedy) -> Remedy:
    """Take over into the row, and save, what the facts of the case say of it after the act."""
    state = state_of(case.facts.remedies, row.key)
    if state is None:
        raise RuntimeError("a remedy of which the facts of its case know nothing")
    row.state, row.stopped = state.state, state.stopped
    row.due_clock, row.due_on = state.clocks[0] if state.clocks else ("", None)
    if not row.refunded_on:
        row.refund = state.refund
    row.save()
    return row
