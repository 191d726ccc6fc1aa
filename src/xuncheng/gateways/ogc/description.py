"""The OpenAPI 3.0 document of the door: its paths made of the table of collections, its shapes from the file beside this one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from xuncheng.foundation.places.models import Area
from xuncheng.gateways.ogc.asking import MOST, USUAL
from xuncheng.gateways.ogc.collections import COLLECTIONS
from xuncheng.gateways.ogc.documents import GEOJSON, OPENAPI, TITLE

Plain = dict[str, Any]

SHAPES = Path(__file__).with_name("features.schema.json")

_NUMBER = {"type": "number"}
_KIND = {"type": "string", "enum": [*Area.Kind]}


def _parameter(name: str, about: str, schema: Plain) -> Plain:
    return {
        "name": name,
        "in": "query",
        "description": about,
        "schema": schema,
        "style": "form",
        "explode": False,
    }


PARAMETERS: dict[str, Plain] = {
    "bbox": _parameter(
        "bbox", "West, south, east, north in degrees of CRS84 (or six numbers with heights, which count for nothing). Selects what "
        "touches the box, and what has no geometry. West greater than east spans the antimeridian.",
        {"type": "array", "oneOf": [{"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6}], "items": _NUMBER},
    ),
    "datetime": _parameter(
        "datetime", "A moment of RFC 3339, or an interval of two with a slash between; .. is an open end. Of a report it is when it was "
        "requested; areas have no time and always fit.", {"type": "string"},
    ),
    "limit": _parameter(
        "limit", f"How many features at most. More than {MOST} is {MOST}.",
        {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
    ),
    "cursor": _parameter(
        "cursor", "Where a page begins: as the link `next` of the page before says it.",
        {"type": "string", "minLength": 1, "maxLength": 300},
    ),
    "kind": _parameter("kind", "Only areas of this kind.", _KIND),
    "status": _parameter("status", "Only open or closed reports.", {"type": "string", "enum": ["open", "closed"]}),
    "service_code": _parameter(
        "service_code", "Only reports of this service of the Open311 door.", {"type": "string", "minLength": 1, "maxLength": 40},
    ),
}  # fmt: skip
"""Every parameter of a list of features, by its name."""

_REFUSED = {
    "404": "There is no such collection or feature, or the door is not open here",
    "429": "Called too often; Retry-After says in how many seconds to call again",
    "500": "The program failed",
    "503": "The database is away",
}
_WRONG = {"400": "A parameter is unknown or does not fit; the description says which"}


def described(address: str) -> Plain:
    """The whole document; `address` is where the door is."""
    paths = {
        "/": _read("landing", "Landing page", "landingPage"),
        "/api": _read("api", "This document", None, OPENAPI),
        "/conformance": _read("conformance", "The parts of the standard that it conforms to", "confClasses"),
        "/collections": _read("collections", "The collections", "collections"),
    }
    for name, one in COLLECTIONS.items():
        known = [{"$ref": f"#/components/parameters/{field}"} for field in one.asked.model_fields]
        paths |= {
            f"/collections/{name}": _read(f"{name}.collection", one.title.en, "collection"),
            f"/collections/{name}/items": _read(f"{name}.features", one.about.en, "featureCollectionGeoJSON", GEOJSON, known),
            f"/collections/{name}/items/{{featureId}}": _read(f"{name}.feature", "One of them", "featureGeoJSON", GEOJSON, [_ID]),
        }  # fmt: skip
    return {
        "openapi": "3.0.3",
        "info": {"title": str(TITLE), "version": "1.0.0", "description": f"{TITLE.en}. OGC API Features Part 1: Core 1.0"},
        "servers": [{"url": address}],
        "paths": paths,
        "components": {"parameters": PARAMETERS, "schemas": shapes()},
    }  # fmt: skip


_ID = {"name": "featureId", "in": "path", "required": True, "schema": {"type": "string"}}


def _read(
    operation: str,
    summary: str,
    shape: str | None,
    kind: str = "application/json",
    parameters: Iterable[Plain] = (),
) -> Plain:
    schema = {"$ref": f"#/components/schemas/{shape}"} if shape else {"type": "object"}
    answers = {"200": {"description": "OK", "content": {kind: {"schema": schema}}}}
    exception = {"application/json": {"schema": {"$ref": "#/components/schemas/exception"}}}
    for status, about in (_WRONG | _REFUSED).items():
        answers[status] = {"description": about, "content": exception}
    get = {"operationId": operation, "summary": summary, "parameters": [*parameters], "responses": answers}
    return {"get": get}


@cache
def shapes() -> Plain:
    """The shapes of all answers, as OpenAPI 3.0 writes schemas."""
    found: Plain = orjson.loads(SHAPES.read_bytes())
    return found
