"""Refusals as the API says them: RFC 9457 problem details, in Chinese and English."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja.errors import HttpError
from ninja.errors import ValidationError as InputError

from xuncheng.foundation.people.listing import language_of
from xuncheng.foundation.trail.problem import problem_of, refused_by
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.legal import Text

CONTENT_TYPE = "application/problem+json"
API = "/api/"
"""Below this path every refusal is a problem."""


def answer(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The refusal as a response."""
    body = orjson.dumps(problem_of(refused, english=language_of(request) == "en"))
    return HttpResponse(body, status=refused.status, content_type=CONTENT_TYPE)


def answer_error(request: HttpRequest, error: Exception) -> HttpResponse:
    """An error of `refused_by` as a response."""
    response = answer(request, refused_by(error))
    if isinstance(error, OperationalError):
        response["Retry-After"] = "2"
    return response


def answer_input(request: HttpRequest, error: InputError) -> HttpResponse:
    """Input of the wrong shape, field by field."""
    fields = (
        FieldError(".".join(str(part) for part in _inside(item["loc"])), _shape(item))
        for item in error.errors
    )
    return answer(request, invalid(*fields))


def answer_http(request: HttpRequest, error: HttpError) -> HttpResponse:
    """A body that is no JSON, and the like."""
    return answer(request, _without_words(error.status_code))


BY_STATUS = {
    400: ("bad_request", Text("请求无法识别", "The request cannot be read")),
    401: ("signed_out", Text("请先登录", "Sign in first")),
    404: ("no_such_path", Text("没有这个地址", "There is nothing at this address")),
    405: ("method_not_allowed", Text("该地址不支持这种请求方法", "This address does not know that method")),
    412: ("precondition_failed", Text("请求的前提条件不符合", "A condition of the request does not hold")),
    413: ("too_large", Text("请求内容过大", "The request is too large")),
    416: ("range_not_there", Text("请求的范围不在文件之内", "The file does not have that range")),
    500: (
        "internal",
        Text("程序出错，已记录，请稍后重试", "The program failed; it is noted. Try again later"),
    ),
}
"""Code and sentence where nothing is known but the status."""


def _without_words(status: int) -> Refused:
    code, message = BY_STATUS.get(status, BY_STATUS[400])
    return Refused(code, message, status=status)


def say_problems(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: what Django or the router refuse by themselves below `API` is a problem as well."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        said = "json" in response.get("Content-Type", "")
        if response.status_code < 400 or said or not request.path.startswith(API):
            return response
        problem = answer(request, _without_words(response.status_code))
        for name, value in response.items():
            if name != "Content-Length":  # of the words that this replaces
                problem.headers.setdefault(name, value)
        problem.cookies.update(response.cookies)
        return problem

    return middleware


def _inside(location: tuple[Any, ...]) -> tuple[Any, ...]:
    """The field's own path, without where in the request it came from."""
    return location[2:] if location[:1] == ("body",) else location[1:]


_SHAPES = {
    "missing": Text("请填写此项", "This is required"),
    "string_too_short": Text("内容太短", "Too short"),
    "string_too_long": Text("内容太长", "Too long"),
    "uuid_parsing": Text("编号格式不正确", "Not a valid key"),
    "extra_forbidden": Text("没有这一项", "There is no such field"),
    "decimal_parsing": Text("请填写数字", "Not a number"),
    "greater_than_equal": Text("数值太小", "Too small"),
    "less_than_equal": Text("数值太大", "Too large"),
}


def _shape(item: dict[str, Any]) -> Text:
    english = str(item.get("msg", ""))
    known = _SHAPES.get(item["type"])
    return Text(known.zh, english) if known else Text(f"格式不正确（{english}）", english)
