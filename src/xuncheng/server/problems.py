"""Refusals as the API says them: RFC 9457 problem details, in Chinese and English."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from ninja.errors import HttpError
from ninja.errors import ValidationError as InputError

from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.legal import Basis, Text

CONTENT_TYPE = "application/problem+json"


def prefers_english(request: HttpRequest) -> bool:
    """Whether the caller asks for English; Chinese is the house's own language."""
    return request.headers.get("Accept-Language", "").strip().lower().startswith("en")


def problem_of(refused: Refused, *, english: bool) -> dict[str, Any]:
    """The members of the problem: the standard ones, and what our screens show beside the button."""
    message = refused.message
    return {
        "type": f"urn:xuncheng:problem:{refused.code}",
        "title": message.en if english else message.zh,
        "status": refused.status,
        "detail": _detail(refused, english=english),
        "code": refused.code,
        "title_zh": message.zh,
        "title_en": message.en,
        "basis": [basis_of(basis) for basis in refused.basis],
        "missing": [words_of(text) for text in refused.missing],
        "errors": [
            {"field": error.field, "message_zh": error.message.zh, "message_en": error.message.en}
            for error in refused.errors
        ],
    }


def answer(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The refusal as a response."""
    body = orjson.dumps(problem_of(refused, english=prefers_english(request)))
    return HttpResponse(body, status=refused.status, content_type=CONTENT_TYPE)


def answer_input(request: HttpRequest, error: InputError) -> HttpResponse:
    """Input of the wrong shape, field by field."""
    fields = (
        FieldError(".".join(str(part) for part in _inside(item["loc"])), _shape(item))
        for item in error.errors
    )
    return answer(request, invalid(*fields))


def answer_http(request: HttpRequest, error: HttpError) -> HttpResponse:
    """A body that is no JSON, and the like."""
    message = Text("请求无法识别", "The request cannot be read")
    return answer(request, Refused("bad_request", message, status=error.status_code))


def basis_of(basis: Basis) -> dict[str, str]:
    """One article as the API names it."""
    return {"statute": basis.statute, "article": basis.article, "label": basis.label}


def words_of(text: Text) -> dict[str, str]:
    """One sentence in both languages."""
    return {"zh": text.zh, "en": text.en}


def _detail(refused: Refused, *, english: bool) -> str:
    articles = "、".join(basis.label for basis in refused.basis)
    missing = (
        "; ".join(text.en for text in refused.missing)
        if english
        else "、".join(t.zh for t in refused.missing)
    )
    parts = [articles, (f"missing: {missing}" if english else f"尚缺：{missing}") if missing else ""]
    return " ".join(part for part in parts if part)


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
