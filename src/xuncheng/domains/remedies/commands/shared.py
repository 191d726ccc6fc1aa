"""What the acts on remedies share: which remedy is meant, and its row kept as the facts of the case have it."""

from __future__ import annotations

from typing import Annotated, Any

from xuncheng.domains.cases.queries import Case
from xuncheng.domains.remedies.models import Lawyer, Remedy
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.beside.several import one_of as state_of

Key = Annotated[int, field("第几件复议（诉讼）", "Which remedy of the case (its number)", "number", ge=1)]


def check_engaged(deed: Deed, lawyer: Lawyer | None) -> None:
    """Refuse a lawyer whose firm is not engaged on the day of the act."""
    if lawyer and not lawyer.firm.engagements.filter(since__lte=deed.day, until__gte=deed.day).exists():
        raise Refused(
            "lawyer_not_engaged",
            Text("该律师所在律师事务所不在聘用期内", "The lawyer's firm is not engaged on that day"),
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
