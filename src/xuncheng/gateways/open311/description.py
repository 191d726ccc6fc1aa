"""The OpenAPI document of the door: what its routes take, by Ninja; what they answer, by the schemas beside this file."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import orjson
from ninja.openapi.schema import OpenAPISchema

Plain = dict[Any, Any]

SCHEMAS = Path(__file__).with_name("schemas")
GEOREPORT = SCHEMAS / "georeport.schema.json"
XSD = SCHEMAS / "georeport.xsd"

REFUSED = {
    400: "Something that was given does not fit, or the request cannot be done; the list says what",
    404: "There is no such jurisdiction, service, request, token or address",
    429: "Called too often; Retry-After says in how many seconds to call again",
    500: "The program failed",
    503: "The database is away",
}
KEY = 403
_KEY = "The api_key is missing, unknown, revoked or expired, or its user may not do this there"

MEDIA = {
    "type": "array", "items": {"type": "string", "format": "binary"}, "description": "pictures, five at most (extension)",
}  # fmt: skip
ATTRIBUTE = {
    "type": "string", "description": "attribute[CODE]=answer; attribute[CODE][]=… several times for a multivaluelist",
}  # fmt: skip


@cache
def schema() -> Plain:
    """The JSON Schema of all answers."""
    found: Plain = orjson.loads(GEOREPORT.read_bytes())
    return found


def answers(name: str) -> Plain:
    """What a route answers: the part of the schema that bears this name, or a list of errors."""
    statuses = {200: ("OK", name)} | {
        status: (text, "errors") for status, text in (REFUSED | {KEY: _KEY}).items()
    }
    return {"responses": {status: _response(text, part) for status, (text, part) in sorted(statuses.items())}}


def _response(description: str, name: str) -> Plain:
    content = {
        "application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}},
        "text/xml": {"schema": {"type": "string", "description": "the same as XML, by georeport.xsd"}},
    }
    return {"description": description, "content": content}


def described(document: OpenAPISchema) -> OpenAPISchema:
    """Add the shapes of the answers, and that a form may also come with pictures."""
    parts = orjson.dumps(schema()["$defs"]).replace(b"#/$defs/", b"#/components/schemas/")
    document["components"]["schemas"] |= orjson.loads(parts)
    for operations in document["paths"].values():
        if "post" in operations:
            _with_pictures(operations["post"]["requestBody"]["content"])
    return document


def _with_pictures(content: Plain) -> None:
    """A form has the answers to the service's questions as further fields; with pictures it comes in several parts."""
    form = content["application/x-www-form-urlencoded"]["schema"]
    form["patternProperties"] = {r"^attribute\[[^\[\]]{1,40}\](\[[0-9]*\])?$": ATTRIBUTE}
    content["multipart/form-data"] = {"schema": form | {"properties": form["properties"] | {"media": MEDIA}}}
