"""Answers that are large, and often the same: compressed, with a tag by which the app is told that nothing is new."""

from __future__ import annotations

import gzip
import hashlib
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse

SMALLEST = 1024
"""Bytes from which compressing pays."""


def packed(request: HttpRequest, body: dict[str, Any], beside: dict[str, Any]) -> HttpResponse:
    """The body with what stands beside it, which does not count for whether it is new; 304 where the app has it already."""
    tag = f'"{hashlib.sha256(orjson.dumps(body, default=str)).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Accept-Encoding, X-Terminal"}
    known = [one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")]
    if tag in known:
        return HttpResponse(status=304, headers=headers)
    content = orjson.dumps(body | beside, default=str)
    if len(content) >= SMALLEST and "gzip" in request.headers.get("Accept-Encoding", ""):
        content = gzip.compress(content, compresslevel=5, mtime=0)
        headers["Content-Encoding"] = "gzip"
    return HttpResponse(content, content_type="application/json", headers=headers)
