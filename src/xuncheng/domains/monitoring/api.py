"""HTTP for monitoring devices: list, export, page."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Field, Router

from xuncheng.domains.monitoring import queries
from xuncheng.domains.monitoring.page import device_page
from xuncheng.domains.monitoring.queries import SORTINGS, DeviceFilter
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.people.listing import Column, Listing, serve, with_streets
from xuncheng.foundation.places.codes import path_of
from xuncheng.foundation.trail.schemas import (
    BasisOut,
    Coded,
    CodeName,
    CountOut,
    PossibleAct,
    Schema,
    TimelineEntry,
)
from xuncheng.foundation.trail.scope import reading

router = Router(tags=["devices"])


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


DEVICES = Listing(
    name="devices", title="Monitoring devices", about="Devices of the viewer's areas, the newest first unless asked otherwise",
    query=DeviceQuery, page=DeviceList, sortings=SORTINGS, shown=with_streets(queries.item),
    found=lambda viewer, query: queries.matching(viewer, query.filter()),
    columns=(
        Column("设备编号", "Device no.", "number"),
        Column("设备类型", "Kind", "kind"),
        Column("设置地点", "Place", "place"),
        Column("街道", "Street", "street"),
        Column("状态", "State", "state"),
        Column("使用依据", "Basis of use", lambda _, row: row.basis),
        Column("符合的标准", "Standard", "standard"),
        Column("标志", "Sign", lambda _, row: row.sign),
        Column("审核通过日期", "Passed review on", "reviewed_on"),
        Column("公布日期", "Published on", "published_on"),
        Column("公布网址", "Published at", lambda _, row: row.published_at),
        Column("停用日期", "Withdrawn on", lambda _, row: row.withdrawn_on),
    ),
)  # fmt: skip
serve(router, "/devices", DEVICES)


@router.get("/devices/{uuid:key}", response=DeviceOut, summary="A monitoring device")
def show_device(request: ViewerRequest, key: UUID) -> dict[str, Any]:
    """One device: where it stands, by what law, who reviewed it, what it lacks, and what may be done with it."""
    with reading(request.viewer):
        return device_page(queries.one(request.viewer, key), request.viewer)
