"""Routes with the points to visit, and visiting them (巡查路线、打卡)."""

from __future__ import annotations

from typing import Annotated, Any

from django.conf import settings
from django.contrib.gis.geos import Point
from pydantic import BaseModel, Field

from xuncheng.domains.patrol.commands.shared import on_duty
from xuncheng.domains.patrol.models import Route, RoutePoint, Visit
from xuncheng.foundation.people.areas import Area, area_of
from xuncheng.foundation.places.models import WGS84
from xuncheng.foundation.places.queries import paths_at
from xuncheng.foundation.places.shapes import shape_of
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.legal import Text
from xuncheng.rules.patrol import beyond

MOST_POINTS = 100

OnePoint = Annotated[RoutePoint, field("打卡点", "Point", "ref", ref="route_point")]


class PointIn(BaseModel):
    """A point to visit, and from how near in metres (else as the locality has it)."""

    name: str = Field(min_length=1, max_length=60, title="名称", json_schema_extra={"x-title-en": "Name"})
    lon: float = Field(ge=-180, le=180, title="经度", json_schema_extra={"x-title-en": "Longitude"})
    lat: float = Field(ge=-90, le=90, title="纬度", json_schema_extra={"x-title-en": "Latitude"})
    within: int | None = Field(
        None, ge=5, le=1000, title="打卡距离（米）", json_schema_extra={"x-title-en": "Within (metres)"}
    )


@act("route.draw", Text("绘制巡查路线", "Draw a route"))
def draw_route(
    deed: Deed,
    name: Annotated[str, field("名称", "Name", "text", min_length=2, max_length=60)],
    points: Annotated[
        list[PointIn], field("打卡点", "Points to visit", "items", min_length=1, max_length=MOST_POINTS)
    ],
    boundary: Annotated[
        dict[str, Any] | None,
        field(
            "范围（GeoJSON，WGS 84；走出即提醒）",
            "Boundary (GeoJSON, WGS 84; leaving it is told)",
            "longtext",
        ),
    ] = None,
    area_path: Area = "",
) -> Route:
    """Draw a route: the points to visit, in their order, and the area within which it lies.

    Raises `Refused`: `invalid_input` for a point outside the route's area, `no_grant`; `RuleError` for a boundary that is none.
    """
    path = area_of(deed, area_path)
    _check_inside(points, path)
    route = Route.objects.create(
        id=deed.id, name=name, boundary=shape_of(boundary).geometry if boundary else None, area_path=path, drawn_at=deed.at
    )  # fmt: skip
    usual = int(settings.LOCALITY.figure("visit_metres"))
    RoutePoint.objects.bulk_create(
        RoutePoint(
            route=route, place=place, name=one.name, point=Point(one.lon, one.lat, srid=WGS84), within=one.within or usual,
            area_path=path,
        )
        for place, one in enumerate(points, start=1)
    )  # fmt: skip
    return route


@act("route.retire", Text("停用巡查路线", "Retire a route"), on="route")
def retire_route(
    deed: Deed, route: Route,
    reason: Annotated[str, field("停用原因", "Why", "text", min_length=2, max_length=200)],
) -> Route:  # fmt: skip
    """Retire a route: nobody is put on it any more. Raises `Refused` (`route_retired`)."""
    if route.retired_at:
        raise Refused("route_retired", Text("该路线已停用", "This route was retired already"))
    route.retired_at = deed.at
    route.save(update_fields=["retired_at"])
    return route


@act("point.visit", Text("到点打卡", "Visit a point"))
def visit_point(
    deed: Deed,
    point: OnePoint,
    accuracy: Annotated[float, field("定位精度（米）", "Accuracy (metres)", "number", ge=0, le=10_000)] = 0.0,
) -> Visit:
    """Say that one is at a point: on duty, and from no further than the point allows. The place is that of the act itself.

    Raises `Refused`: `off_duty`, `too_far` with the distance, `invalid_input` where the act has no place.
    """
    duty = on_duty(deed)
    if duty is None:
        raise Refused("off_duty", Text("您不在岗，不能打卡", "You are not on duty"))
    if deed.place is None:
        raise invalid(FieldError("place", Text("打卡需要当前位置", "A visit needs the place where you are")))
    there = (point.point.x, point.point.y)
    missed = beyond(deed.place, there, point.within, accuracy)
    if missed:
        raise Refused(
            "too_far",
            Text(
                f"距“{point.name}”还差{missed}米（{point.within}米内可打卡）",
                f"{missed} m short of “{point.name}” (to be visited from within {point.within} m)",
            ),
        )
    return Visit.objects.create(
        id=deed.id,
        duty=duty,
        point=point,
        at=deed.at,
        metres=beyond(deed.place, there, 0),
        area_path=duty.area_path,
    )


def _check_inside(points: list[PointIn], path: str) -> None:
    found = paths_at([(one.lon, one.lat) for one in points])
    outside = [at for at, there in enumerate(found) if there is None or not there.startswith(path)]
    if outside:
        message = Text("该点不在路线所属区域内", "This point lies outside the route's area")
        raise invalid(*(FieldError(f"points.{at}", message) for at in outside))
