"""HTTP for monitoring devices: list, export, page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Field, Query, Router

from xuncheng.domains.monitoring import queries
from xuncheng.domains.monitoring.page import device_page
from xuncheng.domains.monitoring.queries import SORTINGS, DeviceFilter
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.places.codes import path_of
from xuncheng.foundation.places.queries import street_names
from xuncheng.foundation.trail.paging import page
from xuncheng.foundation.trail.schemas import (
    BasisOut,
    Coded,
    CodeName,
    CountOut,
    PossibleAct,
    Schema,
    TimelineEntry,
    csv_stream,
)
from xuncheng.foundation.trail.scope import reading

router = Router(tags=["devices"])

Limit = Annotated[int, Query(ge=1, le=200)]


EXPORT_ROWS = 200_000


class DeviceQuery(Schema):
    """What the list is narrowed and sorted by; `state`: what the device lacks first, or `in_use`."""

    q: str = Field("", max_length=100, description="words of the number or the place")
    kind: Literal["", "camera", "capture", "noise", "dust", "other"] = ""
    state: Literal["", "withdrawn", "legal", "technical", "unmarked", "unpublished", "in_use"] = ""
    street: str = Field("", pattern=r"^([0-9]{9})?$", description="code of the street (9 digits)")
    sort: str = "-added_at"

    def filter(self) -> DeviceFilter:
        """The filter that the query asks for."""
        street = path_of(self.street) if self.street else ""
        return DeviceFilter(self.q.strip(), self.kind, self.state, street)


class DeviceItem(Schema):
    """A device as lists show it; `state` is the first thing that it lacks, or that it is in use."""

    id: UUID
    number: str
    kind: Coded
    place: str
    state: Coded
    street: CodeName | None
    standard: str
    reviewed_on: date | None = Field(description="the day since which it has passed both reviews")
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


class Lack(Coded):
    """One thing that keeps its records from being evidence, with the article."""

    basis: list[BasisOut]


class DeviceDocument(Schema):
    """A document on the device: the form of its review (设备审核表)."""

    id: UUID
    kind: str
    number: str
    title: str
    made_at: datetime
    pages: int


class DeviceOut(DeviceItem):
    """A device with its basis, its two reviews, its publication, what it lacks and what may be done with it."""

    basis: str
    sign: str
    legal: ReviewOut | None
    technical: ReviewOut | None
    published_at: str
    withdrawn_on: date | None
    withdrawal: str
    point: PointOut
    areas: list[str] = Field(description="names of the areas it stands in, the largest first")
    lacks: list[Lack]
    documents: list[DeviceDocument]
    possible_acts: list[PossibleAct]
    timeline: list[TimelineEntry]
    version: int


@router.get("/devices", response=DeviceList, summary="Monitoring devices")
def list_devices(
    request: ViewerRequest,
    query: Query[DeviceQuery],
    cursor: str | None = None,
    limit: Limit = 50,
    exact: bool = False,
) -> dict[str, Any]:
    """Devices of the viewer's areas, the newest first unless asked otherwise; a keyset page."""
    sorting = SORTINGS.get(query.sort, SORTINGS["-added_at"])
    with reading(request.viewer, lists=True):
        found = page(queries.matching(request.viewer, query.filter()), sorting, cursor, limit, exact=exact)
        streets = street_names()
        items = [queries.item(row, streets) for row in found.rows]
        return {"items": items, "next": found.next, "count": found.count}


@router.get("/devices/export", summary="Monitoring devices as CSV")
def export_devices(request: ViewerRequest, query: Query[DeviceQuery]) -> StreamingHttpResponse:
    """The same list as a CSV file, streamed."""
    head = (
        "设备编号", "设备类型", "设置地点", "街道", "状态", "使用依据", "符合的标准", "标志", "审核通过日期", "公布日期", "公布网址",
        "停用日期",
    )  # fmt: skip
    return csv_stream("devices", head, _rows(request, query))


def _rows(request: HttpRequest, query: DeviceQuery) -> Iterator[tuple[Any, ...]]:
    viewer = request.viewer  # type: ignore[attr-defined] # set by authentication
    with reading(viewer):
        streets = street_names()
        found = queries.matching(viewer, query.filter()).order_by("-added_at", "-id")[:EXPORT_ROWS]
        for row in found.iterator(chunk_size=1000):
            yield (
                row.number, queries.kind_of(row)["zh"], row.place, streets.get(queries.street_of(row), ""),
                queries.state_of(row)["zh"], row.basis, row.standard, row.sign, row.reviewed_on or "", row.published_on or "",
                row.published_at, row.withdrawn_on or "",
            )  # fmt: skip


@router.get("/devices/{uuid:key}", response=DeviceOut, summary="A monitoring device")
def show_device(request: ViewerRequest, key: UUID) -> dict[str, Any]:
    """One device: where it stands, by what law, who reviewed it, what it lacks, and what may be done with it."""
    with reading(request.viewer):
        return device_page(queries.one(request.viewer, key), request.viewer)
