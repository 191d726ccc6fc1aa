"""Reading differences: narrowed by the viewer's scope."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from xuncheng.domains.collection.models import Allocation, LineDifference
from xuncheng.foundation.people.queries import in_scope
from xuncheng.foundation.trail.paging import Sorting
from xuncheng.foundation.trail.refusal import Refused, not_found
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.collecting import Difference
from xuncheng.rules.legal import Text

SORTINGS = {
    "-found_at": Sorting("found_at", descending=True),
    "found_at": Sorting("found_at", descending=False),
}
RESOLVING = ("difference.apply", "difference.refund", "difference.accept")


def readable_by(viewer: Viewer) -> QuerySet[LineDifference]:
    """Differences of the areas that the viewer sees."""
    return LineDifference.objects.filter(in_scope(viewer)).select_related(
        "line__bank", "line__file", "case", "charge"
    )


def matching(viewer: Viewer, kind: str, state: str, q: str) -> QuerySet[LineDifference]:
    """Differences of a kind, open or resolved, by words of payer or number; empty values narrow nothing."""
    found = readable_by(viewer)
    if kind:
        found = found.filter(kind=kind)
    if state in ("open", "resolved"):
        found = found.filter(resolved_at__isnull=state == "open")
    if q:
        found = found.filter(
            Q(line__payer__contains=q) | Q(line__payment_number__contains=q) | Q(line__serial__contains=q)
        )
    return found


def one(viewer: Viewer, key: UUID) -> LineDifference:
    """One difference. Raises `Refused` (`not_found`) also for one the viewer may not see."""
    found = readable_by(viewer).filter(pk=key).first()
    if found is None:
        raise not_found(Text("该差异", "difference"))
    return found


def allocations_of(difference: LineDifference) -> QuerySet[Allocation]:
    """What the line of the difference pays already."""
    # lint: own door: the difference came through its door
    return Allocation.objects.filter(line=difference.line_id).select_related("case", "charge").order_by("id")


def obstacle(difference: LineDifference, act: str) -> Refused | None:
    """Why the act cannot resolve the difference now; None where it can."""
    if difference.resolved_at:
        return Refused("difference_resolved", Text("该差异已处理", "That difference was resolved already"))
    lacking = difference.kind == Difference.TOO_LITTLE
    if act == "difference.accept" and not lacking:
        return Refused(
            "money_held",
            Text("款项尚在待查，应当转入案件或者退还", "Money is held: move it to a case, or give it back"),
        )
    if act != "difference.accept" and lacking:
        return Refused("nothing_held", Text("少缴的没有待查款项", "Of what is lacking nothing is held"))
    return None
