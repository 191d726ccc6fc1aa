"""HTTP for the records of a monitoring device: which cases use them, and which may not be used, and why."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.db.models import QuerySet
from ninja import Field, Query, Router

from xuncheng.domains.cases.deadlines_api import CaseOf
from xuncheng.domains.cases.models import Evidence, EvidenceState
from xuncheng.domains.cases.queries import evidence_readable_by
from xuncheng.domains.monitoring.queries import Device, one
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.trail.days import day_of
from xuncheng.foundation.trail.paging import Sorting, page
from xuncheng.foundation.trail.schemas import Coded, CountOut, Schema, Words, words
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text

router = Router(tags=["devices"])

Limit = Annotated[int, Query(ge=1, le=200)]
NEWEST = Sorting("collected_at", descending=True)
_EN = {
    "collected": "to be reviewed",
    "recorded": "record to be reviewed",
    "accepted": "accepted",
    "excluded": "excluded",
}

NOT_REVIEWED = Text(
    "记录未经审核，不得作为证据（行政处罚法第四十一条第二款）",
    "The record was not reviewed: it is no evidence (Administrative Penalty Law, art. 41(2))",
)
NOT_THEN = Text(
    "记录当日设备尚未审核、标志、公布或者已经停用，不得作为证据（行政处罚法第四十一条第一款）",
    "On the day of the record the device was not reviewed, marked and published, or was withdrawn: no evidence (art. 41(1))",
)


class RecordOut(Schema):
    """A record of a device in a case; `unusable`: why it may not be used, as far as it may not."""

    id: UUID
    case: CaseOf
    title: str
    proves: str
    recorded_at: datetime
    state: Coded
    unusable: list[Words] = Field(description="empty where nothing stands against it")


class RecordPage(Schema):
    """Some records, the newest first."""

    items: list[RecordOut]
    next: str | None
    count: CountOut


@router.get("/devices/{uuid:key}/records", response=RecordPage, summary="Records of a device")
def list_records(
    request: ViewerRequest, key: UUID, cursor: str | None = None, limit: Limit = 50, exact: bool = False
) -> dict[str, Any]:
    """What the device recorded in cases that the viewer may see, the newest first; a keyset page."""
    with reading(request.viewer):
        device = one(request.viewer, key)
        found = page(_records_of(request.viewer, device), NEWEST, cursor, limit, exact=exact)
        items = [_record(row, device) for row in found.rows]
        return {"items": items, "next": found.next, "count": found.count}


def _records_of(viewer: Viewer, device: Device) -> QuerySet[Evidence]:
    return evidence_readable_by(viewer).filter(device=device).select_related("case__party")


def _record(row: Evidence, device: Device) -> dict[str, Any]:
    case = row.case
    return {
        "id": row.pk, "case": {"id": case.pk, "number": case.number, "title": f"{case.party.name}{case.cause}案"},
        "title": row.title, "proves": row.proves, "recorded_at": row.collected_at,
        "state": {"code": row.state, "zh": EvidenceState(row.state).label, "en": _EN[row.state]},
        "unusable": [words(text) for text in _against(row, device)],
    }  # fmt: skip


def _against(row: Evidence, device: Device) -> list[Text]:
    """What stands against using the record."""
    found = []
    if row.state == EvidenceState.RECORDED:
        found.append(NOT_REVIEWED)
    if row.state == EvidenceState.EXCLUDED:
        found.append(Text(row.note, row.note))
    if not device.as_fact(device.added_at.date()).usable_on(day_of(row.collected_at)):
        found.append(NOT_THEN)
    return found
