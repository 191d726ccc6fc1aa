"""Reading places. They are public knowledge: no viewer's scope narrows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

import orjson
from django.contrib.gis.db.models import Extent
from django.contrib.gis.db.models.functions import AsGeoJSON
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import Value
from django.db.models.functions import Length, StrIndex

from xuncheng.foundation.places.models import Address, Area

DECIMALS = 6
"""Decimals of a degree in GeoJSON given out: about a decimetre."""


class AreaName(NamedTuple):
    """An area by what people and paths call it."""

    id: UUID
    kind: str
    code: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class AreaHit:
    """The smallest area that a point lies in, and all areas from the district down to it."""

    area: AreaName
    line: tuple[AreaName, ...]

    @property
    def path(self) -> str:
        """The path that a row at this point carries as its `area_path`."""
        return self.area.path

    def of_kind(self, kind: Area.Kind) -> AreaName | None:
        """The area of that kind that the point lies in; None where it is not known."""
        return next((name for name in self.line if name.kind == kind), None)


# The hit's path holds the paths of all areas above it; where each ends follows from `codes.LEVELS`.
_AT = """
WITH hit AS MATERIALIZED (SELECT place_area_path(%s, %s) AS path)
SELECT a.id, a.kind, a.code, a.name, a.path
  FROM hit JOIN places_area a ON a.path = ANY(ARRAY[left(hit.path, 7), left(hit.path, 11), left(hit.path, 15), hit.path])
 ORDER BY a.path
"""


def grid_at(lon: float, lat: float) -> AreaHit | None:
    """The smallest known area around a point (WGS 84 degrees); None outside the district."""
    with connection.cursor() as cursor:
        cursor.execute(_AT, [lon, lat])
        line = tuple(AreaName(*row) for row in cursor.fetchall())
    return AreaHit(line[-1], line) if line else None


def paths_at(points: Sequence[tuple[float, float]]) -> list[str | None]:
    """The path of the smallest known area around each point (lon, lat in WGS 84), in their order; None outside the district."""
    if not points:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT place_area_path(lon, lat) FROM unnest(%s::float8[], %s::float8[]) WITH ORDINALITY AS p (lon, lat, at) ORDER BY at",
            [[lon for lon, _ in points], [lat for _, lat in points]],
        )
        return [path for (path,) in cursor.fetchall()]


def areas() -> QuerySet[Area]:
    """All areas, without their boundaries."""
    return Area.objects.defer("geometry")


def extent() -> list[float] | None:
    """West, south, east and north of all areas in degrees; None where no boundary is known."""
    found = Area.objects.aggregate(box=Extent("geometry"))["box"]
    return [round(edge, DECIMALS) for edge in found] if found else None


def area_by_code(code: str) -> Area | None:
    """The area with this code (GB/T 2260, GB/T 30428.1)."""
    return areas().filter(code=code).first()


def area_exists(path: str) -> bool:
    """Whether there is an area with this path."""
    return areas().filter(path=path).exists()


def area_name(path: str) -> str:
    """The name of the area with this path; the path itself where there is none."""
    return areas().filter(path=path).values_list("name", flat=True).first() or path


def streets() -> QuerySet[Area]:
    """The streets, by code."""
    return areas().filter(kind=Area.Kind.STREET).order_by("code")


def areas_of(kind: Area.Kind, parent: str = "") -> QuerySet[Area]:
    """Areas of one kind, all or only those under the area with the code `parent`; by code."""
    return areas().filter(kind=kind, code__startswith=parent).order_by("code")


def feature_collection(found: QuerySet[Area]) -> dict[str, Any]:
    """Areas as GeoJSON (RFC 7946); those without a boundary have the geometry null."""
    rows = found.annotate(geojson=AsGeoJSON("geometry", precision=DECIMALS))
    values = rows.values_list("code", "name", "kind", "path", "area_m2", "geojson")
    return {"type": "FeatureCollection", "features": [_feature(*row) for row in values]}


def _feature(
    code: str, name: str, kind: str, path: str, area_m2: float | None, geojson: str | None
) -> dict[str, Any]:
    properties = {"code": code, "name": name, "kind": kind, "path": path, "area_m2": area_m2}
    geometry = orjson.Fragment(geojson) if geojson else None
    return {"type": "Feature", "id": code, "properties": properties, "geometry": geometry}


def search_addresses(text: str, limit: int = 20) -> Sequence[Address]:
    """Addresses whose name holds the text, those that begin with it first; else the most similar names."""
    wanted = text.strip()
    if not wanted:
        return []
    holding = Address.objects.filter(name__contains=wanted)
    found = list(holding.order_by(StrIndex("name", Value(wanted)), Length("name"), "name")[:limit])
    return found or _similar(wanted, limit)


def addresses_in(condition: Q) -> QuerySet[Address]:
    """The places that meet a condition on their area."""
    return Address.objects.filter(condition)


def address_with(key: UUID) -> Address | None:
    """The place with this key."""
    return Address.objects.filter(pk=key).first()


def address_named(name: str) -> Address | None:
    """The place with exactly this name; where several streets have one, the first."""
    return Address.objects.filter(name=name).order_by("area_path").first()


def _similar(wanted: str, limit: int) -> list[Address]:
    likeness = TrigramWordSimilarity(wanted, "name")
    near = Address.objects.annotate(likeness=likeness).filter(likeness__gte=_ALIKE)
    return list(near.order_by("-likeness", "name")[:limit])


_ALIKE = 0.3
"""The word similarity (pg_trgm) from which a name is offered for a text that no name holds."""


def names_by_path(paths: Iterable[str]) -> dict[str, dict[str, str]]:
    """Areas as the API says them, by their paths; a path of none is left out."""
    found = areas().filter(path__in=set(paths)).values_list("path", "code", "name")
    return {path: {"code": code, "name": name} for path, code, name in found}


def street_names() -> dict[str, str]:
    """The name of each street by its area path."""
    return dict(Area.objects.filter(kind=Area.Kind.STREET).values_list("path", "name"))


def street_out(path: str, names: Mapping[str, str]) -> dict[str, str] | None:
    """A street as the API says it, by its code and name; None for what lies in no street."""
    return {"code": path.replace(".", ""), "name": names[path]} if path in names else None
