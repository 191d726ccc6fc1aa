"""Boundaries as they come in: GeoJSON geometries made fit for the database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import orjson
from django.contrib.gis.gdal import GDALException
from django.contrib.gis.geos import GeometryCollection, GEOSException, GEOSGeometry, MultiPolygon, Polygon

from xuncheng.foundation.places.models import WGS84
from xuncheng.rules.coordinates import Datum, Position, convert
from xuncheng.rules.legal import RuleError, Text

SURFACES = ("Polygon", "MultiPolygon")
_SOUND = "Valid Geometry"
_REASONS = {
    "Self-intersection": "边界自相交",
    "Ring Self-intersection": "边界线自接触",
    "Hole lies outside shell": "内洞在边界之外",
    "Nested shells": "多个面相互嵌套",
    "Duplicate Rings": "边界重复",
    "Interior is disconnected": "面的内部不连通",
    "Too few points in geometry component": "边界点过少",
}
"""What GEOS finds wrong with a surface, in Chinese."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A boundary ready for the database; `repaired` says what was wrong with it as given, if anything."""

    geometry: MultiPolygon
    repaired: Text | None = None


def shape_of(geojson: Mapping[str, Any]) -> Shape:
    """Read a Polygon or MultiPolygon in WGS 84 degrees, and repair one that crosses itself.

    Raises `RuleError`: `boundary_not_a_surface`, `boundary_unreadable`, `boundary_empty`.
    """
    given = _geometry(geojson)
    reason = given.valid_reason
    whole = reason == _SOUND
    surfaces = list(_polygons(given if whole else given.make_valid()))
    if not surfaces:
        raise _problem("boundary_empty", "边界没有面积", "The boundary encloses nothing")
    return Shape(MultiPolygon(surfaces, srid=WGS84), None if whole else _in_words(reason))


def _in_words(reason: str) -> Text:
    """GEOS's reason, with the place that it names: Self-intersection[116.39 39.91]."""
    what, bracket, where = reason.partition("[")
    return Text(_REASONS.get(what, what) + bracket + where, reason)


def converted(geojson: Mapping[str, Any], datum: Datum) -> dict[str, Any]:
    """A Polygon or MultiPolygon of some coordinate system as one of WGS 84, without heights.

    Raises `RuleError`: `boundary_not_a_surface`, `boundary_unreadable`, `position_invalid`.
    """
    kind = geojson.get("type")
    if kind not in SURFACES:
        raise _problem(
            "boundary_not_a_surface",
            f"边界应为面（Polygon、MultiPolygon），现为{kind}",
            f"A boundary is a Polygon or MultiPolygon, not a {kind}",
        )
    try:
        return {"type": kind, "coordinates": _nested(geojson.get("coordinates"), datum)}
    except (TypeError, IndexError) as error:
        raise _unreadable() from error


def _geometry(geojson: Mapping[str, Any]) -> GEOSGeometry:
    flat = converted(geojson, Datum.WGS84)
    try:
        return GEOSGeometry(orjson.dumps(flat).decode(), srid=WGS84)
    except (GDALException, GEOSException, ValueError) as error:
        raise _unreadable() from error


def _nested(coordinates: Any, datum: Datum) -> Any:
    if not isinstance(coordinates, list | tuple):
        raise TypeError("coordinates are nested lists")
    if coordinates and isinstance(coordinates[0], int | float):
        return _position(float(coordinates[0]), float(coordinates[1]), datum)
    return [_nested(part, datum) for part in coordinates]


# Neighbours share their corners: each is converted once, and to the same number on both sides.
@lru_cache(maxsize=100_000)
def _position(longitude: float, latitude: float, datum: Datum) -> tuple[float, float]:
    there = convert(Position(longitude, latitude), datum, Datum.WGS84)
    return there.longitude, there.latitude


def _polygons(geometry: GEOSGeometry) -> Iterator[Polygon]:
    """The surfaces of a geometry; repairing may leave lines and points beside them."""
    if isinstance(geometry, GeometryCollection):
        for part in geometry:
            yield from _polygons(part)
    elif isinstance(geometry, Polygon) and not geometry.empty:
        yield geometry


def _unreadable() -> RuleError:
    return _problem(
        "boundary_unreadable", "边界坐标不是有效的GeoJSON", "The coordinates are no valid GeoJSON"
    )


def _problem(code: str, zh: str, en: str) -> RuleError:
    return RuleError(code, Text(zh, en), field="boundary")
