"""The demo district's areas: a plausible mesh of streets, communities and grids, drawn by the program.

Grids are the cells of a Voronoi diagram around jittered points, communities and streets are clusters of them:
so neighbours share their borders exactly, without gap or overlap, and every level fits into the next.
The same program draws the same mesh each time.
"""

from __future__ import annotations

import random
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import cos, hypot, pi, radians, sin, sqrt
from pathlib import Path
from typing import Any, NamedTuple

import orjson
from django.contrib.gis.geos import GeometryCollection, Polygon
from django.db import connection

from xuncheng.foundation.places.commands import AreaFile, add_address, import_areas
from xuncheng.foundation.places.models import Area
from xuncheng.foundation.places.taking_in import AreaRow
from xuncheng.foundation.trail.deed import Deed
from xuncheng.rules.locality import Locality

STREETS = 15
_GRIDS_A_COMMUNITY = 14.8
_SPACING = 131.0
"""Metres between the points of the lattice: grids of some 15,000 m² each."""
_JITTER = 0.25
_EAST, _NORTH = 3400.0, 4700.0
"""Half the width and height of the district in metres."""
_CORNERS = 24
_DECIMALS = 7
_SEED = 110206
_METRES_A_DEGREE = 111_200.0

# Clusters are numbered by PostGIS; all distances are metres from the centre of the map.
_DRAW = """
WITH cell AS (
    SELECT (ST_Dump(ST_VoronoiPolygons(ST_Collect(ST_MakePoint(x, y))))).geom
      FROM unnest(%(x)s::float8[], %(y)s::float8[]) AS point(x, y)
), inside AS (
    SELECT geom, ST_Centroid(geom) AS centre FROM cell
     WHERE ST_Contains(ST_GeomFromText(%(outline)s), ST_Centroid(geom))
), street AS (
    SELECT *, ST_ClusterKMeans(centre, %(streets)s) OVER () AS street FROM inside
), sized AS (
    SELECT *, round(count(*) OVER (PARTITION BY street) / %(grids)s)::int AS communities FROM street
)
SELECT street, ST_ClusterKMeans(centre, communities) OVER (PARTITION BY street) AS community,
       ST_AsGeoJSON(geom, 6), ST_X(centre), ST_Y(centre)
  FROM sized
"""


class Point(NamedTuple):
    """Metres to the east and north of the centre of the map."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Words:
    """What the areas and places of the demo are called, and where the real ones are (longitude, latitude)."""

    district: str
    streets: Mapping[str, tuple[float, float]]
    communities: Mapping[str, Sequence[str]]
    places: Mapping[str, tuple[float, float]]


@dataclass(slots=True)
class Piece:
    """An area being drawn: its name, its surface, and the pieces that it consists of."""

    centre: Point
    surface: Any  # a Polygon: what GEOS joins has no narrower type
    parts: list[Piece]
    name: str = ""


@dataclass(frozen=True, slots=True)
class MeshReport:
    """How many areas of each kind and how many addresses were written."""

    areas: Mapping[Area.Kind, int]
    addresses: int


def build_mesh(locality: Locality, folder: Path, deed: Callable[[], Deed]) -> MeshReport:
    """Draw the district and write it: one act for each level, one for each address.

    `folder` holds the locality's `areas.toml`. `deed` gives a new deed whose actor may do `area.import` and
    `address.add`. Expects a database without areas.
    """
    words = _words(folder)
    rows = draw_mesh(locality, folder)
    for kind in Area.Kind:
        import_areas(deed(), AreaFile(name="示范网格", kind=kind, rows=rows[kind]))
    for name, (longitude, latitude) in words.places.items():
        add_address(deed(), name, longitude, latitude)
    return MeshReport({kind: len(rows[kind]) for kind in Area.Kind}, len(words.places))


def draw_mesh(locality: Locality, folder: Path) -> dict[Area.Kind, list[AreaRow]]:
    """The district, its streets, communities and grids around the centre of the map; writes nothing."""
    return _rows(_draw(_Frame(*locality.map_center), _words(folder)), locality.area_code)


def _words(folder: Path) -> Words:
    return Words(**tomllib.loads((folder / "areas.toml").read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class _Frame:
    """Metres around a centre given in degrees; flat, which is good enough for ten kilometres."""

    longitude: float
    latitude: float

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        lon = self.longitude + x / (_METRES_A_DEGREE * cos(radians(self.latitude)))
        return round(lon, _DECIMALS), round(self.latitude + y / _METRES_A_DEGREE, _DECIMALS)

    def metres(self, longitude: float, latitude: float) -> Point:
        x = (longitude - self.longitude) * _METRES_A_DEGREE * cos(radians(self.latitude))
        return Point(x, (latitude - self.latitude) * _METRES_A_DEGREE)


def _draw(frame: _Frame, words: Words) -> Piece:
    """The district with all its streets, communities and grids, each list from north to south."""
    clusters: dict[int, dict[int, list[Piece]]] = defaultdict(lambda: defaultdict(list))
    for street, community, geojson, x, y in _cells():
        ring = orjson.loads(geojson)["coordinates"][0]
        cell = Polygon([frame.degrees(*corner) for corner in ring])
        clusters[street][community].append(Piece(Point(x, y), cell, []))
    streets = [_joined([_joined(grids) for grids in street.values()]) for street in clusters.values()]
    district = _joined(streets)
    district.name = words.district
    _name_streets(streets, {name: frame.metres(*at) for name, at in words.streets.items()})
    _name_parts(district, words.communities)
    return district


def _cells() -> Sequence[tuple[int, int, str, float, float]]:
    points = list(_points(random.Random(_SEED)))  # noqa: S311 - a drawing, no secret
    outline = ", ".join(f"{x:.3f} {y:.3f}" for x, y in _outline())
    given: dict[str, Any] = {
        "x": [point.x for point in points],
        "y": [point.y for point in points],
        "outline": f"POLYGON(({outline}))",
        "streets": STREETS,
        "grids": _GRIDS_A_COMMUNITY,
    }
    with connection.cursor() as cursor:
        cursor.execute(_DRAW, given)
        cells: list[tuple[int, int, str, float, float]] = cursor.fetchall()
    return cells


def _points(chance: random.Random) -> Iterator[Point]:
    """A triangular lattice, wider than the district, each point moved a little."""
    rows, columns = int(1.4 * _NORTH / _SPACING), int(1.4 * _EAST / _SPACING)
    for row, column in product(range(-rows, rows + 1), range(-columns, columns + 1)):
        x, y = (column + row % 2 / 2) * _SPACING, row * _SPACING * sqrt(3) / 2
        yield Point(
            x + chance.uniform(-1, 1) * _JITTER * _SPACING, y + chance.uniform(-1, 1) * _JITTER * _SPACING
        )


def _outline() -> list[Point]:
    """An oval with three large and five small bulges, closed."""
    corners = []
    for corner in range(_CORNERS):
        angle = 2 * pi * corner / _CORNERS
        reach = 1 + 0.1 * sin(3 * angle + 1) + 0.05 * sin(5 * angle)
        corners.append(Point(_EAST * reach * cos(angle), _NORTH * reach * sin(angle)))
    return [*corners, corners[0]]


def _joined(parts: list[Piece]) -> Piece:
    centre = Point(
        sum(part.centre.x for part in parts) / len(parts), sum(part.centre.y for part in parts) / len(parts)
    )
    surface = GeometryCollection([part.surface for part in parts]).unary_union
    return Piece(centre, surface, sorted(parts, key=_from_north))


def _from_north(piece: Piece) -> tuple[int, float]:
    """Reading order on a map: rows of half a kilometre, each from west to east."""
    return round(-piece.centre.y / 500), piece.centre.x


def _name_streets(streets: Sequence[Piece], places: Mapping[str, Point]) -> None:
    """Give each name to a street, the closest pairs first."""
    pairs = sorted(
        (hypot(street.centre.x - at.x, street.centre.y - at.y), name, index)
        for (index, street), (name, at) in product(enumerate(streets), places.items())
    )
    given: set[str] = set()
    for _distance, name, index in pairs:
        if not streets[index].name and name not in given:
            streets[index].name = name
            given.add(name)


def _name_parts(district: Piece, words: Mapping[str, Sequence[str]]) -> None:
    names = [first + second for second, first in product(words["second"], words["first"])]
    chance = random.Random(_SEED)  # noqa: S311 - as above
    chance.shuffle(names)
    for street in district.parts:
        for community in street.parts:
            community.name = f"{names.pop()}社区"
            for number, grid in enumerate(community.parts, 1):
                grid.name = f"{community.name}第{number:03}网格"


def _rows(district: Piece, code: str) -> dict[Area.Kind, list[AreaRow]]:
    rows: dict[Area.Kind, list[AreaRow]] = {}
    level = [(code, district)]
    for kind in Area.Kind:
        rows[kind] = [
            AreaRow(code=code, name=piece.name, geometry=_geojson(piece.surface)) for code, piece in level
        ]
        level = [
            (f"{code}{number:03}", part)
            for code, piece in level
            for number, part in enumerate(piece.parts, 1)
        ]
    return rows


def _geojson(surface: Any) -> dict[str, Any]:
    return {"type": surface.geom_type, "coordinates": surface.coords}
