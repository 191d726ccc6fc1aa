"""The collections of the door: areas, which are public knowledge, and reports as Open311 shows them to anybody.

Geometries are written as GeoJSON by the database. What of a report is public and how it is masked is decided in one place,
`gateways/open311/reading.py`: this door adds nothing to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import orjson
from django.contrib.gis.db.models.functions import AsGeoJSON
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from xuncheng.domains.intake.queries import Report
from xuncheng.foundation.places.models import Area
from xuncheng.foundation.places.queries import DECIMALS, areas, extent
from xuncheng.foundation.trail.paging import Sorting
from xuncheng.gateways.ogc.asking import AreasAsked, Asked, Box, ReportsAsked, Stretch
from xuncheng.gateways.open311 import reading as open311
from xuncheng.rules.legal import Text
from xuncheng.rules.service_forms import OpenDoor

Feature: TypeAlias = dict[str, Any]
Interval: TypeAlias = list[str | None]


@dataclass(frozen=True)
class Collection:
    """Features of one kind: where they come from, in which order, by what they are narrowed and how each is shown.

    `found` gives all of them, `narrowed` those that are asked for; `shown` makes features of rows that were read; `key` is the
    column by which one is asked for. `span` is from when to when there are any, None where features have no time.
    """

    name: str
    title: Text
    about: Text
    asked: type[Asked]
    found: Callable[[], QuerySet[Any]]
    narrowed: Callable[[QuerySet[Any], Any], QuerySet[Any]]
    sorting: Sorting
    shown: Callable[[HttpRequest, OpenDoor, list[Any]], list[Feature]]
    key: str
    span: Callable[[], Interval] | None = None

    def box(self) -> list[float] | None:
        """The bounding box of the whole district: everything lies in it. None without boundaries."""
        return extent()


def _feature(row: Any, key: str, properties: Mapping[str, Any]) -> Feature:
    geometry = orjson.Fragment(row.geojson) if row.geojson else None
    return {"type": "Feature", "id": key, "geometry": geometry, "properties": dict(properties)}


def _within(column: str, box: Box) -> Q:
    """What touches the box; as the standard asks, also what has no geometry."""
    within = Q(**{f"{column}__isnull": True})
    for part in box.parts():
        within |= Q(**{f"{column}__intersects": part})
    return within


# Areas


def _areas() -> QuerySet[Area]:
    return areas().select_related(None).annotate(geojson=AsGeoJSON("geometry", precision=DECIMALS))


def _narrowed_areas(found: QuerySet[Area], asked: AreasAsked) -> QuerySet[Area]:
    """Areas have no time of their own: each fits any."""
    if asked.kind:
        found = found.filter(kind=asked.kind)
    return found.filter(_within("geometry", asked.bbox)) if asked.bbox else found


def _areas_out(request: HttpRequest, door: OpenDoor, rows: list[Any]) -> list[Feature]:  # noqa: ARG001 - as all collections
    return [
        _feature(row, row.code, {
            "code": row.code, "name": row.name, "kind": row.kind, "within": row.code.removesuffix(row.short_code) or None,
            "area_m2": row.area_m2, "source": row.source or None,
        })
        for row in rows
    ]  # fmt: skip


# Reports

_NOT_HERE = ("lat", "long", "address_id", "zipcode", "media_url")
"""What Open311 says of a report and a feature does not: its geometry says where it is; the rest is always empty."""


def _reports() -> QuerySet[Report]:
    return open311.open_to_all().annotate(geojson=AsGeoJSON("point", precision=DECIMALS))


def _narrowed_reports(found: QuerySet[Report], asked: ReportsAsked) -> QuerySet[Report]:
    if asked.status:
        found = found.filter(open311.is_closed() if asked.status == "closed" else ~open311.is_closed())
    if asked.service_code:
        found = found.filter(service=asked.service_code)
    if asked.datetime:
        found = found.filter(**_bounds(asked.datetime))
    return found.filter(_within("point", asked.bbox)) if asked.bbox else found


def _bounds(stretch: Stretch) -> dict[str, Any]:
    bounds = {"submitted_at__gte": stretch.since, "submitted_at__lte": stretch.until}
    return {name: bound for name, bound in bounds.items() if bound}


def _reports_out(request: HttpRequest, door: OpenDoor, rows: list[Any]) -> list[Feature]:
    told = open311.requests_out(request, door, rows, None)
    shown = ({name: value for name, value in one.items() if name not in _NOT_HERE} for one in told)
    return [_feature(row, row.number, properties) for row, properties in zip(rows, shown, strict=True)]


def _reports_span() -> Interval:
    """From the first report that anybody may read until now, and further."""
    first = open311.open_to_all().order_by("submitted_at", "pk").first()
    return [open311.w3c(first.submitted_at) if first else None, None]


COLLECTIONS: Mapping[str, Collection] = {
    one.name: one
    for one in (
        Collection(
            "areas", Text("行政区划与网格", "Areas"),
            Text(
                "区、街道、社区和单元网格，代码按 GB/T 2260 和 GB/T 30428.1",
                "The district, its streets, communities and grid cells, by the codes of GB/T 2260 and GB/T 30428.1",
            ),
            AreasAsked, _areas, _narrowed_areas, Sorting("code", descending=False, text=True), _areas_out, "code",
        ),
        Collection(
            "reports", Text("公开诉求", "Public reports"),
            Text(
                "任何人可以查看的诉求，已隐去个人信息；内容与 Open311 接口相同，最新的在前",
                "Reports that anybody may read, masked, as the Open311 door shows them; the newest first",
            ),
            ReportsAsked, _reports, _narrowed_reports, Sorting("submitted_at", descending=True), _reports_out, "number",
            _reports_span,
        ),
    )
}  # fmt: skip
"""Every collection, by the name in its address."""
