"""HTTP for monitoring devices: the list to choose from, and one device with its reviews."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Query, Router

from xuncheng.domains.monitoring import queries
from xuncheng.domains.monitoring.queries import SORTINGS
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.trail.paging import page
from xuncheng.foundation.trail.schemas import Coded, CountOut, Schema
from xuncheng.foundation.trail.scope import reading

router = Router(tags=["devices"])

Limit = Annotated[int, Query(ge=1, le=200)]


class DeviceItem(Schema):
    """A device as lists show it; `state` is the first thing that it lacks, or that it is in use."""

    id: UUID
    number: str
    kind: Coded
    place: str
    state: Coded
    published_on: date | None
    added_at: datetime


class DeviceList(Schema):
    """A page of devices."""

    items: list[DeviceItem]
    next: str | None
    count: CountOut


class ReviewOut(Schema):
    """Who passed a review, and when."""

    by: str
    on: date


class PointOut(Schema):
    """Where it stands (WGS 84)."""

    lon: float
    lat: float


class DeviceOut(DeviceItem):
    """A device with its basis, its two reviews and its publication."""

    basis: str
    standard: str
    sign: str
    legal: ReviewOut | None
    technical: ReviewOut | None
    published_at: str
    withdrawn_on: date | None
    withdrawal: str
    point: PointOut


@router.get("/devices", response=DeviceList, summary="Monitoring devices")
def list_devices(
    request: ViewerRequest, q: str = "", cursor: str | None = None, limit: Limit = 50, exact: bool = False
) -> dict[str, Any]:
    """Devices of the viewer's areas, the newest first, by words of their number or place; a keyset page."""
    with reading(request.viewer, lists=True):
        wanted = queries.called(queries.readable_by(request.viewer), q.strip())
        found = page(wanted, SORTINGS["-added_at"], cursor, limit, exact=exact)
        return {"items": [queries.item(row) for row in found.rows], "next": found.next, "count": found.count}


@router.get("/devices/{uuid:key}", response=DeviceOut, summary="A monitoring device")
def show_device(request: ViewerRequest, key: UUID) -> dict[str, Any]:
    """One device: where it stands, by what law, who reviewed it, where its place is published."""
    with reading(request.viewer):
        return queries.page(queries.one(request.viewer, key))
