"""What the door is asked: the query parameters of OGC API Features Part 1, checked as the standard asks.

A parameter that the description does not name is refused (/req/core/query-param-unknown), and so is one with a value that does not
fit (/req/core/query-param-invalid); a limit above the highest is the highest (/req/core/fc-limit-response-1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal, NamedTuple, TypeAlias

from django.contrib.gis.geos import GEOSGeometry, LineString, Point, Polygon
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from xuncheng.foundation.places.models import WGS84, Area
from xuncheng.foundation.trail.paging import EARLIEST, LATEST

MOST = 1000
"""The most features of one answer."""
USUAL = 100
"""The features of an answer where nobody asked for a number."""

_NUMBER = re.compile(r"[+-]?(\d{1,15}(\.\d{0,20})?|\.\d{1,20})([eE][+-]?\d{1,2})?", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)", re.ASCII | re.IGNORECASE)
_OPEN = ("", "..")


@dataclass(frozen=True, slots=True)
class Box:
    """A bounding box in degrees (CRS84); where west is greater than east it spans the antimeridian."""

    west: float
    south: float
    east: float
    north: float

    def parts(self) -> tuple[GEOSGeometry, ...]:
        """The box as shapes: two where it spans the antimeridian."""
        if self.west <= self.east:
            return (_shape(self.west, self.south, self.east, self.north),)
        return _shape(self.west, self.south, 180, self.north), _shape(-180, self.south, self.east, self.north)


class Stretch(NamedTuple):
    """From when to when, both included; None where it is open."""

    since: datetime | None
    until: datetime | None


def _shape(west: float, south: float, east: float, north: float) -> GEOSGeometry:
    """A rectangle; without width or height it is a line or a point."""
    if west < east and south < north:
        shape: GEOSGeometry = Polygon.from_bbox((west, south, east, north))
        shape.srid = WGS84
        return shape
    if west == east and south == north:
        return Point(west, south, srid=WGS84)
    return LineString((west, south), (east, north), srid=WGS84)


def _box(given: Any) -> Box:
    parts = str(given).split(",")
    if len(parts) not in (4, 6) or not all(_NUMBER.fullmatch(one.strip()) for one in parts):
        raise PydanticCustomError("bbox", "four numbers, or six with heights")
    numbers = [float(one) for one in parts]
    half = len(numbers) // 2
    west, south, east, north = *numbers[:2], *numbers[half : half + 2]
    if not (min(west, east) >= -180 and max(west, east) <= 180 and -90 <= south <= north <= 90):
        raise PydanticCustomError("bbox", "degrees on earth, the lower left corner first")
    return Box(west, south, east, north)


def _stretch(given: Any) -> Stretch:
    ends = str(given).split("/")
    if len(ends) == 1:
        moment = _moment(ends[0])
        return Stretch(moment, moment)
    if len(ends) != 2 or all(end in _OPEN for end in ends):
        raise PydanticCustomError("datetime", "a moment or an interval")
    since, until = (None if end in _OPEN else _moment(end) for end in ends)
    if since and until and since > until:
        raise PydanticCustomError("datetime", "an interval that ends before it begins")
    return Stretch(since, until)


def _moment(text: str) -> datetime:
    """A date and time of RFC 3339. A + that was not escaped comes as a space."""
    written = text.replace(" ", "+")
    try:
        moment = datetime.fromisoformat(written.upper()) if _MOMENT.fullmatch(written) else None
    except ValueError:
        moment = None
    if moment is None or not EARLIEST <= moment.year <= LATEST:
        raise PydanticCustomError("datetime", "not a date and time of RFC 3339")
    return moment


def _highest(given: Any) -> Any:
    return min(int(given), MOST) if re.fullmatch(r"\d{1,12}", str(given), re.ASCII) else given


BoxGiven: TypeAlias = Annotated[Box, BeforeValidator(_box)]
StretchGiven: TypeAlias = Annotated[Stretch, BeforeValidator(_stretch)]


class Nothing(BaseModel):
    """No parameter at all."""

    model_config = ConfigDict(extra="forbid")


class Asked(Nothing):
    """What every list of features may be narrowed by."""

    bbox: BoxGiven | None = None
    datetime: StretchGiven | None = None
    limit: Annotated[int, BeforeValidator(_highest)] = Field(USUAL, ge=1, le=MOST)
    cursor: str | None = Field(None, min_length=1, max_length=300)


class AreasAsked(Asked):
    """What areas may be narrowed by besides."""

    kind: Area.Kind | None = None


class ReportsAsked(Asked):
    """What reports may be narrowed by besides."""

    status: Literal["open", "closed"] | None = None
    service_code: str | None = Field(None, min_length=1, max_length=40, pattern=r"^[^\x00-\x1f\x7f]+$")
