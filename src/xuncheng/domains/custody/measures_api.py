"""HTTP for measures: what was preserved, sealed or seized in a case."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from ninja import Router

from xuncheng.domains.cases.queries import NEAR_DAYS, one
from xuncheng.domains.custody.models import Measure, MeasureKind
from xuncheng.domains.custody.queries.measures import measures_readable_by
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.trail.schemas import Coded, Schema, coded, urgency
from xuncheng.foundation.trail.scope import reading
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.beside.preservation.table import OUTCOMES as PRESERVED
from xuncheng.rules.procedure.beside.seizure.checks import OUTCOMES as SEIZED

router = Router(tags=["custody"])
NEAR = timedelta(days=NEAR_DAYS)

KINDS: dict[str, Text] = {
    MeasureKind.PRESERVATION: Text("先行登记保存", "preservation of evidence"),
    MeasureKind.SEAL: Text("查封", "sealing"),
    MeasureKind.SEIZE: Text("扣押", "seizure"),
}
STATES = {
    "proposed": Text("待审批", "waits for the head"),
    "approved": Text("已批准", "approved"),
    "refused": Text("不同意", "refused"),
    "held": Text("查扣（保存）中", "held"),
    "urgent": Text("紧急实施、待补办批准", "urgent, waits for approval"),
    "failed": Text("未获批准、应当立即解除", "not approved, to be lifted at once"),
    "lifted": Text("已解除、待退还", "lifted, to be returned"),
    "settled": Text("已处理", "settled"),
}
OUTCOMES: dict[str, Text] = {
    **PRESERVED,
    **SEIZED,
    "lifted": Text("解除并退还", "lifted and given back"),
    "released": Text("依法必须立即解除", "had to be released"),
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
    sold_for: Decimal | None


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
    urgency: str
    decision_number: str
    ended_at: datetime | None
    urgent: bool
    outcome: Coded | None
    items: list[ListedItemOut]


@router.get("/cases/{uuid:key}/measures", response=list[MeasureOut], summary="Measures of a case")
def list_measures(request: ViewerRequest, key: UUID) -> list[dict[str, Any]]:
    """What was preserved, sealed or seized in a case, in the order in which it was proposed."""
    with reading(request.viewer):
        case = one(request.viewer, key)
        found = measures_readable_by(request.viewer).filter(case=case).order_by("proposed_at", "id")
        return [_out(measure) for measure in found]


def _out(measure: Measure) -> dict[str, Any]:
    plain = (
        "id",
        "key",
        "reason",
        "basis",
        "place",
        "started_at",
        "until",
        "ended_at",
        "urgent",
        "decision_number",
    )
    return {
        **{name: getattr(measure, name) for name in plain},
        "urgency": urgency(measure.until if measure.state in {"held", "urgent"} else None, NEAR),
        "kind": coded(measure.kind, KINDS), "state": coded(measure.state, STATES),
        "outcome": coded(measure.outcome, OUTCOMES) if measure.outcome else None,
        "items": sorted(measure.items.all(), key=lambda item: item.position),
    }  # fmt: skip
