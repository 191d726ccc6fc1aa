"""How the door says no: the specification's list of errors, with the HTTP statuses that it knows, in Chinese or English."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.errors import ValidationError as InputError

from xuncheng.foundation.people.listing import language_of
from xuncheng.foundation.trail.problem import REFUSALS, refused_by
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.gateways.open311.limits import TooMany
from xuncheng.gateways.open311.writing import JSON, XML, answer
from xuncheng.rules.legal import Text

_log = logging.getLogger(__name__)

STATUSES = {401: 403, 403: 403, 404: 404, 405: 405, 413: 413, 429: 429, 500: 500, 503: 503}
"""The HTTP status with which the door answers a refusal of the house; 400 for all others, as the specification asks."""

NAMES = {
    "text": "description", "address": "address_string", "lon": "long", "reporter_name": "last_name", "reporter_phone": "phone",
    "reporter_email": "email", "reporter_account": "account_id", "reporter_device": "device_id", "service": "service_code",
    "sender": "external_id", "sender_number": "external_id", "files": "media", "fmt": "format",
}  # fmt: skip
"""What the specification calls the inputs of the act."""

WORDS = {
    "missing": Text("请填写此项", "This is required"),
    "string_too_long": Text("内容太长", "Too long"),
    "float_parsing": Text("请填写数字", "Not a number"),
    "finite_number": Text("请填写数字", "Not a number"),
    "int_parsing": Text("请填写整数", "Not a whole number"),
    "greater_than_equal": Text("数值太小", "Too small"),
    "less_than_equal": Text("数值太大", "Too large"),
    "too_long": Text("数量太多", "Too many"),
    "uuid_parsing": Text("编号格式不正确", "Not a valid key"),
    "literal_error": Text("请从规定的取值中选择", "Choose one of the values that there are"),
    "w3c_moment": Text(
        "请按 W3C 格式填写日期时间并注明时区，例如 2026-03-02T09:00:00+08:00",
        "Write dates and times in W3C format with their zone, as 2026-03-02T09:00:00+08:00",
    ),
    "control_character": Text("不能包含控制字符", "It may not hold control characters"),
    "no_web_address": Text("请填写 http 或 https 地址", "Not an address of http or https"),
}
"""What is said of input of the wrong shape, by pydantic's name for it or our own."""

UNREADABLE = Refused("bad_request", Text("请求无法识别", "The request cannot be read"), status=400)
NOTHING_HERE = Refused("no_such_path", Text("没有这个地址", "There is nothing at this address"), status=404)
NO_SUCH_METHOD = Refused(
    "method_not_allowed",
    Text("该地址不支持这种请求方法", "This address does not know that method"),
    status=405,
)
FAILED = Refused(
    "internal",
    Text("程序出错，已记录，请稍后重试", "The program failed; it is noted. Try again later"),
    status=500,
)


def english(request: HttpRequest) -> bool:
    """Whether the caller wants English: by `lang`, or else by the header Accept-Language."""
    asked = request.GET.get("lang", "").lower()[:2]
    return (asked if asked in ("zh", "en") else language_of(request)) == "en"


def said(request: HttpRequest, text: Text) -> str:
    """A sentence in the caller's language."""
    return text.en if english(request) else text.zh


def format_of(request: HttpRequest) -> str:
    """The format in which the caller asked, by the ending of the address."""
    return XML if request.path.endswith(f".{XML}") else JSON


def refuse(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The refusal as the list of errors: one for each field that does not fit, or one for the whole."""
    status = STATUSES.get(refused.status, 400)
    lines = [_line(request, error) for error in refused.errors] or [
        said(request, refused.message) + _basis(refused)
    ]
    errors = [{"code": status, "description": line} for line in lines]
    response = answer(format_of(request), "errors", errors, status)
    if isinstance(refused, TooMany):
        response["Retry-After"] = str(refused.seconds)
    return response


def _line(request: HttpRequest, error: FieldError) -> str:
    between = ": " if english(request) else "："
    return f"{_named(error.field)}{between}{said(request, error.message)}"


def _named(field: str) -> str:
    name, _, code = field.partition(".")
    return f"attribute[{code}]" if name == "attributes" and code else NAMES.get(name, field)


def _basis(refused: Refused) -> str:
    articles = "、".join(basis.label for basis in refused.basis)
    return f"（{articles}）" if articles else ""


def add_handlers(api: NinjaAPI) -> None:
    """Have every error of the door answered in this form."""
    for kinds, handler in _HANDLERS:
        for kind in kinds:
            api.exception_handler(kind)(handler)


ROOT = "/open311/"
_BY_STATUS = {404: NOTHING_HERE, 405: NO_SUCH_METHOD, 500: FAILED}


def say_errors(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: what Django or the router refuse by themselves below `ROOT` is a list of errors as well."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        said = response.get("Content-Type", "").startswith(("application/json", "text/xml"))
        if response.status_code < 400 or said or not request.path.startswith(ROOT):
            return response
        errors = refuse(request, _BY_STATUS.get(response.status_code, UNREADABLE))
        if "Allow" in response:
            errors["Allow"] = response["Allow"]
        return errors

    return middleware


def _refused(request: HttpRequest, error: Exception) -> HttpResponse:
    return refuse(request, refused_by(error))


def _misshapen(request: HttpRequest, error: InputError) -> HttpResponse:
    wrong = list(_fields(error.errors))
    return refuse(request, NOTHING_HERE if any(one.field == "fmt" for one in wrong) else invalid(*wrong))


def _fields(errors: Iterable[Mapping[str, Any]]) -> Iterable[FieldError]:
    for one in errors:
        message = str(one.get("msg", ""))
        words = WORDS.get(one["type"], Text(f"格式不正确（{message}）", message))
        inside = [part for part in one["loc"] if isinstance(part, str)]
        yield FieldError(inside[-1], words)


def _unreadable(request: HttpRequest, _: Exception) -> HttpResponse:
    return refuse(request, UNREADABLE)


def _nothing(request: HttpRequest, _: Exception) -> HttpResponse:
    return refuse(request, NOTHING_HERE)


def _failed(request: HttpRequest, error: Exception) -> HttpResponse:
    _log.error("open311 failed at %s", request.path, exc_info=error)
    return refuse(request, FAILED)


_HANDLERS: tuple[tuple[tuple[type[Exception], ...], Any], ...] = (
    ((*REFUSALS, OperationalError), _refused),
    ((InputError,), _misshapen),
    ((HttpError, MultiPartParserError, SuspiciousOperation, UnreadablePostError), _unreadable),
    ((Http404,), _nothing),
    ((Exception,), _failed),
)
