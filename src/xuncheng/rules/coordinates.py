"""Positions in the coordinate systems of Chinese maps, and the exact ways between them.

China's online maps shift positions by some hundred metres: GCJ-02 (国测局坐标; Amap, Tencent) from WGS 84,
and BD-09 (Baidu) once more from GCJ-02. The formulas have no published standard and no closed inverse; these
are the ones everybody uses, inverted by iteration to far below a millimetre. All angles are degrees.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from math import asin, atan2, cos, hypot, isfinite, pi, radians, sin, sqrt
from typing import NamedTuple

from xuncheng.rules.legal import RuleError, Text


class Datum(StrEnum):
    """A coordinate system. CGCS2000 is WGS 84 to within a metre and is treated as the same."""

    WGS84 = "wgs84"
    CGCS2000 = "cgcs2000"
    GCJ02 = "gcj02"
    BD09 = "bd09"

    @property
    def label(self) -> Text:
        """Word for screens and documents."""
        return _LABELS[self]


_LABELS = {
    Datum.WGS84: Text("WGS 84 坐标系", "WGS 84"),
    Datum.CGCS2000: Text("2000国家大地坐标系", "CGCS2000"),
    Datum.GCJ02: Text("国测局坐标系（GCJ-02）", "GCJ-02"),
    Datum.BD09: Text("百度坐标系（BD-09）", "BD-09"),
}


class Position(NamedTuple):
    """Longitude (east) and latitude (north) in degrees."""

    longitude: float
    latitude: float


_Shift = Callable[[Position], Position]

_EARTH = 6_371_008.8
"""The mean radius of the earth in metres (IUGG)."""

# Krasovsky 1940, the ellipsoid of the GCJ-02 formulas: semi-major axis in metres, eccentricity squared
_SEMI_MAJOR = 6378245.0
_ECCENTRICITY = 0.00669342162296594323
_BAIDU = pi * 3000 / 180

# The box in which the map services shift at all
_WEST, _EAST, _SOUTH, _NORTH = 72.004, 137.8347, 0.8293, 55.8271

# Both shifts change by a few per cent of the step, so every round gains more than a decimal place
_ROUNDS = 20
_CLOSE_ENOUGH = 1e-12


def convert(position: Position, source: Datum, target: Datum) -> Position:
    """Give the position of `source` in `target`.

    Outside the box around China the map services do not shift, and the position is given back as it is.
    Converting there and back returns to within 1e-9 degrees, save within two kilometres of the box's edge.
    Raises `RuleError` (`position_invalid`) for what is no longitude and latitude.
    """
    _check(position)
    if _outside_china(position):
        return position
    there = position
    for step in (*_TO_WGS84[source], *_FROM_WGS84[target]):
        there = step(there)
    return there


def _check(position: Position) -> None:
    longitude, latitude = position
    if not (isfinite(longitude) and isfinite(latitude) and abs(longitude) <= 180 and abs(latitude) <= 90):
        raise RuleError(
            "position_invalid",
            Text("经纬度有误（先经度后纬度，单位为度）", "Not a longitude and latitude in degrees"),
            field="position",
        )


def _outside_china(position: Position) -> bool:
    longitude, latitude = position
    return not (_WEST <= longitude <= _EAST and _SOUTH <= latitude <= _NORTH)


def _wgs84_to_gcj02(position: Position) -> Position:
    longitude, latitude = position
    east, north = _offset(longitude - 105, latitude - 35)
    flattening = 1 - _ECCENTRICITY * sin(radians(latitude)) ** 2
    metres_per_radian_north = _SEMI_MAJOR * (1 - _ECCENTRICITY) / (flattening * sqrt(flattening))
    metres_per_radian_east = _SEMI_MAJOR / sqrt(flattening) * cos(radians(latitude))
    return Position(
        longitude + east * 180 / (metres_per_radian_east * pi),
        latitude + north * 180 / (metres_per_radian_north * pi),
    )


def _offset(x: float, y: float) -> tuple[float, float]:
    """Metres to the east and north by which GCJ-02 shifts, from degrees off 105° E, 35° N."""
    ripple = (20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + ripple
    east += (20 * sin(x * pi) + 40 * sin(x / 3 * pi)) * 2 / 3
    east += (150 * sin(x / 12 * pi) + 300 * sin(x / 30 * pi)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + ripple
    north += (20 * sin(y * pi) + 40 * sin(y / 3 * pi)) * 2 / 3
    north += (160 * sin(y / 12 * pi) + 320 * sin(y * pi / 30)) * 2 / 3
    return east, north


def _gcj02_to_bd09(position: Position) -> Position:
    x, y = position
    radius = hypot(x, y) + 0.00002 * sin(y * _BAIDU)
    angle = atan2(y, x) + 0.000003 * cos(x * _BAIDU)
    return Position(radius * cos(angle) + 0.0065, radius * sin(angle) + 0.006)


def _inverse(shift: _Shift) -> _Shift:
    """The way back: walk from the shifted position by what the guess still misses."""

    def back(shifted: Position) -> Position:
        guess = shifted
        for _ in range(_ROUNDS):
            reached = shift(guess)
            missing = Position(shifted.longitude - reached.longitude, shifted.latitude - reached.latitude)
            guess = Position(guess.longitude + missing.longitude, guess.latitude + missing.latitude)
            if max(abs(missing.longitude), abs(missing.latitude)) < _CLOSE_ENOUGH:
                break
        return guess

    return back


_TO_WGS84: dict[Datum, tuple[_Shift, ...]] = {
    Datum.WGS84: (),
    Datum.CGCS2000: (),
    Datum.GCJ02: (_inverse(_wgs84_to_gcj02),),
    Datum.BD09: (_inverse(_gcj02_to_bd09), _inverse(_wgs84_to_gcj02)),
}
_FROM_WGS84: dict[Datum, tuple[_Shift, ...]] = {
    Datum.WGS84: (),
    Datum.CGCS2000: (),
    Datum.GCJ02: (_wgs84_to_gcj02,),
    Datum.BD09: (_wgs84_to_gcj02, _gcj02_to_bd09),
}


def metres_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Metres between two places given as degrees east and north (haversine)."""
    (lon_a, lat_a), (lon_b, lat_b) = ((radians(lon), radians(lat)) for lon, lat in (one, other))
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(half))
