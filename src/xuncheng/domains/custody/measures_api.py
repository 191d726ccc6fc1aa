"""HTTP for measures: what was preserved, sealed or seized in a case."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from ninja import Router

from xuncheng.domains.cases.queries import one
from xuncheng.domains.custody.models import Measure, MeasureKind
from xuncheng.domains.custody.queries.measures import measures_readable_by
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.trail.schemas import Coded, Schema, coded
from xuncheng.foundation.trail.scope import reading
from xuncheng.rules.legal import Text

router = Router(tags=["custody"])

KINDS: dict[str, Text] = {
    MeasureKind.PRESERVATION: Text("先行登记保存", "preservation of evidence"),
    MeasureKind.SEAL: Text("查封", "sealing"),
    MeasureKind.SEIZE: Text("扣押", "seizure"),
}
STATES = {
    "proposed": Text("待审批", "waits for the head"),
    "approved": Text("已批准", "approved"),
    "refused": Text("不同意", "refused"),
    "held": Text("保存中", "held"),
    "settled": Text("已处理", "settled"),
}


class ListedItemOut(Schema):
    """One object of a measure's list."""

    id: UUID
    name: str
    kind: str
    specification: str
    quantity: Decimal
    unit: str
    condition: str
    value: Decimal | None


class MeasureOut(Schema):
    """One measure of a case with its list; `until` is the last day of its term."""

    id: UUID
    kind: Coded
    key: int
    state: Coded
    reason: str
    basis: str
    place: str
    started_at: datetime | None
    until: date | None
    ended_at: datetime | None
    items: list[ListedItemOut]


@router.get("/cases/{uuid:key}/measures", response=list[MeasureOut], summary="Measures of a case")
def list_measures(request: ViewerRequest, key: UUID) -> list[dict[str, Any]]:
    """What was preserved, sealed or seized in a case, in the order in which it was proposed."""
    with reading(request.viewer):
        case = one(request.viewer, key)
        found = measures_readable_by(request.viewer).filter(case=case).order_by("proposed_at", "id")
        return [_out(measure) for measure in found]


def _out(measure: Measure) -> dict[str, Any]:
    plain = ("id", "key", "reason", "basis", "place", "started_at", "until", "ended_at")
    return {
        **{name: getattr(measure, name) for name in plain},
        "kind": coded(measure.kind, KINDS), "state": coded(measure.state, STATES),
        "items": sorted(measure.items.all(), key=lambda item: item.position),
    }  # fmt: skip
