"""How the door says no: the exception of the standard, a code and a description, in Chinese or English."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from pydantic import ValidationError

from xuncheng.foundation.people.listing import language_of
from xuncheng.foundation.trail.problem import REFUSALS, refused_by
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.gateways.ogc.asking import MOST
from xuncheng.gateways.open311.limits import TooMany
from xuncheng.rules.legal import Text

_log = logging.getLogger(__name__)

STATUSES = {404: 404, 405: 405, 429: 429, 500: 500, 503: 503}
"""The HTTP status with which the door answers a refusal of the house; 400 for all others, as the standard asks."""

WORDS = {
    "extra_forbidden": Text("没有这个参数", "There is no such parameter"),
    "repeated": Text("只能出现一次", "It may be given once"),
    "bbox": Text(
        "请填写四个数字（西、南、东、北，WGS 84 经纬度），例如 116.3,39.8,116.5,40.0",
        "Write four numbers (west, south, east, north in degrees of WGS 84), as 116.3,39.8,116.5,40.0",
    ),
    "datetime": Text(
        "请按 RFC 3339 填写时刻或起止时刻，例如 2026-03-02T09:00:00+08:00/..",
        "Write a moment or an interval by RFC 3339, as 2026-03-02T09:00:00+08:00/..",
    ),
    "greater_than_equal": Text(f"请填写 1 至 {MOST} 的整数", f"Write a whole number from 1 to {MOST}"),
    "int_parsing": Text(f"请填写 1 至 {MOST} 的整数", f"Write a whole number from 1 to {MOST}"),
    "enum": Text("请从规定的取值中选择", "Choose one of the values that there are"),
    "literal_error": Text("请从规定的取值中选择", "Choose one of the values that there are"),
    "string_too_long": Text("内容太长", "Too long"),
    "string_too_short": Text("请填写此项", "It is empty"),
}
"""What is said of a parameter that does not fit, by pydantic's name for it or our own."""

NOTHING_HERE = Refused("no_such_path", Text("没有这个地址", "There is nothing at this address"), status=404)
NO_SUCH_METHOD = Refused("method_not_allowed", Text("只接受 GET 和 HEAD", "Only GET and HEAD are known here"), status=405)  # fmt: skip
FAILED = Refused(
    "internal",
    Text("程序出错，已记录，请稍后重试", "The program failed; it is noted. Try again later"),
    status=500,
)


def said(request: HttpRequest, text: Text) -> str:
    """A sentence in the caller's language, by Accept-Language."""
    return text.en if language_of(request) == "en" else text.zh


def misshapen(error: ValidationError) -> Refused:
    """Parameters that do not fit, one by one."""
    return invalid(*_fields(error.errors(include_url=False, include_context=False, include_input=False)))


def _fields(errors: Iterable[Mapping[str, Any]]) -> Iterable[FieldError]:
    for one in errors:
        message = str(one["msg"])
        words = WORDS.get(one["type"], Text(f"格式不正确（{message}）", message))
        yield FieldError(str(one["loc"][0]), words)


def refuse(request: HttpRequest, error: Exception) -> HttpResponse:
    """Any error as an exception of the standard. What nobody expected is logged."""
    refused = _as_refused(request, error)
    between = ": " if language_of(request) == "en" else "："
    lines = [f"{one.field}{between}{said(request, one.message)}" for one in refused.errors]
    description = "; ".join(lines) or said(request, refused.message)
    body = orjson.dumps({"code": refused.code, "description": description})
    status = STATUSES.get(refused.status, 400)
    response = HttpResponse(body, status=status, content_type="application/json")
    if isinstance(refused, TooMany):
        response["Retry-After"] = str(refused.seconds)
    return response


def _as_refused(request: HttpRequest, error: Exception) -> Refused:
    if isinstance(error, (*REFUSALS, OperationalError)):
        return refused_by(error)
    _log.error("ogc failed at %s", request.path, exc_info=error)
    return FAILED
