"""The documents of the door: landing page, conformance, collections, and features with their links."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from xuncheng.foundation.trail.deed import SHANGHAI
from xuncheng.foundation.trail.paging import Page
from xuncheng.gateways.ogc.collections import COLLECTIONS, Collection, Feature
from xuncheng.gateways.ogc.refusing import said
from xuncheng.rules.legal import Text

JSON = "application/json"
GEOJSON = "application/geo+json"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"

_SPEC = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf"
CONFORMS_TO = tuple(f"{_SPEC}/{part}" for part in ("core", "oas30", "geojson"))
"""The classes of the standard that the door conforms to. HTML is not claimed."""

TITLE = Text("巡城 · 地图开放接口", "Xuncheng · features for maps")
ABOUT = Text(
    "{bureau}的行政区划与公开诉求，OGC API Features 第1部分，GeoJSON，CRS84",
    "Areas and public reports of {bureau}: OGC API Features Part 1, GeoJSON, CRS84",
)
THIS = Text("本文档", "This document")
LANDING = Text("首页", "Landing page")
DESCRIPTION = Text("接口描述（OpenAPI 3.0）", "The description (OpenAPI 3.0)")
CONFORMANCE = Text("符合的标准部分", "The parts of the standard that it conforms to")
DATA = Text("要素集合", "The collections")
NEXT = Text("下一页", "Next page")

ROOT = "/ogc"


def address(request: HttpRequest, path: str = "", query: str = "") -> str:
    """The whole address of something below the door."""
    return request.build_absolute_uri(f"{ROOT}{path}" + (f"?{query}" if query else ""))


def link(request: HttpRequest, rel: str, path: str, title: Text, kind: str = JSON, query: str = "") -> Any:
    """A link as the standard writes it."""
    return {"href": address(request, path, query), "rel": rel, "type": kind, "title": said(request, title)}


def landing(request: HttpRequest) -> dict[str, Any]:
    """Where everything is."""
    return {
        "title": said(request, TITLE),
        "description": said(request, ABOUT).format(bureau=said(request, settings.LOCALITY.bureau)),
        "links": [
            link(request, "self", "", THIS), link(request, "service-desc", "/api", DESCRIPTION, OPENAPI),
            link(request, "conformance", "/conformance", CONFORMANCE), link(request, "data", "/collections", DATA),
        ],
    }  # fmt: skip


def collections(request: HttpRequest) -> dict[str, Any]:
    """All collections."""
    links = [link(request, "self", "/collections", THIS), link(request, "root", "", LANDING)]
    return {"links": links, "collections": [collection(request, one) for one in COLLECTIONS.values()]}


def collection(request: HttpRequest, one: Collection) -> dict[str, Any]:
    """One collection, with its extent."""
    path = f"/collections/{one.name}"
    return {
        "id": one.name,
        "title": said(request, one.title),
        "description": said(request, one.about),
        "itemType": "feature",
        "crs": [CRS84],
        "extent": _extent(one),
        "links": [
            link(request, "self", path, THIS), link(request, "items", f"{path}/items", one.title, GEOJSON),
            link(request, "root", "", LANDING),
        ],
    }  # fmt: skip


def _extent(one: Collection) -> dict[str, Any]:
    box = one.box()
    spatial = {"spatial": {"bbox": [box], "crs": CRS84}} if box else {}
    return spatial | ({"temporal": {"interval": [one.span()], "trs": GREGORIAN}} if one.span else {})


def features(request: HttpRequest, one: Collection, found: Page[Any], shown: Iterable[Feature]) -> dict[str, Any]:  # fmt: skip
    """A page of features. `numberMatched` is there while it is not more than lists count."""
    path = f"/collections/{one.name}"
    here, asked = f"{path}/items", request.GET.copy()
    links = [
        link(request, "self", here, THIS, GEOJSON, asked.urlencode(safe=",:/")),
        link(request, "collection", path, one.title),
    ]
    if found.next:
        asked["cursor"] = found.next
        links.append(link(request, "next", here, NEXT, GEOJSON, asked.urlencode(safe=",:/")))
    rows = list(shown)
    matched = {} if found.count.capped else {"numberMatched": found.count.value}
    stamp = timezone.now().astimezone(SHANGHAI).isoformat(timespec="seconds")
    counts = {"timeStamp": stamp, **matched, "numberReturned": len(rows)}
    return {"type": "FeatureCollection", "features": rows, "links": links, **counts}


def feature(request: HttpRequest, one: Collection, shown: Feature) -> dict[str, Any]:
    """One feature by itself."""
    path = f"/collections/{one.name}"
    links = [
        link(request, "self", f"{path}/items/{shown['id']}", THIS, GEOJSON), link(request, "collection", path, one.title),
    ]  # fmt: skip
    return shown | {"links": links}
