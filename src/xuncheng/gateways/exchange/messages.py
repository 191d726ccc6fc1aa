"""What a platform says: one message, the same by HTTP and in files, checked field by field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from xuncheng.foundation.trail.deed import SHANGHAI
from xuncheng.foundation.trail.paging import EARLIEST, LATEST
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.foundation.trail.schemas import Schema
from xuncheng.rules.coordinates import Datum
from xuncheng.rules.legal import Text
from xuncheng.rules.reporting.exchange import HEADINGS, VALUES, Kind

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
SHORTEST = 2


def _without_control(text: str) -> str:
    if _CONTROL.search(text):
        raise PydanticCustomError("control_character", "control characters")
    return text.strip()


def _moment(given: Any) -> Any:
    """A time; without a zone it is China's."""
    if given is None or isinstance(given, datetime):
        return given
    try:
        moment = datetime.fromisoformat(str(given).strip().replace("/", "-"))
    except ValueError:
        moment = None
    if moment is None or not EARLIEST <= moment.year <= LATEST:
        raise PydanticCustomError("no_moment", "not a date and time such as 2026-11-20T18:00:00+08:00")
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


Clean = AfterValidator(_without_control)
Number = Annotated[str, Field(max_length=60), Clean]
Moment = Annotated[datetime | None, BeforeValidator(_moment, json_schema_input_type=datetime | None)]


class Message(Schema):
    """One message of a platform: a work order, or what is said of one later on.

    `number` is the platform's number of the work order: the same number is the same work order. `id` is its number of the
    message: the same one again is the same message. A work order may go without.
    """

    kind: Kind = Kind.WORK_ORDER
    id: Number = Field("", description="the platform's number of the message")
    number: Annotated[str, Field(min_length=1, max_length=60), Clean] = Field(
        description="the platform's number of the work order"
    )
    text: Annotated[str, Field(max_length=4000), Clean] = Field(
        description="what it is about; 2 to 4,000 characters"
    )
    address: Annotated[str, Field(max_length=200), Clean] = ""
    lon: float | None = Field(None, ge=-180, le=180, allow_inf_nan=False)
    lat: float | None = Field(None, ge=-90, le=90, allow_inf_nan=False)
    coordinates: Datum = Field(Datum.WGS84, description="in which system lon and lat are given")
    reporter_name: Annotated[str, Field(max_length=50), Clean] = ""
    reporter_phone: Annotated[str, Field(max_length=20), Clean] = ""
    due_at: Moment = Field(None, description="by when the platform asks for the result")

    @model_validator(mode="before")
    @classmethod
    def _empty_is_none(cls, given: Any) -> Any:
        if not isinstance(given, Mapping):
            return given
        return {name: value for name, value in given.items() if value not in ("", None)}


def check(message: Message) -> None:
    """Refuse what no single field shows. Raises `Refused` (`invalid_input`) naming each field."""
    wrong = list(_wrong(message))
    if wrong:
        raise invalid(*wrong)


def _wrong(message: Message) -> Iterator[FieldError]:
    if len(message.text) < SHORTEST:
        yield FieldError(
            "text", Text("请填写内容，至少2个字", "Say what it is about, in 2 characters at least")
        )
    if message.kind is not Kind.WORK_ORDER and not message.id:
        yield FieldError("id", Text("请填写消息编号", "A number of the message is needed"))
    if (message.lon is None) is not (message.lat is None):
        missing = "lon" if message.lon is None else "lat"
        yield FieldError(missing, Text("经度和纬度须同时提供", "lon and lat come together"))


def message_of(row: Any) -> Message:
    """The message in a row of a file, under the names of the fields or their Chinese headings. Raises `Refused` (`invalid_input`)."""
    if not isinstance(row, Mapping):
        raise invalid(FieldError("row", Text("应当是一个对象", "It should be an object")))
    named = {HEADINGS.get(str(name).strip(), str(name).strip()): value for name, value in row.items()}
    unknown = sorted(named.keys() - Message.model_fields.keys())
    if unknown:
        raise invalid(*(FieldError(name, Text("没有这一项", "There is no such field")) for name in unknown))
    coded = {name: VALUES.get(name, {}).get(str(value), value) for name, value in named.items()}
    try:
        return Message.model_validate(coded)
    except ValidationError as error:
        raise invalid(*_errors(error)) from error


_SAID = {
    "missing": Text("请填写此项", "This is required"),
    "string_too_long": Text("内容太长", "Too long"),
    "string_too_short": Text("请填写此项", "This is required"),
    "string_type": Text("应当是文字", "It should be text"),
    "enum": Text("不是规定的值", "None of the values that there are"),
    "float_parsing": Text("请填写数字", "Not a number"),
    "float_type": Text("请填写数字", "Not a number"),
    "finite_number": Text("请填写数字", "Not a number"),
    "less_than_equal": Text("数值太大", "Too large"),
    "greater_than_equal": Text("数值太小", "Too small"),
    "no_moment": Text("应当是日期和时间，如 2026-11-20 18:00", "A date and time such as 2026-11-20 18:00"),
    "control_character": Text("含有不能显示的字符", "It holds signs that cannot be shown"),
}


def _errors(error: ValidationError) -> Iterator[FieldError]:
    for item in error.errors():
        name = ".".join(str(part) for part in item["loc"])
        yield FieldError(name, _SAID.get(item["type"], Text("格式不正确", item["msg"])))


def first_of(refused: Refused) -> FieldError:
    """The field that a refusal names first; no field where it names none."""
    return refused.errors[0] if refused.errors else FieldError("", refused.message)
