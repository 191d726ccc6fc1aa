"""Reading routes with their points (巡查路线、打卡点)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from django.contrib.gis.db.models.functions import AsGeoJSON
from django.db.models import Count, QuerySet

from xuncheng.domains.patrol.models import Route
from xuncheng.foundation.people.queries import in_scope
from xuncheng.foundation.places.queries import DECIMALS, street_out
from xuncheng.foundation.places.streets import STREET_PATH_LENGTH
from xuncheng.foundation.trail.paging import Sorting
from xuncheng.foundation.trail.schemas import coded
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text

__all__ = ["SORTINGS", "Route", "RouteFilter", "item", "matching", "points_of", "readable_by", "shape_of"]

SORTINGS = {
    "-drawn_at": Sorting("drawn_at", descending=True),
    "drawn_at": Sorting("drawn_at", descending=False),
}
STATES = {"used": Text("在用", "in use"), "retired": Text("已停用", "retired")}


@dataclass(frozen=True, slots=True)
class RouteFilter:
    """What the list is narrowed by; empty values narrow nothing."""

    q: str = ""
    state: str = ""
    street: str = ""


def readable_by(viewer: Viewer) -> QuerySet[Route]:
    """Routes in the areas that the viewer sees, with how many points each has; their boundaries are read one by one."""
    return Route.objects.filter(in_scope(viewer)).annotate(stops=Count("points")).defer("boundary")


def matching(viewer: Viewer, wanted: RouteFilter) -> QuerySet[Route]:
    """Readable routes that fit the filter."""
    found = readable_by(viewer)
    if wanted.q:
        found = found.filter(name__contains=wanted.q)
    if wanted.street:
        found = found.filter(area_path__startswith=wanted.street)
    return found.filter(retired_at__isnull=wanted.state == "used") if wanted.state else found


def item(route: Route, streets: Mapping[str, str]) -> dict[str, Any]:
    """A route as lists show it."""
    return {
        "id": route.pk, "name": route.name, "street": street_out(route.area_path[:STREET_PATH_LENGTH], streets),
        "state": coded("retired" if route.retired_at else "used", STATES), "points": getattr(route, "stops", 0),
        "drawn_at": route.drawn_at,
    }  # fmt: skip


def points_of(route: Route) -> list[dict[str, Any]]:
    """The points of a route, in their order."""
    # the route came through its door
    return [
        {"id": one.pk, "place": one.place, "name": one.name, "lon": one.point.x, "lat": one.point.y, "within": one.within}
        for one in route.points.all()
    ]  # fmt: skip


def shape_of(viewer: Viewer, route: Route) -> Any:
    """The boundary of a route as GeoJSON; None where it has none."""
    shape = AsGeoJSON("boundary", precision=DECIMALS)
    written = readable_by(viewer).filter(pk=route.pk).values_list(shape, flat=True).first()
    return orjson.loads(written) if written else None
