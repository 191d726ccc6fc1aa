"""The OpenAPI document of the program, as it is committed and as clients are generated from it."""

from __future__ import annotations

from typing import Any

import orjson

from xuncheng.server.api import api


def document() -> dict[str, Any]:
    """The document, in plain values."""
    schema = api.get_openapi_schema(path_prefix="/api/v1/")
    plain: dict[str, Any] = orjson.loads(orjson.dumps(schema, default=str, option=orjson.OPT_NON_STR_KEYS))
    return plain
