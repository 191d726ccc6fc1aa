"""HTTP for places: areas to choose from, where a point lies, addresses by name."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

import orjson
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from xuncheng.foundation.places import queries
from xuncheng.foundation.places.models import Address, Area
from xuncheng.foundation.trail.schemas import Schema

router = Router(tags=["places"])

Longitude = Annotated[float, Query(ge=-180, le=180, description="degrees, WGS 84")]
Latitude = Annotated[float, Query(ge=-90, le=90, description="degrees, WGS 84")]


class AreaItem(Schema):
    """An area by its code and name."""

    id: UUID
    kind: str
    code: str
    name: str
    path: str


class AreaItems(Schema):
    """Areas, by code."""

    items: list[AreaItem]


class StreetItem(Schema):
    """A street to choose."""

    code: str
    name: str


class StreetItems(Schema):
    """Streets, by code."""

    items: list[StreetItem]


class Hit(Schema):
    """The smallest area around a point, and the line of areas from the district down to it."""

    area: AreaItem | None
    line: list[AreaItem]


class AddressItem(Schema):
    """A named place and where it is."""

    id: UUID
    name: str
    point: tuple[float, float]
    path: str


class AddressItems(Schema):
    """Addresses, the best match first."""

    items: list[AddressItem]


@router.get("/places/streets", response=StreetItems, summary="The streets")
def streets(request: HttpRequest) -> Any:
    """All streets of the district, by code."""
    return {"items": list(queries.streets())}


@router.get("/places/areas", response=AreaItems, summary="Areas of one kind")
def areas(request: HttpRequest, kind: Area.Kind, parent: str = "", geometry: bool = False) -> Any:
    """Areas of one kind, all or below the area with the code `parent`; with `geometry` as GeoJSON (RFC 7946)."""
    found = queries.areas_of(kind, parent)
    if geometry:
        content = orjson.dumps(queries.feature_collection(found))
        return HttpResponse(content, content_type="application/geo+json")
    return {"items": list(found)}


@router.get("/places/at", response=Hit, summary="Where a point lies")
def at(request: HttpRequest, lon: Longitude, lat: Latitude) -> Any:
    """The smallest known area that a point lies in; `area` is null outside the district."""
    hit = queries.grid_at(lon, lat)
    return {"area": hit.area, "line": hit.line} if hit else {"area": None, "line": []}


@router.get("/places/addresses", response=AddressItems, summary="Addresses by name")
def addresses(request: HttpRequest, q: Annotated[str, Query(max_length=50)] = "") -> Any:
    """Named places whose name holds the text, or else those that are spelled most like it."""
    return {"items": [_item(address) for address in queries.search_addresses(q)]}


def _item(address: Address) -> dict[str, Any]:
    return {"id": address.pk, "name": address.name, "point": address.point.coords, "path": address.area_path}
